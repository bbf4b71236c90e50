package io.kubernaut.health.diagnostics;

import io.kubernaut.core.runtime.PlatformEvent;
import java.util.Map;
import java.util.Optional;

/** Tells which events call for evidence. Asked for every event of the platform; must not block. */
@FunctionalInterface
public interface EvidenceTrigger {

  /**
   * Judges an event.
   *
   * @param event what happened
   * @return why evidence is to be taken, in a sentence; empty if it is not
   */
  Optional<String> reason(PlatformEvent event);

  /**
   * Returns the trigger for a check that goes down by itself, not one that only follows another:
   * the events {@code health.check} whose {@code to} is {@code DOWN}.
   *
   * @return the usual trigger
   */
  static EvidenceTrigger checkDown() {
    return event -> {
      Map<String, String> facts = event.attributes();
      boolean down =
          event.type().equals("health.check")
              && "DOWN".equals(facts.get("to"))
              && facts.getOrDefault("impactedBy", "").isEmpty();
      return down
          ? Optional.of(
              "\"%s\" is DOWN: %s".formatted(event.source(), facts.getOrDefault("message", "")))
          : Optional.empty();
    };
  }

  /**
   * Returns the trigger for a breach that is foreseen: the events {@code health.breachForeseen}.
   *
   * @return a trigger, usually one of two: {@code checkDown().or(breachForeseen())}
   */
  static EvidenceTrigger breachForeseen() {
    return event ->
        event.type().equals("health.breachForeseen")
            ? Optional.of(
                "\"%s\" is foreseen to break its limit: %s"
                    .formatted(event.source(), event.attributes().getOrDefault("message", "")))
            : Optional.empty();
  }

  /**
   * Returns the trigger for what either calls for.
   *
   * @param other is asked where this one sees no reason
   * @return both in one
   */
  default EvidenceTrigger or(EvidenceTrigger other) {
    return event -> reason(event).or(() -> other.reason(event));
  }
}
