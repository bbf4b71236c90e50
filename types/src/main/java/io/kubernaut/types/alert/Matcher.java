package io.kubernaut.types.alert;

import io.kubernaut.types.internal.pattern.LinearPattern;
import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.SchemaType;
import io.kubernaut.types.schema.Size;
import io.kubernaut.types.schema.Validated;
import io.kubernaut.types.schema.Violations;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A question about one label: {@code severity="critical"}, {@code team!="shop"}, {@code
 * pod=~"checkout-.*"}, {@code pod!~"canary-.*"}.
 *
 * <p>A label that is missing has the empty value. An expression has to match the whole value; it is
 * in the syntax of Go, and takes linear time.
 *
 * @param name the label; not empty
 * @param value what its value is compared with: a text, or an expression
 * @param isRegex whether it is an expression
 * @param isEqual whether the value has to match, or must not; without it, it has to
 * @param extra fields of a later version
 * @see <a href="https://prometheus.io/docs/alerting/latest/configuration/#matcher">Alertmanager,
 *     label matchers</a>
 */
@SchemaType(name = "matcher", version = 1)
public record Matcher(
    @Size(min = 1) String name,
    String value,
    boolean isRegex,
    @Nullable Boolean isEqual,
    @Extra Map<String, RawJson> extra)
    implements Validated {

  /**
   * Copies the collections, and fills in what is missing.
   *
   * @param name the label
   * @param value what its value is compared with
   * @param isRegex whether it is an expression
   * @param isEqual whether the value has to match
   * @param extra fields of a later version
   */
  public Matcher {
    isEqual = isEqual == null || isEqual;
    extra = Frozen.map(extra);
  }

  /**
   * Asks for a value.
   *
   * @param name the label
   * @param value its value
   * @return {@code name="value"}
   */
  public static Matcher is(String name, String value) {
    return of(name, Operator.IS, value);
  }

  /**
   * Asks a question.
   *
   * @param name the label
   * @param operator how to compare
   * @param value what to compare with
   * @return the matcher
   */
  public static Matcher of(String name, Operator operator, String value) {
    return new Matcher(name, value, operator.isRegex(), operator.isEqual(), Map.of());
  }

  /**
   * Parses a matcher. New notation, in which anything may be quoted, and the old one are both read,
   * as Alertmanager does; {@link Selector#parse} says more.
   *
   * @param text for example {@code severity="critical"}
   * @return the matcher
   * @throws IllegalArgumentException if the text is not exactly one matcher
   */
  public static Matcher parse(String text) {
    Selector all = Selector.parse(text);
    if (all.matchers().size() != 1 || text.startsWith("{") || text.endsWith("}")) {
      throw new IllegalArgumentException(
          "Not one matcher: \"" + text + "\". Write for example \"severity=~\\\"crit.*\\\"\".");
    }
    return all.matchers().get(0);
  }

  /**
   * Returns how it compares.
   *
   * @return the operator
   */
  public Operator operator() {
    return Operator.of(isRegex, !Boolean.FALSE.equals(isEqual));
  }

  /**
   * Asks the labels once. For asking often, {@link #asPredicate} is faster.
   *
   * @param labels the labels, by name
   * @return whether the label is as asked for
   * @throws IllegalArgumentException if the value is no expression and should be
   */
  public boolean matches(Map<String, String> labels) {
    return asPredicate().test(labels);
  }

  /**
   * Prepares the question.
   *
   * @return whether labels are as asked for; safe for any thread
   * @throws IllegalArgumentException if the value is no expression and should be
   */
  public Predicate<Map<String, String>> asPredicate() {
    Predicate<String> test = isRegex ? LinearPattern.compile(value)::matches : value::equals;
    boolean wanted = !Boolean.FALSE.equals(isEqual);
    return labels -> test.test(labels.getOrDefault(name, "")) == wanted;
  }

  @Override
  public void validate(Violations found) {
    if (isRegex) {
      Expressions.check(found, "/value", value);
    }
  }

  /** Returns the matcher in the notation of configurations. */
  @Override
  public String toString() {
    return MatcherText.write(this);
  }

  /** How a label's value is compared. */
  public enum Operator {
    /** The value is the text. */
    IS("="),
    /** The value is not the text. */
    IS_NOT("!="),
    /** The expression matches the value. */
    MATCHES("=~"),
    /** The expression does not match the value. */
    MATCHES_NOT("!~");

    private final String symbol;

    Operator(String symbol) {
      this.symbol = symbol;
    }

    static Operator of(boolean isRegex, boolean isEqual) {
      return isRegex ? (isEqual ? MATCHES : MATCHES_NOT) : isEqual ? IS : IS_NOT;
    }

    boolean isRegex() {
      return this == MATCHES || this == MATCHES_NOT;
    }

    boolean isEqual() {
      return this == IS || this == MATCHES;
    }

    /**
     * Returns how it is written.
     *
     * @return for example {@code =~}
     */
    public String symbol() {
      return symbol;
    }
  }
}
