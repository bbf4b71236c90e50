package io.kubernaut.metrics.collector;

/** In which form histograms are kept. */
public enum HistogramForm {
  /** As {@code _bucket}, {@code _sum} and {@code _count}, as the text formats show them. */
  CLASSIC(true, false),
  /** As one series of native histograms, finer and smaller, for a store that takes them. */
  NATIVE(false, true),
  /** In both forms, as the protobuf format shows them. */
  BOTH(true, true);

  private final boolean classic;
  private final boolean isNative;

  HistogramForm(boolean classic, boolean isNative) {
    this.classic = classic;
    this.isNative = isNative;
  }

  boolean classic() {
    return classic;
  }

  boolean isNative() {
    return isNative;
  }
}
