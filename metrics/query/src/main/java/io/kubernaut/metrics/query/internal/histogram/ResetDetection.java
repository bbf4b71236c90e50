package io.kubernaut.metrics.query.internal.histogram;

import io.kubernaut.metrics.store.NativeHistogram;
import io.kubernaut.metrics.store.NativeHistogram.ResetHint;
import java.util.Arrays;

/** Finds out whether a counter was reset between two histograms. */
public final class ResetDetection {

  private ResetDetection() {}

  /** Tells whether a counter was reset between the earlier and the later histogram. */
  public static boolean isReset(NativeHistogram earlier, NativeHistogram later) {
    if (later.hint() == ResetHint.RESET) {
      return true;
    }
    if (later.hint() == ResetHint.NOT_RESET) {
      return false;
    }
    return later.count() < earlier.count()
        || later.hasCustomBounds() != earlier.hasCustomBounds()
        || (later.hasCustomBounds()
            ? isCustomReset(earlier, later)
            : isExponentialReset(earlier, later));
  }

  private static boolean isCustomReset(NativeHistogram earlier, NativeHistogram later) {
    WorkingHistogram before = WorkingHistogram.of(earlier);
    WorkingHistogram after = WorkingHistogram.of(later);
    if (!Arrays.equals(earlier.bounds(), later.bounds())) {
      double[] common = WorkingHistogram.common(earlier.bounds(), later.bounds());
      before.reduceBounds(common);
      after.reduceBounds(common);
    }
    return anyLess(before.positive(), after.positive());
  }

  /** A finer schema or a narrower zero bucket can only come with a new start. */
  private static boolean isExponentialReset(NativeHistogram earlier, NativeHistogram later) {
    if (later.schema() > earlier.schema() || later.zeroThreshold() < earlier.zeroThreshold()) {
      return true;
    }
    WorkingHistogram before = WorkingHistogram.of(earlier);
    before.widenZero(later.zeroThreshold());
    if (before.zeroThreshold() != later.zeroThreshold() || later.zeroCount() < before.zeroCount()) {
      return true;
    }
    before.coarsen(later.schema());
    WorkingHistogram after = WorkingHistogram.of(later);
    return anyLess(before.positive(), after.positive())
        || anyLess(before.negative(), after.negative());
  }

  private static boolean anyLess(Buckets before, Buckets after) {
    int at = 0;
    for (int i = 0; i < before.size(); i++) {
      while (at < after.size() && after.index(at) < before.index(i)) {
        at++;
      }
      boolean there = at < after.size() && after.index(at) == before.index(i);
      if ((there ? after.count(at) : 0) < before.count(i)) {
        return true;
      }
    }
    return false;
  }
}
