package io.kubernaut.metrics.query.internal.remote;

/**
 * One number after the other, each as the bits in which it differs from the one before: nothing, or
 * bits inside of the same window as the last ones, or a window of its own (5 bits of zeros before
 * it, 6 of its width) and the bits in it. For one thread.
 */
final class XorValues {
  private static final int NONE = -1;
  private static final int MOST_LEADING = 31; // what five bits can say

  private long before;
  private int leading = NONE;
  private int trailing;

  XorValues() {}

  /** Writes the first number as it is. */
  void begin(double value, BitSink out) {
    before = Double.doubleToRawLongBits(value);
    leading = NONE;
    trailing = 0;
    out.bits(before, 64);
  }

  void add(double value, BitSink out) {
    long now = Double.doubleToRawLongBits(value);
    long difference = now ^ before;
    before = now;
    if (difference == 0) {
      out.bits(0, 1);
      return;
    }
    int zerosBefore = Math.min(MOST_LEADING, Long.numberOfLeadingZeros(difference));
    int zerosBehind = Long.numberOfTrailingZeros(difference);
    if (leading != NONE && zerosBefore >= leading && zerosBehind >= trailing) {
      out.bits(0b10, 2);
    } else {
      leading = zerosBefore;
      trailing = zerosBehind;
      out.bits(0b11, 2);
      out.bits(leading, 5);
      out.bits(64 - leading - trailing, 6); // 64 becomes 0, which nothing else is
    }
    out.bits(difference >>> trailing, 64 - leading - trailing);
  }
}
