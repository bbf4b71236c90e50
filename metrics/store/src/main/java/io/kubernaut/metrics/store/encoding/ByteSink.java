package io.kubernaut.metrics.store.encoding;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Bytes that are added at the end. Little-endian. For one thread. */
public final class ByteSink {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] bytes = new byte[256];
  private int size;

  /** Makes an empty sink. */
  public ByteSink() {}

  /** Forgets what was added and keeps the room. */
  public void clear() {
    size = 0;
  }

  /**
   * Returns how much was added.
   *
   * @return bytes
   */
  public int size() {
    return size;
  }

  /**
   * Returns what was added, in an array that may be longer and changes with the next addition.
   *
   * @return the bytes, from the first element
   */
  public byte[] array() {
    return bytes;
  }

  /**
   * Copies what was added.
   *
   * @return the bytes
   */
  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  /**
   * Adds one byte.
   *
   * @param value its lowest eight bits count
   */
  public void u8(int value) {
    reserve(1);
    bytes[size++] = (byte) value;
  }

  /**
   * Adds eight bytes.
   *
   * @param value all its bits count
   */
  public void u64(long value) {
    reserve(8);
    LONGS.set(bytes, size, value);
    size += 8;
  }

  /**
   * Adds a number in seven-bit pieces, the lowest first: small ones take one byte, the largest ten.
   *
   * @param value taken as unsigned
   */
  public void varint(long value) {
    reserve(10);
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  /**
   * Adds a signed number as a {@link #varint}, small where its absolute value is.
   *
   * @param value the number
   */
  public void signed(long value) {
    varint(ZigZag.of(value));
  }

  /**
   * Adds the highest bytes of a word.
   *
   * @param word the word
   * @param count how many of its bytes, 0 to 8
   */
  public void high(long word, int count) {
    low(count == 0 ? 0 : word >>> (Long.SIZE - Byte.SIZE * count), count);
  }

  /**
   * Adds bytes.
   *
   * @param source where they are
   * @param from the first one
   * @param length how many
   */
  public void bytes(byte[] source, int from, int length) {
    reserve(length);
    System.arraycopy(source, from, bytes, size, length);
    size += length;
  }

  /**
   * Adds the lowest bytes of a word.
   *
   * @param word the word
   * @param count how many of its bytes, 0 to 8
   */
  public void low(long word, int count) {
    reserve(8);
    LONGS.set(bytes, size, word);
    size += count;
  }

  private void reserve(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
    }
  }
}
