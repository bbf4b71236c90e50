package io.kubernaut.health.checks.jmx;

import java.util.List;
import java.util.Map;

/**
 * Health as JMX shows it: {@code io.kubernaut:type=Health,platform=<name>}. Read-only. Sends a
 * notification for each {@link io.kubernaut.health.checks.HealthEvent}, of the event's type, with
 * its source and details as the message.
 */
public interface HealthMXBean {

  /**
   * Returns how the service is.
   *
   * @return UP, DEGRADED, UNKNOWN or DOWN
   */
  String getStatus();

  /**
   * Returns how good it is.
   *
   * @return from 0 to 100
   */
  int getScore();

  /**
   * Returns how and why, in one sentence.
   *
   * @return for people
   */
  String getSummary();

  /**
   * Tells whether requests should come.
   *
   * @return what the readiness probe says
   */
  boolean isReady();

  /**
   * Returns what is in trouble by itself.
   *
   * @return one sentence each, the root cause first
   */
  List<String> getCauses();

  /**
   * Returns the statuses of all checks.
   *
   * @return statuses by name
   */
  Map<String, String> getChecks();

  /**
   * Returns the numbers of the checking itself.
   *
   * @return numbers by name
   */
  Map<String, Long> getChecking();
}
