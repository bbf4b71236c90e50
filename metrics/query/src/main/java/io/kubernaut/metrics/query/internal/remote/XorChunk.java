package io.kubernaut.metrics.query.internal.remote;

/**
 * Floats as Prometheus encodes them, after Facebook's Gorilla: times by how much their distance
 * changes, values by the bits in which they differ.
 *
 * <pre>
 *   first sample    time as a signed varint, value in 64 bits
 *   second sample   distance of times as a varint, value
 *   all others      change of the distance: 0                 it is the same
 *                                           10    and 14 bits
 *                                           110   and 17 bits
 *                                           1110  and 20 bits
 *                                           1111  and 64 bits
 *                   value
 * </pre>
 *
 * <p>A number of n bits is between -(2^(n-1) - 1) and 2^(n-1). Written from the description in
 * https://github.com/prometheus/prometheus/blob/main/tsdb/docs/format/chunks.md.
 */
final class XorChunk extends SampleChunk {
  private static final int[] WIDTHS = {14, 17, 20};

  private final XorValues values = new XorValues();
  private long distance;

  XorChunk() {
    clear();
  }

  @Override
  int encoding() {
    return 1;
  }

  void add(long time, double value) {
    if (size() == 0) {
      out.signedVarint(time);
      values.begin(value, out);
    } else {
      addTime(time - last());
      values.add(value, out);
    }
    count(time);
  }

  private void addTime(long now) {
    long change = now - distance;
    distance = now;
    if (size() == 1) {
      out.varint(now);
    } else if (change == 0) {
      out.bits(0, 1);
    } else {
      addChange(change);
    }
  }

  private void addChange(long change) {
    int width = 0;
    while (width < WIDTHS.length && !BitSink.fits(change, WIDTHS[width])) {
      width++;
    }
    if (width < WIDTHS.length) {
      out.bits((1L << (width + 2)) - 2, width + 2);
      out.bits(change, WIDTHS[width]);
    } else {
      out.bits(0b1111, 4);
      out.bits(change, 64);
    }
  }
}
