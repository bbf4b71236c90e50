package io.kubernaut.metrics.query.internal.engine;

import io.kubernaut.metrics.query.syntax.Modifiers;

/**
 * How long a range is, and how far beyond its edges samples are taken along.
 *
 * @param length the range, in milliseconds
 * @param before how far before its beginning
 * @param after how far after its end
 * @param extension what the samples beyond the edges are for
 */
record RangeSpan(long length, long before, long after, Modifiers.Extension extension) {

  static RangeSpan of(long length, Modifiers.Extension extension, long lookback) {
    return switch (extension) {
      case NONE -> new RangeSpan(length, 0, 0, extension);
      case ANCHORED -> new RangeSpan(length, lookback, 0, extension);
      case SMOOTHED -> new RangeSpan(length, lookback, lookback, extension);
    };
  }

  double seconds() {
    return length / 1e3;
  }
}
