package io.kubernaut.types.alert;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.kubernaut.types.schema.Frozen;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Questions about labels that all have to be answered with yes: {@code {severity="critical",
 * team!="shop"}}. Without any, everything matches. In documents it is a text.
 *
 * @param matchers the questions
 */
public record Selector(List<Matcher> matchers) {

  /**
   * Copies the list.
   *
   * @param matchers the questions
   */
  public Selector {
    matchers = Frozen.list(matchers);
  }

  /**
   * Asks several questions.
   *
   * @param matchers the questions
   * @return the selector
   */
  public static Selector of(Matcher... matchers) {
    return new Selector(List.of(matchers));
  }

  /**
   * Parses a selector, as Alertmanager does since 0.27.
   *
   * <p>In the new notation, names and values are words without white space and {@code {}!=~,\"'`},
   * or quoted as in Go; braces are optional, but come in pairs. What is not that is read in the old
   * notation, where a value needs no quotes as long as it has no comma. What is both and means
   * something different in each, such as {@code name="\t"}, means what it did before.
   *
   * @param text for example {@code severity=~"crit.*", team!=shop}
   * @return the selector
   * @throws IllegalArgumentException if the text is in neither notation, or an expression is none
   */
  @JsonCreator
  public static Selector parse(String text) {
    return new Selector(MatcherText.read(text));
  }

  /**
   * Prepares the questions.
   *
   * @return whether labels are as asked for; safe for any thread
   * @throws IllegalArgumentException if a value is no expression and should be
   */
  public Predicate<Map<String, String>> asPredicate() {
    return matchers.stream().map(Matcher::asPredicate).reduce(labels -> true, Predicate::and);
  }

  /** Returns the selector in new notation, without braces if it has one matcher. */
  @Override
  @JsonValue
  public String toString() {
    if (matchers.size() == 1) {
      return matchers.get(0).toString();
    }
    return MatcherText.braced(this);
  }
}
