package io.kubernaut.types.schema;

import java.io.CharConversionException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Refuses bytes that are not UTF-8: parsers let overlong forms and encoded surrogates pass, and two
 * readers that disagree on what a text says are a hole. Plain ASCII is passed eight bytes at a
 * time.
 */
final class Utf8 {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final long HIGH_BITS = 0x8080808080808080L;

  private Utf8() {}

  static void require(byte[] bytes) throws CharConversionException {
    int i = 0;
    while (i < bytes.length) {
      if (i + 8 <= bytes.length && ((long) LONGS.get(bytes, i) & HIGH_BITS) == 0) {
        i += 8;
      } else if (bytes[i] >= 0) {
        i++;
      } else {
        i += sequence(bytes, i);
      }
    }
  }

  private static int sequence(byte[] bytes, int at) throws CharConversionException {
    int first = bytes[at] & 0xFF;
    int length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || at + length > bytes.length) {
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
