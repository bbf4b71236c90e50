package io.kubernaut.types.metric;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * What kind of metrics a family has, in the words of OpenMetrics.
 *
 * @see <a
 *     href="https://github.com/prometheus/OpenMetrics/blob/main/specification/OpenMetrics.md#metric-types">
 *     OpenMetrics, metric types</a>
 */
public enum MetricType {
  /** Counts that only grow, from a start on. */
  @JsonProperty("counter")
  COUNTER,
  /** Measurements that go up and down. */
  @JsonProperty("gauge")
  GAUGE,
  /** Distributions of what was observed since a start. */
  @JsonProperty("histogram")
  HISTOGRAM,
  /** Distributions of what is there now. */
  @JsonProperty("gaugehistogram")
  GAUGE_HISTOGRAM,
  /** Counts and quantiles that were computed at the source. */
  @JsonProperty("summary")
  SUMMARY,
  /** Texts that hardly ever change, such as versions. */
  @JsonProperty("info")
  INFO,
  /** Which states something is in. */
  @JsonProperty("stateset")
  STATE_SET,
  /** Numbers of which nobody said what they are. */
  @JsonProperty("unknown")
  UNKNOWN;

  /**
   * Returns what the text format appends to the name of a family.
   *
   * @return for example {@code _total}; none if the name is used as it is
   */
  public List<String> suffixes() {
    return switch (this) {
      case COUNTER -> List.of("_total", "_created");
      case HISTOGRAM -> List.of("_bucket", "_count", "_sum", "_created");
      case GAUGE_HISTOGRAM -> List.of("_bucket", "_gcount", "_gsum");
      case SUMMARY -> List.of("_count", "_sum", "_created");
      case INFO -> List.of("_info");
      case GAUGE, STATE_SET, UNKNOWN -> List.of();
    };
  }

  /**
   * Tells whether metrics of this type have values of this kind.
   *
   * @param value the value
   * @return true if they do
   */
  public boolean fits(MetricValue value) {
    return switch (this) {
      case COUNTER -> value instanceof CounterValue;
      case GAUGE, UNKNOWN -> value instanceof GaugeValue;
      case HISTOGRAM, GAUGE_HISTOGRAM ->
          value instanceof HistogramValue || value instanceof ExponentialHistogramValue;
      case SUMMARY -> value instanceof SummaryValue;
      case INFO -> value instanceof InfoValue;
      case STATE_SET -> value instanceof StateSetValue;
    };
  }
}
