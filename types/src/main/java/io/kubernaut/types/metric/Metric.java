package io.kubernaut.types.metric;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.Matches;
import io.kubernaut.types.schema.RawJson;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One metric of a family: what tells it from the others, and its value.
 *
 * @param labels what tells it from the others; names do not start with two underscores
 * @param value its value
 * @param timestamp when it was measured; missing if that is when it is read
 * @param extra fields of a later version
 */
public record Metric(
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
        Map<@Matches(value = MetricFamily.LABEL, as = MetricFamily.LABEL_LOOK) String, String>
            labels,
    MetricValue value,
    @Nullable Instant timestamp,
    @Extra Map<String, RawJson> extra) {

  /**
   * Copies the collections.
   *
   * @param labels what tells it from the others
   * @param value its value
   * @param timestamp when it was measured
   * @param extra fields of a later version
   */
  public Metric {
    labels = Frozen.map(labels);
    extra = Frozen.map(extra);
  }

  /**
   * Merges the same metric of two instances.
   *
   * @param other a metric with the same labels
   * @param gauges how gauges are merged
   * @return the metric of both, measured when the later one was
   * @throws IllegalArgumentException if the labels differ, or the values cannot be merged
   * @throws ArithmeticException if a count goes beyond 2^63-1
   */
  public Metric merge(Metric other, GaugeMerge gauges) {
    if (!labels.equals(other.labels)) {
      throw new IllegalArgumentException(
          "Metrics with the labels "
              + labels
              + " and "
              + other.labels
              + " cannot be merged. Take the labels away that tell the instances apart.");
    }
    return new Metric(
        labels,
        value(other, gauges),
        Merging.latest(timestamp, other.timestamp),
        Merging.extra(extra, other.extra));
  }

  private MetricValue value(Metric other, GaugeMerge gauges) {
    if (!(value instanceof GaugeValue mine) || !(other.value instanceof GaugeValue theirs)) {
      return value.merge(other.value);
    }
    if (gauges == GaugeMerge.LATEST && !Objects.equals(timestamp, other.timestamp)) {
      boolean isLater = Objects.equals(timestamp, Merging.latest(timestamp, other.timestamp));
      GaugeValue latest = isLater ? mine : theirs;
      return new GaugeValue(latest.value(), Merging.extra(mine.extra(), theirs.extra()));
    }
    return mine.merge(theirs, gauges);
  }
}
