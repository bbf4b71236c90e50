package io.kubernaut.core.http;

/** Writes JSON strings. The contract has no third-party code, and needs no more JSON than this. */
final class Json {

  private Json() {}

  /** Appends a quoted string; lone surrogates become the replacement character. */
  static void string(StringBuilder out, String value) {
    out.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < value.length()
          && Character.isLowSurrogate(value.charAt(i + 1))) {
        out.append(c).append(value.charAt(++i));
      } else {
        character(out, c);
      }
    }
    out.append('"');
  }

  private static void character(StringBuilder out, char c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        if (c < ' ' || c == 0x7f || c == '<' || c == '\u2028' || c == '\u2029') {
          // '<' as well: a browser that guesses must not find a tag in a message.
          out.append(String.format("\\u%04x", (int) c));
        } else {
          out.append(Character.isSurrogate(c) ? '\ufffd' : c);
        }
      }
    }
  }
}
