package io.kubernaut.metrics.collector;

import io.kubernaut.metrics.registry.exposition.ClassicBounds;
import io.kubernaut.metrics.store.Labels;
import java.util.Arrays;

/**
 * What the source calls one series, and the references of the series that stand for it in the
 * store: one for most, as many as it has buckets for a histogram.
 */
final class Remembered {
  private static final String BUCKET_LABEL = "le";
  private static final String QUANTILE_LABEL = "quantile";

  private final String family;
  private final byte[] text;
  private final Kind kind;
  private final ClassicBounds bounds;
  private final String state;
  private long[] references = {};
  private long seen;
  private boolean stored;

  /** How names in the store are made of the family's. */
  enum Kind {
    GAUGE(""),
    COUNTER("_total"),
    INFO("_info"),
    STATE(""),
    HISTOGRAM("_bucket"),
    SUMMARY("");

    private final String suffix;

    Kind(String suffix) {
      this.suffix = suffix;
    }

    String suffix() {
      return suffix;
    }
  }

  Remembered(String family, byte[] text, Kind kind, ClassicBounds bounds, String state) {
    this.family = family;
    this.text = text;
    this.kind = kind;
    this.bounds = bounds;
    this.state = state;
  }

  /** Tells whether this is what these labels name, and would be stored alike. */
  boolean is(byte[] labels, int offset, int length, Kind kind, ClassicBounds bounds, String state) {
    return this.kind == kind
        && this.bounds == bounds
        && this.state.equals(state)
        && Arrays.equals(text, 0, text.length, labels, offset, offset + length);
  }

  /** Notes that it was there in a round; false if it was noted already. */
  boolean see(long round) {
    boolean first = seen != round;
    seen = round;
    return first;
  }

  boolean wasSeen(long round) {
    return seen == round;
  }

  /** Whether no collection with it is in the store yet, so that it may begin before this one. */
  boolean isNew() {
    return !stored;
  }

  /** A collection with it is in the store. */
  void stored() {
    stored = true;
  }

  // Places: first the buckets or quantiles, then sum, count and native histogram.

  int sumPlace() {
    return bounds.size() + (kind == Kind.HISTOGRAM ? 1 : 0);
  }

  int countPlace() {
    return sumPlace() + 1;
  }

  int nativePlace() {
    return sumPlace() + 2;
  }

  long reference(int place) {
    return place < references.length ? references[place] : 0;
  }

  void reference(int place, long reference) {
    if (place >= references.length) {
      references = Arrays.copyOf(references, Math.max(place + 1, places()));
    }
    references[place] = reference;
  }

  int places() {
    return kind == Kind.HISTOGRAM || kind == Kind.SUMMARY ? nativePlace() + 1 : 1;
  }

  /** Returns the labels of the series at a place. */
  Labels labels(int place) {
    Labels.Builder labels = LabelText.parse(text);
    if (places() == 1) {
      labels.set(Labels.NAME, family + kind.suffix());
      return (kind == Kind.STATE ? labels.set(family, state) : labels).build();
    }
    if (place == sumPlace()) {
      return labels.set(Labels.NAME, family + "_sum").build();
    }
    if (place == countPlace()) {
      return labels.set(Labels.NAME, family + "_count").build();
    }
    if (place == nativePlace()) {
      return labels.set(Labels.NAME, family).build();
    }
    String extra = kind == Kind.HISTOGRAM ? BUCKET_LABEL : QUANTILE_LABEL;
    return labels.set(Labels.NAME, family + kind.suffix()).set(extra, bounds.label(place)).build();
  }
}
