package io.kubernaut.metrics.query.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.kubernaut.metrics.query.SampleSeries;
import io.kubernaut.metrics.query.internal.histogram.WorkingHistogram;
import io.kubernaut.metrics.store.Labels;
import io.kubernaut.metrics.store.NativeHistogram;
import io.kubernaut.metrics.store.StaleMarker;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares results as Prometheus' own tests do: with a relative tolerance. */
final class Comparison {

  private static final double TOLERANCE = 1e-6;

  private Comparison() {}

  static boolean same(double a, double b) {
    if (StaleMarker.is(a) || StaleMarker.is(b)) {
      return StaleMarker.is(a) && StaleMarker.is(b);
    }
    if (a == b || (Double.isNaN(a) && Double.isNaN(b))) {
      return true;
    }
    double size = Math.abs(a) + Math.abs(b);
    double difference = Math.abs(a - b);
    return size < Double.MIN_NORMAL
        ? difference < TOLERANCE * Double.MIN_NORMAL
        : difference / Math.min(size, Double.MAX_VALUE) < TOLERANCE;
  }

  static void assertValue(Notation.Value expected, SampleSeries actual, int index, String what) {
    NativeHistogram histogram = actual.histogram(index).orElse(null);
    if (expected.histogram() == null) {
      if (histogram != null || !same(expected.value(), actual.value(index))) {
        fail(
            "%s: expected %s, got %s",
            what, expected.value(), histogram == null ? actual.value(index) : histogram);
      }
    } else {
      assertHistogram(expected, histogram, what);
    }
  }

  private static void assertHistogram(
      Notation.Value expected, @Nullable NativeHistogram actual, String what) {
    NativeHistogram wanted = compact(expected.histogram());
    if (actual == null) {
      fail("%s: expected %s, got a float", what, wanted);
      return;
    }
    NativeHistogram found = compact(actual);
    boolean same =
        wanted.schema() == found.schema()
            && same(wanted.count(), found.count())
            && same(wanted.sum(), found.sum())
            && same(wanted.zeroCount(), found.zeroCount())
            && same(wanted.zeroThreshold(), found.zeroThreshold())
            && Arrays.equals(wanted.positiveIndexes(), found.positiveIndexes())
            && same(wanted.positiveCounts(), found.positiveCounts())
            && Arrays.equals(wanted.negativeIndexes(), found.negativeIndexes())
            && same(wanted.negativeCounts(), found.negativeCounts())
            && same(wanted.bounds(), found.bounds())
            && (!expected.hintStated() || wanted.hint() == found.hint());
    if (!same) {
      fail("%s: expected %s, got %s", what, wanted, found);
    }
  }

  private static NativeHistogram compact(NativeHistogram histogram) {
    return WorkingHistogram.of(histogram).compact().toNative();
  }

  private static boolean same(double[] a, double[] b) {
    boolean same = a.length == b.length;
    for (int i = 0; same && i < a.length; i++) {
      same = same(a[i], b[i]);
    }
    return same;
  }

  /** Finds the series of these labels. */
  static SampleSeries find(List<SampleSeries> series, Labels labels) {
    for (SampleSeries candidate : series) {
      if (candidate.labels().equals(labels)) {
        return candidate;
      }
    }
    fail("expected a series %s, got %s", labels, series);
    throw new IllegalStateException();
  }

  static void assertSorted(List<SampleSeries> series) {
    for (int i = 1; i < series.size(); i++) {
      assertThat(series.get(i - 1).labels())
          .as("series in order")
          .isLessThan(series.get(i).labels());
    }
  }
}
