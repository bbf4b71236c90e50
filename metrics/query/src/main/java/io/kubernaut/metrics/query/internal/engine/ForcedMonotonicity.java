package io.kubernaut.metrics.query.internal.engine;

import io.kubernaut.metrics.query.internal.text.GoNumbers;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;

/**
 * How far classic buckets had to be mended because a larger one counted less than a smaller one.
 *
 * @param least the smallest bound concerned
 * @param most the largest bound concerned
 * @param difference the largest difference
 * @param samples how often
 * @param from the first time, in milliseconds since 1970
 * @param to the last time
 */
record ForcedMonotonicity(
    double least, double most, double difference, int samples, long from, long to) {

  ForcedMonotonicity and(ForcedMonotonicity other) {
    return new ForcedMonotonicity(
        Math.min(least, other.least),
        Math.max(most, other.most),
        Math.max(difference, other.difference),
        samples + other.samples,
        Math.min(from, other.from),
        Math.max(to, other.to));
  }

  String text() {
    return ", from buckets %s to %s, with a max diff of %s, over %d samples from %s to %s"
        .formatted(
            GoNumbers.general(least),
            GoNumbers.general(most),
            twoDigits(difference),
            samples,
            Instant.ofEpochMilli(from),
            Instant.ofEpochMilli(to));
  }

  private static String twoDigits(double value) {
    return Double.isFinite(value)
        ? GoNumbers.general(new BigDecimal(value).round(new MathContext(2)).doubleValue())
        : GoNumbers.general(value);
  }
}
