package io.kubernaut.health.checks;

import io.kubernaut.core.runtime.PlatformEvent;
import io.kubernaut.types.health.HealthStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What happens to the health of a service, on the platform's stream. */
public sealed interface HealthEvent extends PlatformEvent {

  /**
   * A check came to another status.
   *
   * @param time when
   * @param source the name of the check
   * @param from the status it had
   * @param to the status it has, its dependencies included
   * @param message what is wrong, in a sentence; empty if nothing is
   * @param impactedBy the checks it only follows, the root cause first; empty if it is its own
   *     cause. Who pages people leaves followers out
   */
  record CheckChanged(
      Instant time,
      String source,
      HealthStatus from,
      HealthStatus to,
      String message,
      List<String> impactedBy)
      implements HealthEvent {

    /**
     * Copies the list.
     *
     * @param time when
     * @param source the name of the check
     * @param from the status it had
     * @param to the status it has
     * @param message what is wrong
     * @param impactedBy the checks it only follows
     */
    public CheckChanged {
      impactedBy = List.copyOf(impactedBy);
    }

    /**
     * Tells whether the cause is somewhere else.
     *
     * @return true if it only follows
     */
    public boolean isFollower() {
      return !impactedBy.isEmpty();
    }

    @Override
    public String type() {
      return "health.check";
    }

    @Override
    public Map<String, String> attributes() {
      return Map.of(
          "from", from.name(),
          "to", to.name(),
          "message", message,
          "impactedBy", String.join(",", impactedBy));
    }
  }

  /**
   * The service as a whole came to another status.
   *
   * @param time when
   * @param source the name of the service
   * @param from the status it had
   * @param to the status it has
   * @param cause the root cause, in a sentence; empty if all is well
   */
  record ServiceChanged(
      Instant time, String source, HealthStatus from, HealthStatus to, String cause)
      implements HealthEvent {

    @Override
    public String type() {
      return "health.service";
    }

    @Override
    public Map<String, String> attributes() {
      return Map.of("from", from.name(), "to", to.name(), "cause", cause);
    }
  }

  /**
   * A check changes so often that its changes are announced no more, until it is steady again.
   *
   * @param time when
   * @param source the name of the check
   * @param flapping true at the begin, false at the end
   * @param changes how many changes there were in the window
   */
  record FlappingChanged(Instant time, String source, boolean flapping, int changes)
      implements HealthEvent {

    @Override
    public String type() {
      return "health.flapping";
    }

    @Override
    public Map<String, String> attributes() {
      return Map.of("flapping", Boolean.toString(flapping), "changes", Integer.toString(changes));
    }
  }

  /**
   * The checks changed: some were added or removed while the service runs.
   *
   * @param time when
   * @param source the name of the service
   * @param added the names of new ones
   * @param removed the names of those that are gone
   */
  record ChecksChanged(Instant time, String source, List<String> added, List<String> removed)
      implements HealthEvent {

    /**
     * Copies the lists.
     *
     * @param time when
     * @param source the name of the service
     * @param added the names of new ones
     * @param removed the names of those that are gone
     */
    public ChecksChanged {
      added = List.copyOf(added);
      removed = List.copyOf(removed);
    }

    @Override
    public String type() {
      return "health.checks";
    }

    @Override
    public Map<String, String> attributes() {
      return Map.of("added", String.join(",", added), "removed", String.join(",", removed));
    }
  }

  /**
   * A dependency was let into the liveness probe, against the rule.
   *
   * @param time when
   * @param source the name of the check
   * @param reason why, as whoever did it said
   */
  record LivenessOverridden(Instant time, String source, String reason) implements HealthEvent {

    @Override
    public String type() {
      return "health.livenessOverridden";
    }

    @Override
    public Map<String, String> attributes() {
      return Map.of("reason", reason);
    }
  }

  /**
   * A measurement moves towards its limit.
   *
   * @param time when
   * @param source the name of the check
   * @param breach when it is expected to reach the limit, at the best guess
   * @param message what is measured, how it moves, and when it may get there
   */
  record BreachForeseen(Instant time, String source, Instant breach, String message)
      implements HealthEvent {

    @Override
    public String type() {
      return "health.breachForeseen";
    }

    @Override
    public Map<String, String> attributes() {
      return Map.of("breach", breach.toString(), "message", message);
    }
  }
}
