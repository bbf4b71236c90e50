package io.kubernaut.examples.prometheus;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A body of remote write 1.0, packed without looking for repetitions. */
final class WriteBody {

  private static final int PIECE = 1 << 16;

  private final ByteArrayOutputStream request = new ByteArrayOutputStream();

  /** Adds a sample of a series. */
  void add(Map<String, String> sortedLabels, long time, double value) {
    ByteArrayOutputStream series = labels(sortedLabels);
    ByteArrayOutputStream sample = new ByteArrayOutputStream();
    real(sample, 1, value);
    sample.write(16);
    varint(sample, time);
    field(series, 2, sample.toByteArray());
    field(request, 1, series.toByteArray());
  }

  /** Adds a native histogram with counts that are floats: two stretches of two buckets each. */
  void add(Map<String, String> sortedLabels, long time, double sum, double... counts) {
    ByteArrayOutputStream histogram = new ByteArrayOutputStream();
    double zeros = counts[0];
    double count = zeros;
    ByteArrayOutputStream buckets = new ByteArrayOutputStream();
    for (int i = 1; i < counts.length; i++) {
      count += counts[i];
      buckets.writeBytes(bytes(counts[i]));
    }
    real(histogram, 2, count);
    real(histogram, 3, sum);
    histogram.writeBytes(new byte[] {4 << 3, 3 << 1}); // schema 3
    real(histogram, 5, Math.scalb(1.0, -128));
    real(histogram, 7, zeros);
    field(histogram, 11, new byte[] {1 << 3, 5 << 1, 2 << 3, 2}); // from 5 on, two
    field(histogram, 11, new byte[] {1 << 3, 1 << 1, 2 << 3, 2}); // one left out, two
    field(histogram, 13, buckets.toByteArray());
    histogram.write(15 << 3);
    varint(histogram, time);
    ByteArrayOutputStream series = labels(sortedLabels);
    field(series, 4, histogram.toByteArray());
    field(request, 1, series.toByteArray());
  }

  private static void real(ByteArrayOutputStream out, int number, double value) {
    out.write((number << 3) | 1);
    out.writeBytes(bytes(value));
  }

  private static byte[] bytes(double value) {
    return ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putDouble(value).array();
  }

  private static ByteArrayOutputStream labels(Map<String, String> sortedLabels) {
    ByteArrayOutputStream series = new ByteArrayOutputStream();
    sortedLabels.forEach(
        (name, text) -> {
          ByteArrayOutputStream label = new ByteArrayOutputStream();
          field(label, 1, name.getBytes(StandardCharsets.UTF_8));
          field(label, 2, text.getBytes(StandardCharsets.UTF_8));
          field(series, 1, label.toByteArray());
        });
    return series;
  }

  static void field(ByteArrayOutputStream out, int number, byte[] content) {
    out.write((number << 3) | 2);
    varint(out, content.length);
    out.writeBytes(content);
  }

  static void varint(ByteArrayOutputStream out, long value) {
    long left = value;
    while (left >= 0x80) {
      out.write((int) left | 0x80);
      left >>>= 7;
    }
    out.write((int) left);
  }

  byte[] packed() {
    return packed(request.toByteArray());
  }

  static byte[] packed(byte[] plain) {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    varint(block, plain.length);
    for (int from = 0; from < plain.length; from += PIECE) {
      int length = Math.min(PIECE, plain.length - from);
      block.write(61 << 2);
      block.write(length - 1);
      block.write((length - 1) >>> 8);
      block.write(plain, from, length);
    }
    return block.toByteArray();
  }
}
