package io.kubernaut.types.metric;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Iterator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Merges many values at once. Adding doubles one after another rounds at each step, and so depends
 * on the order; here they are added as the exact numbers they are, and the sum is rounded once.
 */
final class ExactSum {

  private ExactSum() {}

  static MetricValue merge(Collection<? extends MetricValue> values) {
    Iterator<? extends MetricValue> each = values.iterator();
    if (!each.hasNext()) {
      throw new IllegalArgumentException("There is no value to merge. Give at least one.");
    }
    MetricValue merged = each.next();
    while (each.hasNext()) {
      merged = merged.merge(each.next());
    }
    return part(merged) == null ? merged : withPart(merged, sum(values));
  }

  private static double sum(Collection<? extends MetricValue> values) {
    BigDecimal exact = BigDecimal.ZERO;
    double endless = 0;
    for (MetricValue value : values) {
      double part = Objects.requireNonNull(part(value), "the merged value has a sum");
      if (Double.isFinite(part)) {
        exact = exact.add(new BigDecimal(part));
      } else {
        endless += part;
      }
    }
    // Beside infinity or NaN no finite number counts, not even several that exceed all doubles.
    return endless == 0 ? exact.doubleValue() : endless;
  }

  /** Returns the number of a value that is added up; null if there is none. */
  private static @Nullable Double part(MetricValue value) {
    if (value instanceof CounterValue counter) {
      return counter.total();
    }
    if (value instanceof GaugeValue gauge) {
      return gauge.value();
    }
    if (value instanceof HistogramValue histogram) {
      return histogram.sum();
    }
    if (value instanceof ExponentialHistogramValue histogram) {
      return histogram.sum();
    }
    return value instanceof SummaryValue summary ? summary.sum() : null;
  }

  private static MetricValue withPart(MetricValue value, double sum) {
    if (value instanceof CounterValue c) {
      return new CounterValue(sum, c.created(), c.exemplar(), c.extra());
    }
    if (value instanceof GaugeValue gauge) {
      return new GaugeValue(sum, gauge.extra());
    }
    if (value instanceof HistogramValue h) {
      return new HistogramValue(h.buckets(), h.count(), sum, h.created(), h.extra());
    }
    if (value instanceof ExponentialHistogramValue histogram) {
      return histogram.withSum(sum);
    }
    SummaryValue s = (SummaryValue) value;
    return new SummaryValue(s.quantiles(), s.count(), sum, s.created(), s.extra());
  }
}
