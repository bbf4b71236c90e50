package io.kubernaut.metrics.store;

/** Writes labels as Prometheus does. */
final class LabelText {

  private LabelText() {}

  static String of(Labels labels) {
    String metric = labels.metricName();
    boolean plainMetric = isMetricName(metric);
    StringBuilder text = new StringBuilder(plainMetric ? metric : "");
    int written = 0;
    for (int i = 0; i < labels.size(); i++) {
      String name = labels.name(i);
      if (plainMetric && name.equals(Labels.NAME)) {
        continue;
      }
      text.append(written++ == 0 ? "{" : ", ");
      appendPair(text, name, labels.value(i));
    }
    if (written > 0) {
      text.append('}');
    } else if (!plainMetric) {
      text.append("{}");
    }
    return text.toString();
  }

  private static void appendPair(StringBuilder text, String name, String value) {
    text.append(name(name)).append('=');
    appendQuoted(text, value);
  }

  /** Returns the name of a label, quoted if it has to be. */
  static String name(String name) {
    return isLabelName(name) ? name : quoted(name);
  }

  static String quoted(String value) {
    StringBuilder text = new StringBuilder();
    appendQuoted(text, value);
    return text.toString();
  }

  private static boolean isMetricName(String name) {
    return isName(name, true);
  }

  private static boolean isLabelName(String name) {
    return isName(name, false);
  }

  private static boolean isName(String name, boolean colon) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
      boolean digit = i > 0 && c >= '0' && c <= '9';
      if (!letter && !digit && !(colon && c == ':')) {
        return false;
      }
    }
    return !name.isEmpty();
  }

  private static void appendQuoted(StringBuilder text, String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"' -> text.append("\\\"");
        case '\\' -> text.append("\\\\");
        case '\n' -> text.append("\\n");
        case '\t' -> text.append("\\t");
        case '\r' -> text.append("\\r");
        default -> {
          if (c < ' ' || c == 0x7f) {
            text.append("\\x%02x".formatted((int) c));
          } else {
            text.append(c);
          }
        }
      }
    }
    text.append('"');
  }
}
