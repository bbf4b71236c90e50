package io.kubernaut.metrics.registry.exposition;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * Writes protobuf's wire format into an array that grows as needed.
 *
 * <p>A field is a tag, {@code number << 3 | wire type}, and a value. Wire type 0 is a varint: seven
 * bits a byte, the lowest first, the top bit set on all but the last; signed fields ({@code
 * sint64}) put the sign into the lowest bit first. Type 1 is eight bytes, the lowest first, and
 * type 2 is a length as a varint and so many bytes: texts, messages, packed numbers. See <a
 * href="https://protobuf.dev/programming-guides/encoding/">the specification</a>.
 *
 * <p>A message's length stands before it and is known only after it. Instead of counting it in a
 * first pass over values that change meanwhile, a message is written at once behind one byte left
 * free for its length, and in the few cases of 128 bytes and more it is moved up by a byte or two.
 *
 * <p>Not safe for several threads.
 */
final class MessageBuffer {
  private static final int VARINT = 0;
  private static final int FIXED_64 = 1;
  private static final int DELIMITED = 2;
  private static final int LONGEST_VARINT = 10;

  private byte[] bytes;
  private int used;

  MessageBuffer(int capacity) {
    this.bytes = new byte[capacity];
  }

  int size() {
    return used;
  }

  int capacity() {
    return bytes.length;
  }

  /** Forgets what was written from a place on. */
  void truncate(int size) {
    used = size;
  }

  /** Begins a nested message and returns what {@link #end} needs to know. */
  int begin(int field) {
    tag(field, DELIMITED);
    return beginDelimited();
  }

  /** Begins something with a length before it, without a tag. */
  int beginDelimited() {
    makeRoom(1);
    return ++used;
  }

  /** Writes the length of what was written since its beginning. */
  void end(int start) {
    int length = used - start;
    int extra = sizeOf(length) - 1;
    if (extra > 0) {
      makeRoom(extra);
      System.arraycopy(bytes, start, bytes, start + extra, length);
    }
    used = start - 1;
    raw(length);
    used += length;
  }

  void unsigned(int field, long value) {
    tag(field, VARINT);
    varint(value);
  }

  void signed(int field, long value) {
    tag(field, VARINT);
    varint(zigZag(value));
  }

  /** Writes a signed number of a packed field. */
  void packed(long value) {
    varint(zigZag(value));
  }

  void number(int field, double value) {
    tag(field, FIXED_64);
    makeRoom(Long.BYTES);
    long bits = Double.doubleToRawLongBits(value);
    for (int i = 0; i < Long.BYTES; i++) {
      bytes[used++] = (byte) (bits >>> (i << 3));
    }
  }

  void text(int field, String text) {
    int start = begin(field);
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      makeRoom(4);
      used = Utf8.write(text.codePointAt(i), bytes, used);
    }
    end(start);
  }

  void text(int field, byte[] text, int offset, int length) {
    tag(field, DELIMITED);
    varint(length);
    makeRoom(length);
    System.arraycopy(text, offset, bytes, used, length);
    used += length;
  }

  /** Writes text in which a backslash escapes backslash, quote and, as {@code n}, line feed. */
  void escapedText(int field, byte[] text, int offset, int length) {
    int start = begin(field);
    makeRoom(length);
    for (int i = offset; i < offset + length; i++) {
      byte b = text[i];
      if (b == '\\' && i + 1 < offset + length) {
        b = text[++i];
        b = b == 'n' ? (byte) '\n' : b;
      }
      bytes[used++] = b;
    }
    end(start);
  }

  void writeTo(OutputStream out, int offset) throws IOException {
    out.write(bytes, offset, used - offset);
  }

  private void tag(int field, int wireType) {
    varint(((long) field << 3) | wireType);
  }

  private void varint(long value) {
    makeRoom(LONGEST_VARINT);
    raw(value);
  }

  private void raw(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[used++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[used++] = (byte) rest;
  }

  private static long zigZag(long value) {
    return (value << 1) ^ (value >> 63);
  }

  private static int sizeOf(int length) {
    return (38 - Integer.numberOfLeadingZeros(length | 1)) / 7;
  }

  private void makeRoom(int length) {
    if (length > bytes.length - used) {
      bytes = Arrays.copyOf(bytes, Math.max(used + length, bytes.length + (bytes.length >> 1)));
    }
  }
}
