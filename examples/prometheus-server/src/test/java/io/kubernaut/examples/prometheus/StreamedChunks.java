package io.kubernaut.examples.prometheus;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * What an answer of streamed chunks consists of: for each frame its labels, and of each chunk the
 * times, the encoding and the bytes. Zeros at the end of a chunk are left out: Prometheus appends a
 * byte of them if the samples end with a whole byte.
 */
final class StreamedChunks {

  private StreamedChunks() {}

  static List<String> of(byte[] stream) {
    ByteBuffer in = ByteBuffer.wrap(stream);
    List<String> found = new ArrayList<>();
    while (in.hasRemaining()) {
      int length = (int) varint(in);
      int expected = in.getInt();
      byte[] message = bytes(in, length);
      CRC32C crc = new CRC32C();
      crc.update(message);
      if ((int) crc.getValue() != expected) {
        throw new AssertionError("The checksum of a frame is not that of its bytes.");
      }
      found.add(fields(message, 0));
    }
    return found;
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = in.get();
      value |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  private static byte[] bytes(ByteBuffer in, int length) {
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  /** A response has series, which have labels and chunks, which have bytes. */
  private static String fields(byte[] message, int depth) {
    StringBuilder text = new StringBuilder();
    ByteBuffer in = ByteBuffer.wrap(message);
    while (in.hasRemaining()) {
      int tag = (int) varint(in);
      text.append(tag >>> 3).append(':');
      if ((tag & 7) == 0) {
        text.append(varint(in));
      } else {
        byte[] inner = bytes(in, (int) varint(in));
        text.append(depth < 2 ? "{" + fields(inner, depth + 1) + "}" : hex(inner));
      }
      text.append(' ');
    }
    return text.toString();
  }

  private static String hex(byte[] bytes) {
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] == 0) {
      end--;
    }
    return HexFormat.of().formatHex(bytes, 0, end);
  }
}
