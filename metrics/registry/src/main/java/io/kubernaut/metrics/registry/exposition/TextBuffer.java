package io.kubernaut.metrics.registry.exposition;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * Collects bytes in one array of {@value #CAPACITY} bytes and hands them on when it is full, so
 * that a text of any length needs no more memory than that. Serves one stream after the other. Not
 * safe for several threads.
 */
final class TextBuffer {
  static final int CAPACITY = 16 * 1024;

  private static final int MOST_BYTES_OF_A_CHARACTER = 3;

  private final byte[] bytes = new byte[CAPACITY + WideCopy.SLACK];
  private final NumberText numbers = new NumberText();
  private OutputStream out = OutputStream.nullOutputStream();
  private int used;

  /** Begins a new text and forgets what is left of an older one. */
  void begin(OutputStream stream) {
    out = stream;
    used = 0;
  }

  /** Hands everything on and lets go of the stream. */
  void end() {
    drain();
    try {
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    out = OutputStream.nullOutputStream();
  }

  void put(int character) {
    makeRoom(1);
    bytes[used++] = (byte) character;
  }

  void put(int first, int second) {
    makeRoom(2);
    bytes[used] = (byte) first;
    bytes[used + 1] = (byte) second;
    used += 2;
  }

  void put(byte[] text) {
    put(text, 0, text.length);
  }

  void put(byte[] text, int offset, int length) {
    if (length > CAPACITY) {
      drain();
      write(text, offset, length);
      return;
    }
    makeRoom(length);
    System.arraycopy(text, offset, bytes, used, length);
    used += length;
  }

  /** Puts what a line begins with: name, suffix and brace, and the labels as they are. */
  void put(LineHead head, byte[] labels, int offset, int length) {
    int needed = head.length() + length;
    if (needed > CAPACITY) {
      put(head.bytes(), 0, head.length());
      put(labels, offset, length);
      return;
    }
    makeRoom(needed);
    int at = WideCopy.copy(head.bytes(), 0, bytes, used, head.length());
    used = WideCopy.copy(labels, offset, bytes, at, length);
  }

  /** Puts what the buckets of a histogram have in common, a bound and a count. */
  void putBucket(byte[] common, int length, BoundTexts bounds, int bound, long count) {
    int start = bounds.start(bound);
    int boundLength = bounds.end(bound) - start;
    int needed = length + boundLength + NumberText.LONGEST;
    if (needed > CAPACITY) {
      put(common, 0, length);
      put(bounds.bytes(), start, boundLength);
      number(count);
      return;
    }
    makeRoom(needed);
    int at = WideCopy.copy(common, 0, bytes, used, length);
    at = WideCopy.copy(bounds.bytes(), start, bytes, at, boundLength);
    used = numbers.write(count, bytes, at);
  }

  /** Puts UTF-8; half of a surrogate pair becomes a question mark. */
  void put(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        put(c);
      } else {
        i += putWide(text, i);
      }
    }
  }

  /** Puts a text in which backslash, line feed and, if asked for, quotes are escaped. */
  void putEscaped(String text, boolean quotes) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' || (quotes && c == '"')) {
        put('\\');
        put(c);
      } else if (c == '\n') {
        put('\\');
        put('n');
      } else if (c < 0x80) {
        put(c);
      } else {
        i += putWide(text, i);
      }
    }
  }

  /** Returns how many characters were used beyond the first. */
  private int putWide(String text, int i) {
    makeRoom(MOST_BYTES_OF_A_CHARACTER + 1);
    int point = text.codePointAt(i);
    used = Utf8.write(point, bytes, used);
    return Character.charCount(point) - 1;
  }

  /** Ends a line with a number. */
  void lastNumber(double value) {
    makeRoom(NumberText.LONGEST + 1);
    int end = numbers.write(value, bytes, used);
    bytes[end] = '\n';
    used = end + 1;
  }

  /** Ends a line with a whole number. */
  void lastNumber(long value) {
    makeRoom(NumberText.LONGEST + 1);
    int end = numbers.write(value, bytes, used);
    bytes[end] = '\n';
    used = end + 1;
  }

  void number(double value) {
    makeRoom(NumberText.LONGEST);
    used = numbers.write(value, bytes, used);
  }

  void number(long value) {
    makeRoom(NumberText.LONGEST);
    used = numbers.write(value, bytes, used);
  }

  void bound(double value) {
    makeRoom(NumberText.LONGEST);
    used = numbers.writeBound(value, bytes, used);
  }

  void floating(double value) {
    makeRoom(NumberText.LONGEST);
    used = numbers.writeFloat(value, bytes, used);
  }

  void seconds(long millis) {
    makeRoom(NumberText.LONGEST);
    used = numbers.writeSeconds(millis, bytes, used);
  }

  private void makeRoom(int length) {
    if (length > CAPACITY - used) {
      drain();
    }
  }

  private void drain() {
    write(bytes, 0, used);
    used = 0;
  }

  private void write(byte[] text, int offset, int length) {
    try {
      out.write(text, offset, length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
