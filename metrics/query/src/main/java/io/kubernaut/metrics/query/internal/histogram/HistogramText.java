package io.kubernaut.metrics.query.internal.histogram;

import io.kubernaut.metrics.query.internal.text.GoNumbers;
import io.kubernaut.metrics.store.NativeHistogram;

/** Writes a histogram as Prometheus does where a histogram becomes the value of a label. */
public final class HistogramText {

  private HistogramText() {}

  public static String of(NativeHistogram histogram) {
    StringBuilder text = new StringBuilder("{count:").append(GoNumbers.general(histogram.count()));
    text.append(", sum:").append(GoNumbers.general(histogram.sum()));
    BucketWalk buckets = new BucketWalk(histogram);
    for (int i = 0; i < buckets.size(); i++) {
      if (buckets.count(i) > 0) {
        text.append(", ");
        append(text, buckets, i, histogram.hasCustomBounds());
      }
    }
    return text.append('}').toString();
  }

  private static void append(StringBuilder text, BucketWalk buckets, int i, boolean custom) {
    double lower = buckets.lower(i);
    double upper = buckets.upper(i);
    int rule = BoundaryRule.of(lower, upper, custom);
    text.append(BoundaryRule.includesLower(rule) ? '[' : '(');
    text.append(GoNumbers.general(lower)).append(',').append(GoNumbers.general(upper));
    text.append(BoundaryRule.includesUpper(rule) ? ']' : ')');
    text.append(':').append(GoNumbers.general(buckets.count(i)));
  }
}
