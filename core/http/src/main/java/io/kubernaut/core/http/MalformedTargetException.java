package io.kubernaut.core.http;

import org.jspecify.annotations.Nullable;

/** A request target or a form that breaks the grammar. */
final class MalformedTargetException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String rule;

  MalformedTargetException(String rule) {
    this(rule, null);
  }

  MalformedTargetException(String rule, @Nullable Throwable cause) {
    super(rule, cause, false, false);
    this.rule = rule;
  }

  /** Returns the rule that was broken, as a clause for a message. */
  String rule() {
    return rule;
  }
}
