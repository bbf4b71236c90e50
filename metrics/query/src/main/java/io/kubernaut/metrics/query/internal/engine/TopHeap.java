package io.kubernaut.metrics.query.internal.engine;

import java.util.Arrays;

/**
 * The few greatest (or least) of many numbers, each with its series. A binary heap whose top is the
 * one that goes when a better one comes; what is not a number goes first.
 */
final class TopHeap {

  private final boolean greatest;
  private double[] values = new double[4];
  private int[] series = new int[4];
  private int size;

  TopHeap(boolean greatest) {
    this.greatest = greatest;
  }

  void offer(double value, int from, int limit) {
    if (size < limit) {
      push(value, from);
    } else if (worse(values[0], value)) {
      values[0] = value;
      series[0] = from;
      sink(0, size);
    }
  }

  /** Tells whether one is clearly less wanted than the other. */
  private boolean worse(double one, double other) {
    if (Double.isNaN(one)) {
      return !Double.isNaN(other);
    }
    return greatest ? one < other : one > other;
  }

  private void push(double value, int from) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
      series = Arrays.copyOf(series, size * 2);
    }
    int at = size++;
    while (at > 0 && worse(value, values[(at - 1) / 2])) {
      values[at] = values[(at - 1) / 2];
      series[at] = series[(at - 1) / 2];
      at = (at - 1) / 2;
    }
    values[at] = value;
    series[at] = from;
  }

  private void sink(int start, int end) {
    double value = values[start];
    int from = series[start];
    int at = start;
    while (2 * at + 1 < end) {
      int child = 2 * at + 1;
      if (child + 1 < end && worse(values[child + 1], values[child])) {
        child++;
      }
      if (!worse(values[child], value)) {
        break;
      }
      values[at] = values[child];
      series[at] = series[child];
      at = child;
    }
    values[at] = value;
    series[at] = from;
  }

  /** Brings them into order, the most wanted first. It is no heap any more then. */
  void sort() {
    for (int end = size - 1; end > 0; end--) {
      double value = values[0];
      int from = series[0];
      values[0] = values[end];
      series[0] = series[end];
      values[end] = value;
      series[end] = from;
      sink(0, end);
    }
  }

  int size() {
    return size;
  }

  double value(int index) {
    return values[index];
  }

  int series(int index) {
    return series[index];
  }
}
