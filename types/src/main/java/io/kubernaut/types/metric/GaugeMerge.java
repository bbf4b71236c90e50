package io.kubernaut.types.metric;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How gauges of several instances become one. There is no mean: the mean of means is not the mean.
 */
public enum GaugeMerge {
  /** They are added: queue lengths, connections, bytes. */
  @JsonProperty("sum")
  SUM,
  /** The least counts: free space of a quorum, remaining days of certificates. */
  @JsonProperty("min")
  MIN,
  /** The greatest counts: age of the oldest message, states that get worse upwards. */
  @JsonProperty("max")
  MAX,
  /** The latest counts: what all instances measure alike. At the same time, the greatest. */
  @JsonProperty("latest")
  LATEST;

  double of(double a, double b) {
    return switch (this) {
      case SUM -> a + b;
      case MIN -> Math.min(a, b);
      case MAX, LATEST -> Math.max(a, b);
    };
  }
}
