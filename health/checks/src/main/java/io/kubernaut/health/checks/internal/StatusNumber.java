package io.kubernaut.health.checks.internal;

import io.kubernaut.types.health.HealthStatus;

/** A status as the value of a series: 0 UP, 1 DEGRADED, 2 UNKNOWN, 3 DOWN. */
public final class StatusNumber {

  private StatusNumber() {}

  /**
   * Says a status as a number.
   *
   * @param status the status
   * @return its number
   */
  public static double of(HealthStatus status) {
    return switch (status) {
      case UP -> 0;
      case DEGRADED -> 1;
      case UNKNOWN -> 2;
      case DOWN -> 3;
    };
  }

  /**
   * Reads a status.
   *
   * @param number its number
   * @return the status; UNKNOWN for any other number
   */
  public static HealthStatus status(double number) {
    return number == 0
        ? HealthStatus.UP
        : number == 1
            ? HealthStatus.DEGRADED
            : number == 3 ? HealthStatus.DOWN : HealthStatus.UNKNOWN;
  }
}
