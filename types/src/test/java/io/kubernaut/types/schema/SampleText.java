package io.kubernaut.types.schema;

import java.util.Random;

/** Makes texts that match an expression: classes, groups, alternatives and repetitions. */
final class SampleText {

  private static final int MOST_REPEATED = 3;

  private final String expression;
  private final Random random;
  private int at;

  private SampleText(String expression, Random random) {
    this.expression = expression;
    this.random = random;
  }

  static String matching(String expression, Random random) {
    return new SampleText(expression, random).alternatives();
  }

  private String alternatives() {
    String chosen = sequence();
    for (int seen = 2; at < expression.length() && expression.charAt(at) == '|'; seen++) {
      at++;
      String other = sequence();
      chosen = random.nextInt(seen) == 0 ? other : chosen;
    }
    return chosen;
  }

  private String sequence() {
    StringBuilder text = new StringBuilder();
    while (at < expression.length() && ")|".indexOf(expression.charAt(at)) < 0) {
      int start = at;
      String one = atom();
      int end = at;
      int times = times();
      int after = at;
      text.append(times > 0 ? one : "");
      for (int i = 1; i < times; i++) {
        at = start;
        text.append(atom());
        at = end;
      }
      at = after;
    }
    return text.toString();
  }

  private String atom() {
    char c = expression.charAt(at++);
    return switch (c) {
      case '(' -> group();
      case '[' -> Character.toString(member());
      case '\\' -> Character.toString(escaped());
      case '.' -> "x";
      case '^', '$' -> "";
      default -> Character.toString(c);
    };
  }

  private String group() {
    if (expression.startsWith("?:", at)) {
      at += 2;
    } else if (expression.startsWith("?", at)) {
      throw new AssertionError("Not known to samples: " + expression.substring(at - 1));
    }
    String text = alternatives();
    at++;
    return text;
  }

  private char escaped() {
    char c = expression.charAt(at++);
    return switch (c) {
      case 'd' -> (char) ('0' + random.nextInt(10));
      case 'w' -> (char) ('a' + random.nextInt(26));
      case 's' -> ' ';
      case 'S' -> 'x';
      default -> c;
    };
  }

  private char member() {
    boolean isNegated = expression.charAt(at) == '^';
    StringBuilder members = new StringBuilder();
    for (at += isNegated ? 1 : 0; expression.charAt(at) != ']'; ) {
      char from = expression.charAt(at++);
      char first = from == '\\' ? escaped() : from;
      if (expression.charAt(at) == '-' && expression.charAt(at + 1) != ']') {
        at++;
        char last = expression.charAt(at++);
        for (char c = first; c <= last; c++) {
          members.append(c);
        }
      } else {
        members.append(first);
      }
    }
    at++;
    if (!isNegated) {
      return members.charAt(random.nextInt(members.length()));
    }
    String others = "aZ09_.~é";
    return (char)
        others
            .chars()
            .filter(c -> members.indexOf(Character.toString(c)) < 0)
            .findFirst()
            .orElseThrow();
  }

  private int times() {
    if (at == expression.length()) {
      return 1;
    }
    int least = 1;
    int most = 1;
    switch (expression.charAt(at)) {
      case '*' -> least = 0;
      case '?' -> least = 0;
      case '+' -> least = 1;
      case '{' -> {
        int end = expression.indexOf('}', at);
        String[] bounds = expression.substring(at + 1, end).split(",", -1);
        least = Integer.parseInt(bounds[0]);
        most =
            bounds.length == 1
                ? least
                : bounds[1].isEmpty() ? least + 1 : Integer.parseInt(bounds[1]);
        at = end + 1;
        return least + random.nextInt(Math.min(most - least, 40) + 1);
      }
      default -> {
        return 1;
      }
    }
    most = expression.charAt(at) == '?' ? 1 : MOST_REPEATED;
    at++;
    return least + random.nextInt(most - least + 1);
  }
}
