package io.kubernaut.metrics.query.internal.histogram;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Buckets of one sign that change: rising indexes, counts, and what rounding took from each count
 * (Kahan and Neumaier), if somebody adds up many. Indexes are shared with histograms and never
 * written; counts belong to this object from the first change on.
 */
final class Buckets {

  private int[] indexes;
  private double[] counts;
  private double @Nullable [] lost;
  private boolean shared = true;

  Buckets(int[] indexes, double[] counts) {
    this.indexes = indexes;
    this.counts = counts;
  }

  int size() {
    return indexes.length;
  }

  int index(int i) {
    return indexes[i];
  }

  double count(int i) {
    return counts[i];
  }

  double lost(int i) {
    return lost == null ? 0 : lost[i];
  }

  int[] indexes() {
    return indexes;
  }

  double[] counts() {
    return counts;
  }

  Buckets copy() {
    Buckets copy = new Buckets(indexes, counts.clone());
    copy.shared = false;
    copy.lost = lost == null ? null : lost.clone();
    return copy;
  }

  private void own() {
    if (shared) {
      counts = counts.clone();
      shared = false;
    }
  }

  private double[] ownLost() {
    double[] known = lost;
    if (known == null) {
      known = new double[indexes.length];
      lost = known;
    }
    return known;
  }

  void set(int i, double count) {
    own();
    counts[i] = count;
  }

  void clearAt(int i) {
    set(i, 0);
    if (lost != null) {
      lost[i] = 0;
    }
  }

  void multiply(double factor) {
    own();
    for (int i = 0; i < counts.length; i++) {
      counts[i] *= factor;
    }
    for (int i = 0; lost != null && i < lost.length; i++) {
      lost[i] *= factor;
    }
  }

  void divide(double divisor) {
    own();
    for (int i = 0; i < counts.length; i++) {
      counts[i] /= divisor;
    }
    for (int i = 0; lost != null && i < lost.length; i++) {
      lost[i] /= divisor;
    }
  }

  void removeAll() {
    indexes = new int[0];
    counts = new double[0];
    lost = null;
    shared = false;
  }

  /** Puts what rounding took back into the counts. */
  void settle() {
    double[] rest = lost;
    if (rest != null) {
      own();
      for (int i = 0; i < counts.length; i++) {
        counts[i] += rest[i];
      }
      lost = null;
    }
  }

  boolean hasInfinite() {
    for (double count : counts) {
      if (Double.isInfinite(count)) {
        return true;
      }
    }
    return false;
  }

  /** Gives every bucket the index that a rising mapping says, and adds up those that meet. */
  void remap(IntUnaryOperator mapping) {
    int[] newIndexes = new int[indexes.length];
    double[] newCounts = new double[indexes.length];
    double[] newLost = lost == null ? null : new double[indexes.length];
    int size = 0;
    for (int i = 0; i < indexes.length; i++) {
      int index = mapping.applyAsInt(indexes[i]);
      if (size == 0 || newIndexes[size - 1] != index) {
        newIndexes[size++] = index;
      }
      newCounts[size - 1] += counts[i];
      if (newLost != null) {
        newLost[size - 1] += lost(i);
      }
    }
    indexes = Arrays.copyOf(newIndexes, size);
    counts = Arrays.copyOf(newCounts, size);
    lost = newLost == null ? null : Arrays.copyOf(newLost, size);
    shared = false;
  }

  /** Drops empty buckets. */
  void compact() {
    int filled = 0;
    for (double count : counts) {
      filled += count == 0 ? 0 : 1;
    }
    if (filled == counts.length) {
      return;
    }
    int[] newIndexes = new int[filled];
    double[] newCounts = new double[filled];
    double[] newLost = lost == null ? null : new double[filled];
    int size = 0;
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] != 0) {
        newIndexes[size] = indexes[i];
        newCounts[size] = counts[i];
        if (newLost != null) {
          newLost[size] = lost(i);
        }
        size++;
      }
    }
    indexes = newIndexes;
    counts = newCounts;
    lost = newLost;
    shared = false;
  }

  /**
   * Adds other buckets of the same schema.
   *
   * @param other what to add
   * @param sign 1 to add, -1 to subtract
   * @param from the first of the other's buckets to take
   * @param compensated whether to keep what rounding takes
   */
  void add(Buckets other, int sign, int from, boolean compensated) {
    if (from == 0 && (indexes == other.indexes || Arrays.equals(indexes, other.indexes))) {
      own();
    } else {
      spread(other, from);
    }
    double[] rest = compensated ? ownLost() : null;
    int at = 0;
    for (int i = from; i < other.size(); i++) {
      while (indexes[at] != other.indexes[i]) {
        at++;
      }
      double value = sign * other.counts[i];
      if (rest == null) {
        counts[at] += value;
      } else {
        double sum = counts[at] + value;
        rest[at] += Compensation.lost(counts[at], value, sum) + sign * other.lost(i);
        counts[at] = sum;
      }
    }
  }

  /** Makes room for all indexes of the other buckets. */
  private void spread(Buckets other, int from) {
    int[] merged = union(other, from);
    double[] newCounts = new double[merged.length];
    double[] newLost = lost == null ? null : new double[merged.length];
    int at = 0;
    for (int i = 0; i < indexes.length; i++) {
      while (merged[at] != indexes[i]) {
        at++;
      }
      newCounts[at] = counts[i];
      if (newLost != null) {
        newLost[at] = lost(i);
      }
    }
    indexes = merged;
    counts = newCounts;
    lost = newLost;
    shared = false;
  }

  private int[] union(Buckets other, int from) {
    int[] merged = new int[indexes.length + other.size() - from];
    int size = 0;
    int i = 0;
    int j = from;
    while (i < indexes.length || j < other.size()) {
      int mine = i < indexes.length ? indexes[i] : Integer.MAX_VALUE;
      int theirs = j < other.size() ? other.indexes[j] : Integer.MAX_VALUE;
      merged[size++] = Math.min(mine, theirs);
      i += mine <= theirs ? 1 : 0;
      j += theirs <= mine ? 1 : 0;
    }
    return Arrays.copyOf(merged, size);
  }
}
