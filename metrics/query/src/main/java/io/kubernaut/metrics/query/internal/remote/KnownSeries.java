package io.kubernaut.metrics.query.internal.remote;

import org.jspecify.annotations.Nullable;

/** A series by the bytes of its labels as a sender writes them. Safe for any thread. */
final class KnownSeries extends SeriesKey {

  private volatile long reference;

  /** What came after it the last time; a guess, so races do no harm. */
  @Nullable KnownSeries following;

  /** A fingerprint of its metadata; at worst it is passed on once more. */
  long said;

  KnownSeries(byte[] labels, long reference) {
    this.reference = reference;
    over(labels, 0, labels.length);
  }

  long reference() {
    return reference;
  }

  void reference(long renewed) {
    reference = renewed;
  }
}
