package io.kubernaut.types.alert;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads matchers in the notation of Alertmanager since 0.27: names and values are words, or quoted
 * as in Go; braces are optional, but come in pairs.
 */
final class NewMatchers {

  private static final String CONTROLS = "abfnrtv";
  private static final int[] CONTROL_CODES = {7, 8, 12, 10, 13, 9, 11};

  private final String text;
  private int at;

  NewMatchers(String text) {
    this.text = text;
  }

  List<Matcher> read() {
    List<Matcher> read = new ArrayList<>();
    skipSpace();
    boolean hasBrace = take("{");
    while (!isEnd() && !is('}')) {
      read.add(matcher());
      if (!take(",") && !isEnd() && !is('}')) {
        throw wrong("expected a comma");
      }
    }
    if (hasBrace != take("}") || !isEnd()) {
      throw wrong("a brace has no partner");
    }
    return read;
  }

  private Matcher matcher() {
    String name = word("a label name");
    String symbol =
        take("=~") ? "=~" : take("!~") ? "!~" : take("!=") ? "!=" : take("=") ? "=" : "";
    if (symbol.isEmpty()) {
      throw wrong("expected =, !=, =~ or !~");
    }
    String value = word("a value");
    if (name.isEmpty()) {
      throw wrong("the label name is empty");
    }
    return MatcherText.matcher(name, symbol, value);
  }

  private String word(String what) {
    if (is('"')) {
      return quoted();
    }
    java.util.regex.Matcher end = MatcherText.RESERVED.matcher(text);
    int stop = end.find(at) ? end.start() : text.length();
    if (stop == at) {
      throw wrong("expected " + what);
    }
    String word = text.substring(at, stop);
    at = stop;
    skipSpace();
    return word;
  }

  private String quoted() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    at++;
    while (!isEnd() && !is('"')) {
      int character = text.codePointAt(at);
      at += Character.charCount(character);
      if (character == '\n') {
        throw wrong("a line break inside quotes");
      }
      if (character == '\\') {
        escape(bytes);
      } else {
        add(bytes, character);
      }
    }
    if (!take("\"")) {
      throw wrong("the closing quote is missing");
    }
    try {
      // Bytes can be given one by one; together they have to be UTF-8.
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw wrong("the quoted text is not UTF-8");
    }
  }

  private void escape(ByteArrayOutputStream bytes) {
    char c = isEnd() ? ' ' : text.charAt(at++);
    if (c == '\\' || c == '"') {
      bytes.write(c);
    } else if (CONTROLS.indexOf(c) >= 0) {
      bytes.write(CONTROL_CODES[CONTROLS.indexOf(c)]);
    } else if (c == 'x') {
      bytes.write(number(2, 16));
    } else if (c == 'u' || c == 'U') {
      add(bytes, number(c == 'u' ? 4 : 8, 16));
    } else if (c >= '0' && c <= '7') {
      at--;
      bytes.write(octal());
    } else {
      throw wrong("unknown escape");
    }
  }

  private int octal() {
    int number = number(3, 8);
    if (number > 255) {
      throw wrong("no such byte");
    }
    return number;
  }

  private int number(int digits, int base) {
    int stop = at + digits;
    if (stop > text.length()) {
      throw wrong("an escape is too short");
    }
    try {
      int number = Integer.parseUnsignedInt(text.substring(at, stop), base);
      at = stop;
      return number;
    } catch (NumberFormatException e) {
      throw wrong("an escape has a wrong digit");
    }
  }

  private void add(ByteArrayOutputStream bytes, int character) {
    boolean isCharacter = Character.isValidCodePoint(character);
    if (!isCharacter
        || (character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE)) {
      throw wrong("no such character");
    }
    bytes.writeBytes(Character.toString(character).getBytes(StandardCharsets.UTF_8));
  }

  private boolean take(String symbol) {
    if (text.startsWith(symbol, at)) {
      at += symbol.length();
      skipSpace();
      return true;
    }
    return false;
  }

  private void skipSpace() {
    while (!isEnd() && isSpace(text.charAt(at))) {
      at++;
    }
  }

  private static boolean isSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085';
  }

  private boolean is(char c) {
    return !isEnd() && text.charAt(at) == c;
  }

  private boolean isEnd() {
    return at >= text.length();
  }

  private IllegalArgumentException wrong(String what) {
    return MatcherText.wrong(text, at, what);
  }
}
