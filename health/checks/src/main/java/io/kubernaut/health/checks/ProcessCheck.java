package io.kubernaut.health.checks;

import io.kubernaut.health.checks.HealthCheck.Condition;
import io.kubernaut.health.checks.HealthCheck.Probe;
import java.time.Duration;

/**
 * A check of this process alone: a deadlock, an event loop that stands still. Only such a check can
 * make a liveness probe fail, because what a liveness probe leads to is a restart, and a restart
 * cures nothing outside of the process. There is no way to give it a dependency.
 *
 * <pre>{@code
 * health.alive(ProcessCheck.named("event-loop", loop::turns));
 * }</pre>
 *
 * <p>Immutable; safe for any thread.
 */
public final class ProcessCheck {

  private final HealthCheck check;

  private ProcessCheck(HealthCheck check) {
    this.check = check;
  }

  /**
   * Returns a check that is down when a condition of this process does not hold.
   *
   * @param name what it is called
   * @param condition what has to be true; it must not ask another process
   * @return the check
   * @throws IllegalArgumentException if the name is invalid
   */
  public static ProcessCheck named(String name, Condition condition) {
    return new ProcessCheck(HealthCheck.named(name, condition));
  }

  /**
   * Returns a check of this process.
   *
   * @param name what it is called
   * @param probe what to find out; it must not ask another process
   * @return the check
   * @throws IllegalArgumentException if the name is invalid
   */
  public static ProcessCheck named(String name, Probe probe) {
    return new ProcessCheck(HealthCheck.named(name, probe));
  }

  /**
   * Sets how long a run may take, and the time from one run to the next.
   *
   * @param timeout positive; one second unless set
   * @param interval positive; 10 seconds unless set
   * @return the changed copy
   * @throws IllegalArgumentException if one is not positive, or more than 365 days
   */
  public ProcessCheck every(Duration timeout, Duration interval) {
    return new ProcessCheck(check.timeout(timeout).interval(interval));
  }

  /**
   * Sets how many results change the status.
   *
   * @param rule {@link Hysteresis#STANDARD} unless set
   * @return the changed copy
   */
  public ProcessCheck hysteresis(Hysteresis rule) {
    return new ProcessCheck(check.hysteresis(rule));
  }

  /**
   * Says in a line what is checked, for people.
   *
   * @param text the line
   * @return the changed copy
   */
  public ProcessCheck description(String text) {
    return new ProcessCheck(check.description(text));
  }

  /**
   * Returns it as a check like any other, for what is of this process but no reason to restart it.
   *
   * @return the check
   */
  public HealthCheck asCheck() {
    return check;
  }

  @Override
  public String toString() {
    return "ProcessCheck[" + check.name() + "]";
  }
}
