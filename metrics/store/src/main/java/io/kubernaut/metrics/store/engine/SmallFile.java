package io.kubernaut.metrics.store.engine;

import io.kubernaut.metrics.store.LabelMatcher;
import io.kubernaut.metrics.store.encoding.ByteCursor;
import io.kubernaut.metrics.store.encoding.ByteSink;
import io.kubernaut.metrics.store.encoding.MalformedColumnException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * What the small files of a store have in common, which are read and replaced as a whole: a
 * checksum before the rest, and how texts and matchers are written.
 */
final class SmallFile {
  private static final int CRC = 4;

  private SmallFile() {}

  /** Puts the checksum before what was written. */
  static ByteBuffer sealed(ByteSink content) {
    ByteBuffer file = ByteBuffer.allocate(CRC + content.size());
    file.putInt(crc(content.array(), content.size())).put(content.array(), 0, content.size());
    return file.flip();
  }

  /**
   * Checks a file.
   *
   * @return what is behind the checksum
   * @throws MalformedColumnException if it is damaged
   */
  static ByteCursor opened(ByteBuffer file) {
    byte[] bytes = new byte[Math.max(0, file.remaining() - CRC)];
    int expected = file.remaining() < CRC ? 0 : file.getInt();
    file.get(bytes);
    if (bytes.length == 0 || crc(bytes, bytes.length) != expected) {
      throw new MalformedColumnException("Its checksum is wrong.");
    }
    return new ByteCursor().over(bytes, 0, bytes.length);
  }

  private static int crc(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }

  static void text(String text, ByteSink out) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.varint(bytes.length);
    out.bytes(bytes, 0, bytes.length);
  }

  static String text(ByteCursor in) {
    return in.text((int) in.varint());
  }

  static void matchers(List<LabelMatcher> matchers, ByteSink out) {
    out.varint(matchers.size());
    for (LabelMatcher matcher : matchers) {
      text(matcher.name(), out);
      text(matcher.operator().symbol(), out);
      text(matcher.value(), out);
    }
  }

  static List<LabelMatcher> matchers(ByteCursor in) {
    List<LabelMatcher> matchers = new ArrayList<>();
    for (long left = in.varint(); left > 0; left--) {
      matchers.add(LabelMatcher.of(text(in), operator(text(in)), text(in)));
    }
    return matchers;
  }

  private static LabelMatcher.Operator operator(String symbol) {
    for (LabelMatcher.Operator operator : LabelMatcher.Operator.values()) {
      if (operator.symbol().equals(symbol)) {
        return operator;
      }
    }
    throw new MalformedColumnException("There is no operator " + symbol + ".");
  }
}
