package io.kubernaut.types.schema;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;

/**
 * Reads a stream byte by byte and keeps those of the current document, as many as the limits allow.
 */
final class Bytes {

  private static final int END = -1;

  private final InputStream in;
  private final Limits limits;
  private final byte[] buffer = new byte[8192];
  private int position;
  private int end;
  private byte[] kept = new byte[512];
  private int length;

  Bytes(InputStream in, Limits limits) {
    this.in = in;
    this.limits = limits;
  }

  /** Returns the next byte without passing it, or -1 at the end. */
  int peek() throws IOException {
    if (position == end) {
      position = 0;
      end = Math.max(0, in.read(buffer));
      if (end == 0) {
        return END;
      }
    }
    return buffer[position] & 0xFF;
  }

  /** Passes the next byte. */
  int skip() throws IOException {
    int next = peek();
    position += next == END ? 0 : 1;
    return next;
  }

  /** Passes the next byte and keeps it. */
  int keep() throws IOException {
    int next = skip();
    if (next != END) {
      append(next);
    }
    return next;
  }

  void append(int value) {
    if (length == limits.maxBytes()) {
      throw new InvalidDocumentException("sequence", List.of(Problems.tooLong(limits)));
    }
    if (length == kept.length) {
      kept = Arrays.copyOf(kept, Math.min(limits.maxBytes(), 2 * length));
    }
    kept[length++] = (byte) value;
  }

  boolean isEmpty() {
    return length == 0;
  }

  /** Returns the bytes kept, and starts anew. */
  byte[] take() {
    byte[] document = Arrays.copyOf(kept, length);
    length = 0;
    return document;
  }

  static boolean isSpace(int value) {
    return value == ' ' || value == '\n' || value == '\r' || value == '\t';
  }

  void skipSpace() throws IOException {
    while (isSpace(peek())) {
      skip();
    }
  }
}
