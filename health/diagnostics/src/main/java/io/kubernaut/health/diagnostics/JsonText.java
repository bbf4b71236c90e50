package io.kubernaut.health.diagnostics;

import java.util.List;
import java.util.function.BiConsumer;

/** Writes JSON objects, a field to a line. For one thread. */
final class JsonText {

  private final StringBuilder out = new StringBuilder();
  private boolean first = true;

  JsonText begin() {
    out.append('{');
    first = true;
    return this;
  }

  JsonText end() {
    out.append('}');
    first = false;
    return this;
  }

  JsonText field(String name, String value) {
    name(name);
    string(value);
    return this;
  }

  JsonText field(String name, long value) {
    name(name);
    out.append(value);
    return this;
  }

  JsonText list(String name, List<String> values) {
    name(name);
    out.append('[');
    for (int i = 0; i < values.size(); i++) {
      out.append(i == 0 ? "" : ",");
      string(values.get(i));
    }
    out.append(']');
    return this;
  }

  <T> JsonText list(String name, List<T> values, BiConsumer<T, JsonText> describe) {
    name(name);
    out.append('[');
    for (int i = 0; i < values.size(); i++) {
      out.append(i == 0 ? "\n" : ",\n");
      begin();
      describe.accept(values.get(i), this);
      end();
    }
    out.append(']');
    return this;
  }

  private void name(String name) {
    out.append(first ? "\n" : ",\n");
    first = false;
    string(name);
    out.append(':');
  }

  private void string(String value) {
    out.append('"');
    value.chars().forEach(this::character);
    out.append('"');
  }

  private void character(int c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      default -> {
        if (c < ' ' || c == 0x7f || c == '<' || Character.isSurrogate((char) c)) {
          out.append("\\u%04x".formatted(c));
        } else {
          out.append((char) c);
        }
      }
    }
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
