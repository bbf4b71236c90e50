package io.kubernaut.metrics.store.encoding;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Bytes that are read from the first to the last. It copies them and keeps its room, so that a
 * cursor which is used again allocates nothing, and words may be read across the end. For one
 * thread.
 */
public final class ByteCursor {
  /** A word that starts at the last byte ends this many bytes after it. */
  private static final int SPARE = 16;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] bytes = new byte[1024];
  private int at;
  private int limit;

  /** Makes an empty cursor. */
  public ByteCursor() {}

  /**
   * Starts at the first of some bytes.
   *
   * @param source where they are
   * @param from the first one
   * @param length how many
   * @return this cursor
   */
  public ByteCursor over(byte[] source, int from, int length) {
    reset(length);
    System.arraycopy(source, from, bytes, 0, length);
    return this;
  }

  /**
   * Starts at the first of some bytes.
   *
   * @param source where they are; its position and limit do not count and do not change
   * @param from the first one
   * @param length how many
   * @return this cursor
   */
  public ByteCursor over(ByteBuffer source, int from, int length) {
    reset(length);
    source.get(from, bytes, 0, length);
    return this;
  }

  private void reset(int length) {
    if (bytes.length < length + SPARE) {
      bytes = new byte[length + (length >> 1) + SPARE];
    }
    at = 0;
    limit = length;
  }

  /**
   * Computes the checksum of what is left.
   *
   * @param crc a checksum to use, whatever it holds
   * @return its value
   */
  public int crc(CRC32C crc) {
    crc.reset();
    crc.update(bytes, at, limit - at);
    return (int) crc.getValue();
  }

  /**
   * Returns how much is left.
   *
   * @return bytes
   */
  public int remaining() {
    return limit - at;
  }

  /**
   * Returns how much was read.
   *
   * @return bytes
   */
  public int position() {
    return at;
  }

  /**
   * Returns what was read since a position.
   *
   * @param from the position
   * @return a copy
   */
  public byte[] copyFrom(int from) {
    return Arrays.copyOfRange(bytes, from, at);
  }

  /**
   * Skips some bytes if they come next.
   *
   * @param expected the bytes
   * @return false if others come, and nothing was skipped
   */
  public boolean skipIfNext(byte[] expected) {
    int length = expected.length;
    if (length > remaining() || !Arrays.equals(bytes, at, at + length, expected, 0, length)) {
      return false;
    }
    at += length;
    return true;
  }

  /**
   * Reads one byte.
   *
   * @return 0 to 255
   * @throws MalformedColumnException if there is none left
   */
  public int u8() {
    require(1);
    return bytes[at++] & 0xff;
  }

  /**
   * Reads eight bytes.
   *
   * @return the word
   * @throws MalformedColumnException if there are fewer left
   */
  public long u64() {
    require(8);
    long word = (long) LONGS.get(bytes, at);
    at += 8;
    return word;
  }

  /**
   * Reads what {@link ByteSink#varint} added.
   *
   * @return the number
   * @throws MalformedColumnException if it has no end
   */
  public long varint() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int piece = u8();
      value |= (long) (piece & 0x7f) << shift;
      if (piece < 0x80) {
        return value;
      }
    }
    throw new MalformedColumnException("A number is longer than ten bytes at byte " + at + ".");
  }

  /**
   * Reads what {@link ByteSink#signed} added.
   *
   * @return the number
   * @throws MalformedColumnException if it has no end
   */
  public long signed() {
    return ZigZag.back(varint());
  }

  /**
   * Reads what {@link ByteSink#high} added.
   *
   * @param count how many bytes
   * @return the word, its other bytes being zero
   * @throws MalformedColumnException if there are fewer left, or a word has fewer
   */
  public long high(int count) {
    if (count > Long.BYTES) {
      throw new MalformedColumnException("A word of " + count + " bytes.");
    }
    require(count);
    long word = count == 0 ? 0 : peek(0) << (Long.SIZE - Byte.SIZE * count);
    at += count;
    return word;
  }

  /**
   * Reads text.
   *
   * @param length its bytes in UTF-8
   * @return the text
   * @throws MalformedColumnException if there are fewer left
   */
  public String text(int length) {
    require(length);
    String text = new String(bytes, at, length, StandardCharsets.UTF_8);
    at += length;
    return text;
  }

  /** Reads the word at a bit, across the end if need be, without moving. */
  long peek(int byteOffset) {
    return (long) LONGS.get(bytes, at + byteOffset);
  }

  /** Reads the byte at an offset, across the end if need be, without moving. */
  int peekByte(int byteOffset) {
    return bytes[at + byteOffset] & 0xff;
  }

  void skip(int count) {
    require(count);
    at += count;
  }

  void require(int count) {
    if (count < 0 || count > limit - at) {
      throw new MalformedColumnException(
          "A column ends too early: %d bytes wanted at byte %d of %d.".formatted(count, at, limit));
    }
  }
}
