package io.kubernaut.types.alert;

import io.kubernaut.types.internal.pattern.LinearPattern;
import io.kubernaut.types.schema.Violations;

/** Checks regular expressions that documents hold. */
final class Expressions {

  private Expressions() {}

  static void check(Violations found, String pointer, String expression) {
    try {
      LinearPattern.compile(expression);
    } catch (IllegalArgumentException e) {
      found.unless(
          false,
          pointer,
          expression,
          "must be a regular expression",
          String.valueOf(e.getMessage()));
    }
  }
}
