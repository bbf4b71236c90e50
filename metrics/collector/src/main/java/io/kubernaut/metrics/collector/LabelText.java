package io.kubernaut.metrics.collector;

import io.kubernaut.metrics.store.Labels;
import java.nio.charset.StandardCharsets;

/** Reads labels as the exposition formats write them, {@code a="b",c="d"} with escapes. */
final class LabelText {

  private LabelText() {}

  static Labels.Builder parse(byte[] bytes) {
    Labels.Builder labels = Labels.builder();
    String text = new String(bytes, StandardCharsets.UTF_8);
    int at = 0;
    while (at < text.length()) {
      int equals = text.indexOf("=\"", at);
      int end = end(text, equals + 2);
      labels.set(text.substring(at, equals), unescaped(text, equals + 2, end));
      at = end + 2; // behind the quote and the comma
    }
    return labels;
  }

  /** Returns where the quote is that ends a value. */
  private static int end(String text, int from) {
    int at = from;
    while (text.charAt(at) != '"') {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    return at;
  }

  private static String unescaped(String text, int from, int end) {
    if (text.substring(from, end).indexOf('\\') < 0) {
      return text.substring(from, end);
    }
    StringBuilder plain = new StringBuilder();
    for (int i = from; i < end; i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
        c = text.charAt(i) == 'n' ? '\n' : text.charAt(i);
      }
      plain.append(c);
    }
    return plain.toString();
  }
}
