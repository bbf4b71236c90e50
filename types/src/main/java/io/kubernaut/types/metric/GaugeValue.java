package io.kubernaut.types.metric;

import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.RawJson;
import java.util.Map;

/**
 * A measurement that goes up and down. How gauges are merged depends on what they measure, so
 * {@link #merge(GaugeValue, GaugeMerge)} asks; {@link #merge(MetricValue)} adds them up.
 *
 * @param value any number, NaN and infinity included
 * @param extra fields of a later version
 */
public record GaugeValue(double value, @Extra Map<String, RawJson> extra) implements MetricValue {

  /**
   * Copies the collections.
   *
   * @param value any number
   * @param extra fields of a later version
   */
  public GaugeValue {
    extra = Frozen.map(extra);
  }

  /**
   * Returns a measurement.
   *
   * @param value any number
   * @return the value
   */
  public static GaugeValue of(double value) {
    return new GaugeValue(value, Map.of());
  }

  @Override
  public GaugeValue merge(MetricValue other) {
    if (!(other instanceof GaugeValue that)) {
      throw Merging.unlike(this, other);
    }
    return merge(that, GaugeMerge.SUM);
  }

  /**
   * Merges two measurements.
   *
   * @param other the other
   * @param rule how; {@link GaugeMerge#LATEST} takes the greater one, as values have no time: use
   *     {@link Metric#merge}
   * @return the value of both
   */
  public GaugeValue merge(GaugeValue other, GaugeMerge rule) {
    return new GaugeValue(rule.of(value, other.value), Merging.extra(extra, other.extra));
  }
}
