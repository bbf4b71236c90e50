package io.kubernaut.types.schema;

import java.io.CharConversionException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Refuses bytes that are not UTF-8, and halves of characters: parsers let overlong forms, encoded
 * surrogates and lone escaped ones pass, and two readers that disagree on what a text says are a
 * hole. Plain ASCII is passed eight bytes at a time.
 */
final class Utf8 {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long LOW_BITS = 0x0101010101010101L;
  private static final long BACKSLASHES = '\\' * LOW_BITS;

  private Utf8() {}

  static void require(byte[] bytes) throws CharConversionException {
    require(bytes, 0, bytes.length);
  }

  static void require(byte[] bytes, int from, int to) throws CharConversionException {
    int i = from;
    while (i < to) {
      if (i + 8 <= to && ((long) LONGS.get(bytes, i) & HIGH_BITS) == 0) {
        i += 8;
      } else if (bytes[i] >= 0) {
        i++;
      } else {
        i += sequence(bytes, i, to);
      }
    }
  }

  /** Looks at the escapes of JSON, too. */
  static void requireJson(byte[] bytes) throws CharConversionException {
    int i = 0;
    while (i < bytes.length) {
      if (i + 8 <= bytes.length && isPlain((long) LONGS.get(bytes, i))) {
        i += 8;
      } else if (bytes[i] == '\\') {
        i += escape(bytes, i);
      } else if (bytes[i] >= 0) {
        i++;
      } else {
        i += sequence(bytes, i, bytes.length);
      }
    }
  }

  // Neither beyond ASCII nor a backslash among eight bytes.
  private static boolean isPlain(long bytes) {
    long others = bytes ^ BACKSLASHES;
    return ((bytes | ((others - LOW_BITS) & ~others)) & HIGH_BITS) == 0;
  }

  private static int escape(byte[] bytes, int at) throws CharConversionException {
    int unit = unit(bytes, at);
    if (unit < Character.MIN_SURROGATE || unit > Character.MAX_SURROGATE) {
      return unit < 0 ? 2 : 6;
    }
    int low = unit(bytes, at + 6);
    if (unit > Character.MAX_HIGH_SURROGATE
        || low < Character.MIN_LOW_SURROGATE
        || low > Character.MAX_LOW_SURROGATE) {
      throw new CharConversionException("byte " + at + " escapes half of a character");
    }
    return 12;
  }

  /** Returns the code unit that is escaped here, or -1. */
  private static int unit(byte[] bytes, int at) {
    if (at + 6 > bytes.length || bytes[at] != '\\' || bytes[at + 1] != 'u') {
      return -1;
    }
    int unit = 0;
    for (int i = at + 2; i < at + 6; i++) {
      int digit = Character.digit(bytes[i], 16);
      if (digit < 0) {
        return -1;
      }
      unit = (unit << 4) | digit;
    }
    return unit;
  }

  /** Refuses a text that has half of a character. */
  static void require(String text) throws CharConversionException {
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (Character.isSurrogate(unit)) {
        if (i + 1 == text.length() || !Character.isSurrogatePair(unit, text.charAt(i + 1))) {
          throw new CharConversionException("a text has half of a character");
        }
        i++;
      }
    }
  }

  private static int sequence(byte[] bytes, int at, int to) throws CharConversionException {
    int first = bytes[at] & 0xFF;
    int length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || at + length > to) {
      throw refused(at);
    }
    int point = first & (0x7F >> length);
    for (int i = at + 1; i < at + length; i++) {
      if ((bytes[i] & 0xC0) != 0x80) {
        throw refused(at);
      }
      point = (point << 6) | (bytes[i] & 0x3F);
    }
    boolean isOverlong = point < (length == 4 ? 0x10000 : length == 3 ? 0x800 : 0x80);
    if (isOverlong || point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF)) {
      throw refused(at);
    }
    return length;
  }

  private static CharConversionException refused(int at) {
    return new CharConversionException("byte " + at + " does not start a UTF-8 character");
  }
}
