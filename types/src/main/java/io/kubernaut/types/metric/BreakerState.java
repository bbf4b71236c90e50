package io.kubernaut.types.metric;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;

/**
 * Whether a circuit breaker lets calls through. As a metric it is a gauge with one fixed encoding:
 * 0 closed, 1 half-open, 2 open, so that more is worse and {@code max by (name)} is right.
 */
public enum BreakerState {
  /** Calls go through: 0. */
  @JsonProperty("closed")
  CLOSED(0),
  /** A few calls go through, to find out whether the others may: 1. */
  @JsonProperty("half-open")
  HALF_OPEN(1),
  /** No call goes through: 2. */
  @JsonProperty("open")
  OPEN(2);

  private final int code;

  BreakerState(int code) {
    this.code = code;
  }

  /**
   * Returns the number that stands for the state in metrics.
   *
   * @return 0, 1 or 2
   */
  public int code() {
    return code;
  }

  /**
   * Returns the state as the value of a metric.
   *
   * @return a gauge of 0, 1 or 2
   */
  public GaugeValue gauge() {
    return GaugeValue.of(code);
  }

  /**
   * Returns the state that a value stands for.
   *
   * @param code the value of a metric
   * @return the state
   * @throws IllegalArgumentException if it is none of 0, 1 and 2
   */
  public static BreakerState of(double code) {
    return Arrays.stream(values())
        .filter(state -> state.code == code)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "No state of a breaker: "
                        + code
                        + ". Use 0 for closed, 1 for half-open or 2 for open."));
  }
}
