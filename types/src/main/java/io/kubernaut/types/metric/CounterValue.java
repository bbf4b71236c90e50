package io.kubernaut.types.metric;

import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.Min;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.Schema;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A count that only grows. Merged, totals are added, and the earlier start counts.
 *
 * @param total how much since the start; not negative, not NaN
 * @param created the start: when the count was zero
 * @param exemplar one of what was counted
 * @param extra fields of a later version
 */
public record CounterValue(
    @Min(0) double total,
    @Nullable Instant created,
    @Nullable Exemplar exemplar,
    @Extra Map<String, RawJson> extra)
    implements MetricValue {

  /**
   * Copies the collections.
   *
   * @param total how much since the start
   * @param created the start
   * @param exemplar one of what was counted
   * @param extra fields of a later version
   */
  public CounterValue {
    extra = Frozen.map(extra);
  }

  /**
   * Returns a count whose start is not known.
   *
   * @param total how much
   * @return the value
   * @throws io.kubernaut.types.schema.InvalidDocumentException if it is negative or NaN
   */
  public static CounterValue of(double total) {
    CounterValue value = new CounterValue(total, null, null, Map.of());
    Schema.of(MetricValue.class).require(value);
    return value;
  }

  /**
   * Returns the same count with its start.
   *
   * @param start when it was zero
   * @return the value
   */
  public CounterValue since(Instant start) {
    return new CounterValue(total, start, exemplar, extra);
  }

  @Override
  public CounterValue merge(MetricValue other) {
    if (!(other instanceof CounterValue that)) {
      throw Merging.unlike(this, other);
    }
    return new CounterValue(
        total + that.total,
        Merging.start(created, that.created),
        Exemplar.newest(exemplar, that.exemplar),
        Merging.extra(extra, that.extra));
  }
}
