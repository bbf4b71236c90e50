package io.kubernaut.metrics.query.internal.engine;

import io.kubernaut.metrics.query.internal.histogram.Compensation;

/**
 * The mean of numbers: their compensated sum by their count, or, once the sum would overflow, a
 * mean that is carried along.
 */
final class Mean {

  private double sum;
  private double lost;
  private double count;
  private double mean;
  private boolean carried;

  void reset(double first) {
    sum = first;
    lost = 0;
    count = 1;
    carried = false;
  }

  /** Returns the mean of so many numbers whose sum is known. */
  static Mean of(double sum, double lost, double count) {
    Mean mean = new Mean();
    mean.sum = sum;
    mean.lost = Double.isInfinite(sum) ? 0 : lost;
    mean.count = count;
    return mean;
  }

  void add(double value) {
    count++;
    if (!carried) {
      double next = sum + value;
      if (!Double.isInfinite(next)) {
        lost += Compensation.lost(sum, value, next);
        sum = next;
        return;
      }
      carried = true;
      mean = sum / (count - 1);
      lost /= count - 1;
    }
    double share = (count - 1) / count;
    double old = share * mean;
    double part = value / count;
    mean = old + part;
    lost = Double.isInfinite(mean) ? 0 : share * lost + Compensation.lost(old, part, mean);
  }

  double value() {
    return carried ? mean + lost : sum / count + lost / count;
  }

  double count() {
    return count;
  }
}
