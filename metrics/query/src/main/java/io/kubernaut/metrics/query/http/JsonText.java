package io.kubernaut.metrics.query.http;

import io.kubernaut.metrics.query.internal.text.GoNumbers;
import io.kubernaut.metrics.store.Labels;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;

/**
 * Writes JSON while it is made: into a buffer that goes out whenever it is full, so that an answer
 * never exists as a whole. Numbers are spelled as Prometheus spells them. For one thread.
 */
final class JsonText {

  /** The longest piece that is written without looking whether there is room. */
  private static final int LONGEST_NUMBER = 32;

  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final long WHOLE = 1L << 53;

  private final OutputStream out;
  private final byte[] buffer = new byte[16 * 1024];
  private final StringBuilder scratch = new StringBuilder(32);
  private int size;

  JsonText(OutputStream out) {
    this.out = out;
  }

  /** Writes a piece of JSON in ASCII. */
  JsonText raw(String text) throws IOException {
    int length = text.length();
    if (length > buffer.length) {
      flush();
      out.write(text.getBytes(StandardCharsets.UTF_8));
      return this;
    }
    reserve(length);
    for (int i = 0; i < length; i++) {
      buffer[size + i] = (byte) text.charAt(i);
    }
    size += length;
    return this;
  }

  JsonText raw(char c) throws IOException {
    reserve(1);
    buffer[size++] = (byte) c;
    return this;
  }

  /** Writes a name and a colon. */
  JsonText name(String name) throws IOException {
    return text(name).raw(':');
  }

  /** Writes a text in quotes. */
  JsonText text(String text) throws IOException {
    raw('"');
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      reserve(6);
      if (c >= ' ' && c < 0x7f && c != '"' && c != '\\') {
        buffer[size++] = (byte) c;
      } else if (c < 0x80) {
        escaped(c);
      } else {
        i += encoded(text, i) - 1;
      }
    }
    return raw('"');
  }

  private void escaped(char c) {
    buffer[size++] = '\\';
    switch (c) {
      case '"', '\\' -> buffer[size++] = (byte) c;
      case '\n' -> buffer[size++] = 'n';
      case '\r' -> buffer[size++] = 'r';
      case '\t' -> buffer[size++] = 't';
      default -> {
        buffer[size++] = 'u';
        buffer[size++] = '0';
        buffer[size++] = '0';
        buffer[size++] = HEX[c >> 4];
        buffer[size++] = HEX[c & 15];
      }
    }
  }

  /**
   * Writes a character beyond ASCII and returns how many chars it took; half a pair becomes '?'.
   */
  private int encoded(String text, int at) {
    int point = text.codePointAt(at);
    int chars = Character.charCount(point);
    byte[] bytes = text.substring(at, at + chars).getBytes(StandardCharsets.UTF_8);
    System.arraycopy(bytes, 0, buffer, size, bytes.length);
    size += bytes.length;
    return chars;
  }

  /** Writes a whole number. */
  JsonText number(long number) throws IOException {
    reserve(LONGEST_NUMBER);
    size = digits(number);
    return this;
  }

  private int digits(long number) {
    if (number == Long.MIN_VALUE) {
      scratch.setLength(0);
      return copied(scratch.append(number));
    }
    int at = size;
    long left = Math.abs(number);
    if (number < 0) {
      buffer[at++] = '-';
    }
    int end = at + length(left);
    for (int i = end - 1; i >= at; i--) {
      buffer[i] = (byte) ('0' + left % 10);
      left /= 10;
    }
    return end;
  }

  private static int length(long number) {
    int digits = 1;
    for (long left = number; left >= 10; left /= 10) {
      digits++;
    }
    return digits;
  }

  private int copied(StringBuilder text) {
    for (int i = 0; i < text.length(); i++) {
      buffer[size + i] = (byte) text.charAt(i);
    }
    return size + text.length();
  }

  /** Writes milliseconds as seconds, with three decimals if they are no whole seconds. */
  JsonText time(long millis) throws IOException {
    reserve(LONGEST_NUMBER);
    if (millis < 0) {
      buffer[size++] = '-';
    }
    size = digits(Math.abs(millis / 1000));
    int rest = (int) Math.abs(millis % 1000);
    if (rest != 0) {
      buffer[size++] = '.';
      buffer[size++] = (byte) ('0' + rest / 100);
      buffer[size++] = (byte) ('0' + rest / 10 % 10);
      buffer[size++] = (byte) ('0' + rest % 10);
    }
    return this;
  }

  /** Writes a sample's value: a number in quotes, which may be NaN or infinite. */
  JsonText value(double value) throws IOException {
    reserve(LONGEST_NUMBER + 2);
    buffer[size++] = '"';
    plain(value);
    buffer[size++] = '"';
    return this;
  }

  private void plain(double value) {
    long whole = (long) value;
    if (whole == value && whole < WHOLE && whole > -WHOLE && (whole != 0 || 1 / value > 0)) {
      size = digits(whole);
    } else {
      scratch.setLength(0);
      GoNumbers.appendJson(scratch, value);
      size = copied(scratch);
    }
  }

  /** Writes a finite number without quotes. */
  JsonText number(double number) throws IOException {
    reserve(LONGEST_NUMBER);
    plain(number);
    return this;
  }

  JsonText bool(boolean value) throws IOException {
    return raw(value ? "true" : "false");
  }

  /** Writes labels as an object. */
  JsonText labels(Labels labels) throws IOException {
    raw('{');
    for (int i = 0; i < labels.size(); i++) {
      if (i > 0) {
        raw(',');
      }
      name(labels.name(i)).text(labels.value(i));
    }
    return raw('}');
  }

  /** Writes one element of an array. */
  @FunctionalInterface
  interface Element<T> {
    void write(JsonText json, T element) throws IOException;
  }

  <T> JsonText array(Iterable<T> elements, Element<? super T> element) throws IOException {
    raw('[');
    Iterator<T> left = elements.iterator();
    while (left.hasNext()) {
      element.write(this, left.next());
      if (left.hasNext()) {
        raw(',');
      }
    }
    return raw(']');
  }

  JsonText texts(List<String> texts) throws IOException {
    return array(texts, JsonText::text);
  }

  private void reserve(int bytes) throws IOException {
    if (buffer.length - size < bytes) {
      flush();
    }
  }

  void flush() throws IOException {
    out.write(buffer, 0, size);
    size = 0;
  }
}
