package io.kubernaut.types.metric;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.kubernaut.types.schema.SchemaType;
import java.util.Collection;

/**
 * What one metric says at one time.
 *
 * <p>Values of one kind can be merged: two instances' into that of both. Merging is commutative and
 * associative, so shards may be put together in any order, with one limit that all arithmetic of
 * doubles has: sums that are not exact are rounded at each step. {@link #mergeAll} rounds once.
 *
 * <p>Fields of a later version stay in a merged value if both have them with the same content.
 */
@SchemaType(name = "metric-value", version = 1)
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = CounterValue.class, name = "counter"),
  @JsonSubTypes.Type(value = GaugeValue.class, name = "gauge"),
  @JsonSubTypes.Type(value = HistogramValue.class, name = "histogram"),
  @JsonSubTypes.Type(value = ExponentialHistogramValue.class, name = "exponential-histogram"),
  @JsonSubTypes.Type(value = SummaryValue.class, name = "summary"),
  @JsonSubTypes.Type(value = InfoValue.class, name = "info"),
  @JsonSubTypes.Type(value = StateSetValue.class, name = "stateset")
})
public sealed interface MetricValue
    permits CounterValue,
        GaugeValue,
        HistogramValue,
        ExponentialHistogramValue,
        SummaryValue,
        InfoValue,
        StateSetValue {

  /**
   * Merges this value with that of another instance.
   *
   * @param other a value of the same kind
   * @return the value of both
   * @throws IllegalArgumentException if the other is of another kind, or cannot be merged with this
   *     one
   * @throws ArithmeticException if a count goes beyond 2^63-1
   */
  MetricValue merge(MetricValue other);

  /**
   * Merges the values of several instances. The result is the same to the last bit, in whatever
   * order they come: sums are made exactly and rounded once.
   *
   * @param values of the same kind, at least one
   * @return the value of all
   * @throws IllegalArgumentException if there is none, or two cannot be merged
   * @throws ArithmeticException if a count goes beyond 2^63-1
   */
  static MetricValue mergeAll(Collection<? extends MetricValue> values) {
    return ExactSum.merge(values);
  }
}
