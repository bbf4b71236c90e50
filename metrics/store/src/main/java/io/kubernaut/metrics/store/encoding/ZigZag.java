package io.kubernaut.metrics.store.encoding;

/** Signed numbers as unsigned ones, so that a small absolute value has few bits. */
final class ZigZag {

  private ZigZag() {}

  static long of(long value) {
    return (value << 1) ^ (value >> 63);
  }

  static long back(long value) {
    return (value >>> 1) ^ -(value & 1);
  }
}
