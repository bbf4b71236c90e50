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
    ByteArrayOutputStream series = new ByteArrayOutputStream();
    sortedLabels.forEach(
        (name, text) -> {
          ByteArrayOutputStream label = new ByteArrayOutputStream();
          field(label, 1, name.getBytes(StandardCharsets.UTF_8));
          field(label, 2, text.getBytes(StandardCharsets.UTF_8));
          field(series, 1, label.toByteArray());
        });
    ByteArrayOutputStream sample = new ByteArrayOutputStream();
    sample.write(9);
    sample.writeBytes(
        ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putDouble(value).array());
    sample.write(16);
    varint(sample, time);
    field(series, 2, sample.toByteArray());
    field(request, 1, series.toByteArray());
  }

  private static void field(ByteArrayOutputStream out, int number, byte[] content) {
    out.write((number << 3) | 2);
    varint(out, content.length);
    out.writeBytes(content);
  }

  private static void varint(ByteArrayOutputStream out, long value) {
    long left = value;
    while (left >= 0x80) {
      out.write((int) left | 0x80);
      left >>>= 7;
    }
    out.write((int) left);
  }

  byte[] packed() {
    byte[] plain = request.toByteArray();
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
