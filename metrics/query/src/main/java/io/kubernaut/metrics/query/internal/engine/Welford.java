package io.kubernaut.metrics.query.internal.engine;

import io.kubernaut.metrics.query.internal.histogram.Compensation;

/** The variance of numbers in one pass, after Welford, with compensation. */
final class Welford {

  private double count;
  private double mean;
  private double lostMean;
  private double squares;
  private double lostSquares;

  void add(double value) {
    count++;
    double delta = value - (mean + lostMean);
    double step = delta / count;
    double nextMean = mean + step;
    lostMean = Double.isInfinite(nextMean) ? 0 : lostMean + Compensation.lost(mean, step, nextMean);
    mean = nextMean;
    double square = delta * (value - (mean + lostMean));
    double next = squares + square;
    lostSquares =
        Double.isInfinite(next) ? 0 : lostSquares + Compensation.lost(squares, square, next);
    squares = next;
  }

  double variance() {
    return (squares + lostSquares) / count;
  }
}
