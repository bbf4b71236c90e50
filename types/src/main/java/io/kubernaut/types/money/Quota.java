package io.kubernaut.types.money;

import io.kubernaut.types.Decision;
import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.NotBlank;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.SchemaType;
import io.kubernaut.types.schema.Size;
import io.kubernaut.types.schema.Validated;
import io.kubernaut.types.schema.Violations;
import io.kubernaut.types.value.Quantity;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How much of a resource may be held at once. Asking for more than {@code hard} is denied; from
 * {@code soft} on it is allowed, with a warning.
 *
 * @param name names the quota
 * @param resource what is limited, for example {@code cpu}
 * @param hard how much may be held; not negative
 * @param soft how much may be held in peace; at most {@code hard}
 * @param extra fields this version does not know
 */
@SchemaType(name = "quota", version = 1)
public record Quota(
    @NotBlank @Size(max = 128) String name,
    @NotBlank @Size(max = 128) String resource,
    Quantity hard,
    @Nullable Quantity soft,
    @Extra Map<String, RawJson> extra)
    implements Validated {

  /**
   * Copies the collections.
   *
   * @param name names the quota
   * @param resource what is limited, for example {@code cpu}
   * @param hard how much may be held; not negative
   * @param soft how much may be held in peace; at most {@code hard}
   * @param extra fields this version does not know
   */
  public Quota {
    extra = Frozen.map(extra);
  }

  @Override
  public void validate(Violations found) {
    found.unless(hard.amount().signum() >= 0, "/hard", hard, "must not be below zero", "Raise it.");
    found.unless(
        soft == null || (soft.amount().signum() >= 0 && soft.compareTo(hard) <= 0),
        "/soft",
        soft,
        "must be from 0 to hard " + hard,
        "Swap them?");
  }

  /**
   * Tells whether there is room for more.
   *
   * @param used what is held already
   * @param wanted what is asked for
   * @return true if both together are within {@code hard}
   */
  public boolean admits(Quantity used, Quantity wanted) {
    return used.amount().add(wanted.amount()).compareTo(hard.amount()) <= 0;
  }

  /**
   * Decides about a request, and says why.
   *
   * @param who who asks
   * @param used what is held already
   * @param wanted what is asked for
   * @param now when it was decided
   * @return a decision of the kind {@code quota} that chose {@code allow}, {@code warn} or {@code
   *     deny}
   */
  public Decision decide(String who, Quantity used, Quantity wanted, Instant now) {
    BigDecimal sum = used.amount().add(wanted.amount());
    boolean isHigh = soft != null && sum.compareTo(soft.amount()) > 0;
    String chosen = !admits(used, wanted) ? "deny" : isHigh ? "warn" : "allow";
    List<String> others =
        Stream.of("allow", "warn", "deny").filter(other -> !other.equals(chosen)).toList();
    String reason =
        "%s wants %s of %s, %s are used, the limit is %s"
            .formatted(who, wanted, resource, used, chosen.equals("warn") ? soft : hard);
    Map<String, String> evidence =
        Map.of("quota", name, "used", "" + used, "wanted", "" + wanted, "hard", "" + hard);
    return new Decision("quota", who, chosen, others, reason, evidence, now);
  }
}
