package io.kubernaut.types.schema;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A text that matches a regular expression from its first to its last character. */
@Documented
@Target(ElementType.TYPE_USE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Matches {

  /**
   * Returns the expression. It is checked against hostile input, so it must not backtrack: no
   * nested repetition. It is also written to the JSON Schema: keep to what Java and ECMAScript
   * share.
   *
   * @return a regular expression without anchors
   */
  String value();

  /**
   * Returns what a matching text looks like, for the message.
   *
   * @return for example {@code "lower-case letters, digits and hyphens, such as \"eu-west-1\""}, or
   *     empty to show the expression
   */
  String as() default "";
}
