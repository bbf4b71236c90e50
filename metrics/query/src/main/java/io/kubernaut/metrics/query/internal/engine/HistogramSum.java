package io.kubernaut.metrics.query.internal.engine;

import io.kubernaut.metrics.query.internal.histogram.WorkingHistogram;
import io.kubernaut.metrics.query.syntax.Span;
import io.kubernaut.metrics.store.NativeHistogram;
import io.kubernaut.metrics.store.NativeHistogram.ResetHint;
import org.jspecify.annotations.Nullable;

/**
 * The sum or the mean of histograms. As with floats, a mean is the sum by the count, until the sum
 * would overflow; from then on a mean is carried along.
 */
final class HistogramSum {

  private final boolean average;
  private @Nullable WorkingHistogram sum;
  private double count;
  private boolean carried;
  private boolean incompatible;
  private boolean reconciled;
  private boolean resetSeen;
  private boolean noResetSeen;

  HistogramSum(boolean average) {
    this.average = average;
  }

  boolean isEmpty() {
    return sum == null;
  }

  boolean incompatible() {
    return incompatible;
  }

  void add(NativeHistogram histogram) {
    if (incompatible) {
      return;
    }
    resetSeen |= histogram.hint() == ResetHint.RESET;
    noResetSeen |= histogram.hint() == ResetHint.NOT_RESET;
    count++;
    WorkingHistogram current = sum;
    if (current == null) {
      sum = WorkingHistogram.of(histogram).copy();
    } else if (!average) {
      note(current.addCompensated(WorkingHistogram.of(histogram)));
    } else {
      addToMean(current, histogram);
    }
  }

  private void addToMean(WorkingHistogram current, NativeHistogram histogram) {
    if (!carried) {
      WorkingHistogram next = current.copy();
      note(next.addCompensated(WorkingHistogram.of(histogram)));
      if (incompatible || !next.overflows()) {
        sum = next;
        return;
      }
      carried = true;
      current.divide(count - 1);
    }
    current.multiply((count - 1) / count);
    note(current.addCompensated(WorkingHistogram.of(histogram).divide(count)));
  }

  private void note(int flags) {
    incompatible |= (flags & WorkingHistogram.INCOMPATIBLE) != 0;
    reconciled |= (flags & WorkingHistogram.RECONCILED) != 0;
  }

  /** Says what was peculiar about the histograms. */
  void report(Annotations annotations, Span span) {
    if (resetSeen && noResetSeen) {
      annotations.warn(span, Notes.collision("aggregation"));
    }
    if (reconciled) {
      annotations.info(span, Notes.reconciled("aggregation"));
    }
  }

  NativeHistogram value() {
    WorkingHistogram result = sum;
    if (result == null) {
      throw new IllegalStateException("There is no sum of no histograms.");
    }
    if (average && !carried) {
      result.divide(count);
    }
    return result.settle().compact().toNative();
  }
}
