package io.kubernaut.health.checks;

import io.kubernaut.types.health.HealthStatus;
import java.util.List;

/**
 * How a group of checks is as a whole.
 *
 * @param name what it is called
 * @param status by the rules of {@link Rollup}
 * @param score from 0 to 100
 * @param checks the names of its checks
 */
public record GroupState(String name, HealthStatus status, int score, List<String> checks) {

  /**
   * Copies the list.
   *
   * @param name what it is called
   * @param status how it is
   * @param score from 0 to 100
   * @param checks the names of its checks
   */
  public GroupState {
    checks = List.copyOf(checks);
  }
}
