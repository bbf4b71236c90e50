package io.kubernaut.types.access;

import io.kubernaut.types.Decision;
import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.NotBlank;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.SchemaType;
import io.kubernaut.types.schema.Validated;
import io.kubernaut.types.schema.Violations;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether somebody may do something, and why.
 *
 * @param allowed whether it may be done
 * @param principal who asked: {@link Principal#id()}
 * @param permission what was asked for
 * @param reason why, for people
 * @param rule the role and permission that decided; none if no rule did
 * @param time when it was decided
 * @param extra fields this version does not know
 */
@SchemaType(name = "access-decision", version = 1)
public record AccessDecision(
    boolean allowed,
    @NotBlank String principal,
    Permission permission,
    @NotBlank String reason,
    @Nullable String rule,
    Instant time,
    @Extra Map<String, RawJson> extra)
    implements Validated {

  /**
   * Copies the collections.
   *
   * @param allowed whether it may be done
   * @param principal who asked: {@link Principal#id()}
   * @param permission what was asked for
   * @param reason why, for people
   * @param rule the role and permission that decided; none if no rule did
   * @param time when it was decided
   * @param extra fields this version does not know
   */
  public AccessDecision {
    extra = Frozen.map(extra);
  }

  @Override
  public void validate(Violations found) {
    found.unless(
        !allowed || rule != null,
        "/rule",
        rule,
        "must be there if access is allowed",
        "Nothing is allowed without a rule: name it.");
  }

  /**
   * Returns this as a decision.
   *
   * @return a decision of the kind {@code access}
   */
  public Decision decision() {
    return new Decision(
        "access",
        permission.toString(),
        allowed ? "allow" : "deny",
        List.of(allowed ? "deny" : "allow"),
        reason,
        Map.of("principal", principal, "rule", String.valueOf(rule)),
        time);
  }
}
