package io.kubernaut.types.money;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.Min;
import io.kubernaut.types.schema.NotBlank;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.SchemaType;
import io.kubernaut.types.schema.Size;
import io.kubernaut.types.schema.Validated;
import io.kubernaut.types.schema.Violations;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How a shared cost is shared out. Shares are in the currency's smallest unit and always add up to
 * the rounded cost; see {@link Money#allocate}. Who is first when a unit is left over is decided by
 * name, so the same input gives the same shares.
 *
 * @param name names the rule
 * @param method what the shares depend on
 * @param weights each receiver's part, for the method {@code fixed} only
 * @param fallback who bears the cost if nobody has a part
 * @param extra fields this version does not know
 */
@SchemaType(name = "allocation-rule", version = 1)
public record AllocationRule(
    @NotBlank @Size(max = 128) String name,
    Method method,
    Map<String, @Min(0) BigDecimal> weights,
    @Nullable @Size(max = 128) String fallback,
    @Extra Map<String, RawJson> extra)
    implements Validated {

  /** What the shares depend on. */
  public enum Method {
    /** All receivers bear the same. */
    @JsonProperty("even")
    EVEN,
    /** The rule's weights. */
    @JsonProperty("fixed")
    FIXED,
    /** What each receiver has used. */
    @JsonProperty("usage")
    USAGE
  }

  /**
   * Copies the collections.
   *
   * @param name names the rule
   * @param method what the shares depend on
   * @param weights each receiver's part, for the method {@code fixed} only
   * @param fallback who bears the cost if nobody has a part
   * @param extra fields this version does not know
   */
  public AllocationRule {
    weights = Frozen.map(weights);
    extra = Frozen.map(extra);
  }

  @Override
  public void validate(Violations found) {
    boolean isFixed = method == Method.FIXED;
    found.unless(
        isFixed == weights.values().stream().anyMatch(weight -> weight.signum() > 0),
        "/weights",
        weights,
        isFixed ? "must have one above zero" : "must be left out: the method does not use them",
        isFixed ? "Give each receiver its part." : "Drop them, or use the method \"fixed\".");
  }

  /**
   * Shares a cost out.
   *
   * @param cost what is shared
   * @param usage what each receiver has used, none negative; for {@code fixed} not looked at
   * @return each receiver's share, in the order of their names
   * @throws IllegalArgumentException if nobody has a part and there is no fallback
   */
  public Map<String, Money> allocate(Money cost, Map<String, BigDecimal> usage) {
    SortedMap<String, BigDecimal> parts = parts(usage);
    if (parts.values().stream().allMatch(part -> part.signum() == 0)) {
      return Map.of(bearer(cost), cost.rounded());
    }
    Iterator<Money> shares = cost.allocate(List.copyOf(parts.values())).iterator();
    Map<String, Money> allocated = new LinkedHashMap<>();
    parts.keySet().forEach(receiver -> allocated.put(receiver, shares.next()));
    return Collections.unmodifiableMap(allocated);
  }

  private SortedMap<String, BigDecimal> parts(Map<String, BigDecimal> usage) {
    SortedMap<String, BigDecimal> parts = new TreeMap<>(method == Method.FIXED ? weights : usage);
    if (method == Method.EVEN) {
      parts.replaceAll((receiver, used) -> BigDecimal.ONE);
    }
    return parts;
  }

  private String bearer(Money cost) {
    if (fallback == null) {
      throw new IllegalArgumentException(
          "Rule \"%s\" cannot share %s: nobody has a part. Give the rule a fallback."
              .formatted(name, cost));
    }
    return fallback;
  }
}
