package io.kubernaut.types.network;

import io.kubernaut.types.Decision;
import io.kubernaut.types.schema.Frozen;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What policies say about one connection or request.
 *
 * @param effect what is to be done
 * @param reason why, for people
 * @param policies which policies decided, as {@code namespace/name}; empty if none is about it
 */
public record Verdict(Effect effect, String reason, List<String> policies) {

  /** What is to be done. */
  public enum Effect {
    /** Let it through. */
    ALLOWED,
    /** Refuse it. */
    DENIED,
    /** Ask the provider that a policy names, and let it through if that agrees. */
    ELSEWHERE
  }

  /**
   * Copies the collections.
   *
   * @param effect what is to be done
   * @param reason why, for people
   * @param policies which policies decided, as {@code namespace/name}; empty if none is about it
   */
  public Verdict {
    policies = Frozen.list(policies);
  }

  /**
   * Tells whether it is let through.
   *
   * @return true if it is allowed
   */
  public boolean isAllowed() {
    return effect == Effect.ALLOWED;
  }

  /**
   * Returns this verdict as a decision.
   *
   * @param subject what it was about
   * @param now when it was made
   * @return a decision of the kind {@code network.policy}
   */
  public Decision decision(String subject, Instant now) {
    String chosen = effect.name().toLowerCase(Locale.ROOT);
    List<String> others =
        Arrays.stream(Effect.values())
            .filter(other -> other != effect)
            .map(other -> other.name().toLowerCase(Locale.ROOT))
            .toList();
    Map<String, String> evidence = Map.of("policies", String.join(", ", policies));
    return new Decision("network.policy", subject, chosen, others, reason, evidence, now);
  }
}
