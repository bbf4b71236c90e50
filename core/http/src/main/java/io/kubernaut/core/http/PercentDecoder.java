package io.kubernaut.core.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Decodes percent-encoded text, strictly: an incomplete escape and bytes that are not well-formed
 * UTF-8 (overlong forms and surrogates among them) are errors, never replacement characters.
 */
final class PercentDecoder {

  private PercentDecoder() {}

  /**
   * Decodes a part of a request target.
   *
   * @param plusIsSpace whether a plus stands for a space, as it does in forms and queries
   * @throws MalformedTargetException with the reason
   */
  static String decode(String raw, int start, int end, boolean plusIsSpace)
      throws MalformedTargetException {
    if (isPlain(raw, start, end, plusIsSpace)) {
      return raw.substring(start, end);
    }
    byte[] bytes = new byte[end - start];
    int size = 0;
    for (int i = start; i < end; i++) {
      char c = raw.charAt(i);
      if (c == '%') {
        bytes[size++] = (byte) escaped(raw, i, end);
        i += 2;
      } else {
        bytes[size++] = (byte) (plusIsSpace && c == '+' ? ' ' : c);
      }
    }
    return utf8(ByteBuffer.wrap(bytes, 0, size));
  }

  private static boolean isPlain(String raw, int start, int end, boolean plusIsSpace) {
    for (int i = start; i < end; i++) {
      char c = raw.charAt(i);
      if (c == '%' || (plusIsSpace && c == '+')) {
        return false;
      }
    }
    return true;
  }

  private static int escaped(String raw, int index, int end) throws MalformedTargetException {
    if (index + 2 < end) {
      int high = Character.digit(raw.charAt(index + 1), 16);
      int low = Character.digit(raw.charAt(index + 2), 16);
      if (high >= 0 && low >= 0) {
        return high << 4 | low;
      }
    }
    throw new MalformedTargetException(
        "'%' at index " + index + " is not followed by two hex digits");
  }

  private static String utf8(ByteBuffer bytes) throws MalformedTargetException {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(bytes)
          .toString();
    } catch (CharacterCodingException malformed) {
      throw new MalformedTargetException("the escaped bytes are not well-formed UTF-8", malformed);
    }
  }
}
