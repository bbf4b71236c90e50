package io.kubernaut.types.container;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Percent-encoding of UTF-8. Letters, digits and {@code . - _ ~ :} stand for themselves. */
final class Percent {

  private static final String PLAIN = ".-_~:";

  private Percent() {}

  static String encode(String text) {
    StringBuilder encoded = new StringBuilder(text.length());
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (octet & 0xff);
      if (isAlphanumeric(c) || PLAIN.indexOf(c) >= 0) {
        encoded.append(c);
      } else {
        encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(octet));
      }
    }
    return encoded.toString();
  }

  private static boolean isAlphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  /** Returns the text, or null if a percent sign has no two digits, or the bytes are not UTF-8. */
  static @Nullable String decode(String encoded) {
    if (encoded.indexOf('%') < 0) {
      return encoded;
    }
    ByteArrayOutputStream octets = new ByteArrayOutputStream(encoded.length());
    int i = 0;
    while (i < encoded.length()) {
      int percent = encoded.indexOf('%', i);
      int end = percent < 0 ? encoded.length() : percent;
      octets.writeBytes(encoded.substring(i, end).getBytes(StandardCharsets.UTF_8));
      if (percent >= 0) {
        int octet = octet(encoded, percent + 1);
        if (octet < 0) {
          return null;
        }
        octets.write(octet);
      }
      i = percent < 0 ? end : percent + 3;
    }
    return utf8(octets.toByteArray());
  }

  private static int octet(String encoded, int at) {
    if (at + 2 > encoded.length()
        || !HexFormat.isHexDigit(encoded.charAt(at))
        || !HexFormat.isHexDigit(encoded.charAt(at + 1))) {
      return -1;
    }
    return HexFormat.fromHexDigits(encoded, at, at + 2);
  }

  private static @Nullable String utf8(byte[] octets) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
    } catch (CharacterCodingException ignored) {
      // The caller says what was given.
      return null;
    }
  }
}
