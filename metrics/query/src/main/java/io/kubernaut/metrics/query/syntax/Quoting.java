package io.kubernaut.metrics.query.syntax;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Strings as Go writes them, since that is what PromQL's strings are. */
public final class Quoting {

  private static final String PLAIN = "abfnrtv\\'\"";
  private static final String PLAIN_MEANING = "\u0007\b\f\n\r\t\u000b\\'\"";

  private Quoting() {}

  /** Returns what a quoted string means: in single, double or back quotes. */
  static String unquote(String quoted) {
    String inner = quoted.substring(1, quoted.length() - 1);
    if (quoted.charAt(0) == '`') {
      return inner.replace("\r", "");
    }
    return inner.indexOf('\\') < 0 ? inner : new Reader(inner, quoted.charAt(0)).read();
  }

  /** Reads escapes. Those of bytes have to make up characters in UTF-8. */
  private static final class Reader {

    private final String text;
    private final char quote;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int at;

    Reader(String text, char quote) {
      this.text = text;
      this.quote = quote;
    }

    String read() {
      while (at < text.length()) {
        if (text.charAt(at) == '\\') {
          escape();
        } else {
          put(text.codePointAt(at));
          at += Character.charCount(text.codePointAt(at));
        }
      }
      try {
        return StandardCharsets.UTF_8
            .newDecoder()
            .decode(ByteBuffer.wrap(bytes.toByteArray()))
            .toString();
      } catch (CharacterCodingException invalid) {
        throw new IllegalArgumentException("string is not valid UTF-8", invalid);
      }
    }

    private void escape() {
      char c = at + 1 < text.length() ? text.charAt(at + 1) : '\0';
      int plain = PLAIN.indexOf(c);
      boolean otherQuote = (c == '\'' || c == '"') && c != quote;
      if (plain >= 0 && !otherQuote) {
        put(PLAIN_MEANING.charAt(plain));
        at += 2;
      } else if (c == 'x') {
        bytes.write(number(2, 2, 16));
      } else if (c == 'u' || c == 'U') {
        put(codePoint(number(2, c == 'u' ? 4 : 8, 16)));
      } else if (c >= '0' && c <= '7') {
        int value = number(1, 3, 8);
        require(value <= 255, "octal escape value %d > 255".formatted(value));
        bytes.write(value);
      } else {
        throw new IllegalArgumentException("unknown escape sequence in string");
      }
    }

    private int number(int skip, int digits, int radix) {
      int start = at + skip;
      at = start + digits;
      require(at <= text.length(), "escape sequence ends too early");
      int value = 0;
      for (int i = start; i < at; i++) {
        int digit = Character.digit(text.charAt(i), radix);
        require(digit >= 0, "illegal character in escape sequence");
        value = value * radix + digit;
      }
      return value;
    }

    private static int codePoint(int value) {
      boolean surrogate = value >= 0xd800 && value < 0xe000;
      require(
          Character.isValidCodePoint(value) && !surrogate,
          "escape sequence is an invalid Unicode code point");
      return value;
    }

    private static void require(boolean condition, String problem) {
      if (!condition) {
        throw new IllegalArgumentException(problem);
      }
    }

    private void put(int codePoint) {
      bytes.writeBytes(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
    }
  }

  /**
   * Writes a text in double quotes.
   *
   * @param value any text
   * @return the quoted text, its special characters escaped
   */
  public static String quote(String value) {
    StringBuilder text = new StringBuilder(value.length() + 2).append('"');
    value
        .codePoints()
        .forEach(
            c -> {
              int plain = c == '\'' ? -1 : PLAIN_MEANING.indexOf(c);
              if (plain >= 0) {
                text.append('\\').append(PLAIN.charAt(plain));
              } else if (c < ' ' || c == 0x7f) {
                text.append(String.format(Locale.ROOT, "\\x%02x", c));
              } else {
                text.appendCodePoint(c);
              }
            });
    return text.append('"').toString();
  }
}
