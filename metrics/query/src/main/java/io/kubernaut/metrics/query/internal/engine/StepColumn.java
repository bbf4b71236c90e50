package io.kubernaut.metrics.query.internal.engine;

import io.kubernaut.metrics.store.NativeHistogram;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The samples of one series, at most one for each step: a float or a histogram. Made once and used
 * again for one series after the other.
 */
public final class StepColumn {

  private final double[] values;
  private final long[] present;
  private int count;
  private @Nullable NativeHistogram @Nullable [] histograms;
  private boolean hasHistograms;

  StepColumn(int steps) {
    values = new double[steps];
    present = new long[(steps + 63) >> 6];
  }

  int steps() {
    return values.length;
  }

  void clear() {
    Arrays.fill(present, 0);
    count = 0;
    if (hasHistograms && histograms != null) {
      Arrays.fill(histograms, null);
    }
    hasHistograms = false;
  }

  /** Sets a float at a step that has no sample yet. */
  void set(int step, double value) {
    values[step] = value;
    present[step >> 6] |= 1L << step;
    count++;
  }

  /** Sets a histogram at a step that has no sample yet. */
  void set(int step, NativeHistogram histogram) {
    @Nullable NativeHistogram[] all = histograms;
    if (all == null) {
      all = new NativeHistogram[values.length];
      histograms = all;
    }
    all[step] = histogram;
    hasHistograms = true;
    set(step, 0.0);
  }

  /** Says that all steps have floats, which were put into {@link #values} already. */
  void setAll() {
    Arrays.fill(present, -1L);
    int rest = values.length & 63;
    if (rest != 0) {
      present[present.length - 1] = (1L << rest) - 1;
    }
    count = values.length;
  }

  void remove(int step) {
    if (has(step)) {
      present[step >> 6] &= ~(1L << step);
      count--;
      if (hasHistograms && histograms != null) {
        histograms[step] = null;
      }
    }
  }

  boolean has(int step) {
    return (present[step >> 6] & (1L << step)) != 0;
  }

  /** How many steps have a sample. */
  public int count() {
    return count;
  }

  boolean isEmpty() {
    return count == 0;
  }

  boolean isFull() {
    return count == values.length;
  }

  /** Tells whether every step has a float. */
  boolean isFullOfFloats() {
    return count == values.length && !hasHistograms;
  }

  boolean hasHistograms() {
    return hasHistograms;
  }

  double[] values() {
    return values;
  }

  double value(int step) {
    return values[step];
  }

  /** Returns the histogram of a step, or null if it has a float or nothing. */
  @Nullable NativeHistogram histogram(int step) {
    return hasHistograms && histograms != null ? histograms[step] : null;
  }

  /** The steps that have a sample, one bit for each. */
  long[] present() {
    return present;
  }

  void copyFrom(StepColumn other) {
    clear();
    System.arraycopy(other.values, 0, values, 0, values.length);
    System.arraycopy(other.present, 0, present, 0, present.length);
    count = other.count;
    if (other.hasHistograms && other.histograms != null) {
      histograms = other.histograms.clone();
      hasHistograms = true;
    }
  }

  /** Repeats the sample of another column's only step. */
  void repeat(StepColumn single) {
    clear();
    if (single.isEmpty()) {
      return;
    }
    NativeHistogram histogram = single.histogram(0);
    if (histogram == null) {
      Arrays.fill(values, single.values[0]);
      setAll();
      return;
    }
    for (int i = 0; i < values.length; i++) {
      set(i, histogram);
    }
  }

  /**
   * Adds the samples of another column. Returns false if both have one at the same step; then
   * nothing is certain any more.
   */
  boolean addAll(StepColumn other) {
    for (int i = 0; i < present.length; i++) {
      if ((present[i] & other.present[i]) != 0) {
        return false;
      }
    }
    for (int step = 0; step < values.length; step++) {
      if (other.has(step)) {
        copy(other, step);
      }
    }
    return true;
  }

  /** Takes the sample of another column at a step that has none yet. */
  void copy(StepColumn other, int step) {
    NativeHistogram histogram = other.histogram(step);
    if (histogram == null) {
      set(step, other.values[step]);
    } else {
      set(step, histogram);
    }
  }

  /** About how much memory a column of so many steps takes. */
  static long bytes(int steps) {
    return 80 + 8L * steps + steps / 8;
  }
}
