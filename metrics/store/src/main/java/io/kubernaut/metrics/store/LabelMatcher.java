package io.kubernaut.metrics.store;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A condition on one label. A series without the label is judged as if its value were empty.
 *
 * <pre>{@code
 * LabelMatcher.equal("job", "api")
 * LabelMatcher.of("code", Operator.MATCHES, "5..")
 * }</pre>
 *
 * <p>Regular expressions are in the syntax of RE2, match the whole value, their dot matches a line
 * break too, and matching takes time linear in the value's length. A pattern that is only literals
 * ({@code a|b|c}), or a literal with {@code .*} or {@code .+} around it, never runs an expression;
 * an index should ask for {@link #literals()} and {@link #prefix()} first and look those up.
 *
 * <p>Immutable and safe for any thread.
 */
public final class LabelMatcher {

  /** How a value is compared. */
  public enum Operator {
    /** The value is this. */
    EQUAL("="),
    /** The value is not this. */
    NOT_EQUAL("!="),
    /** The whole value matches the expression. */
    MATCHES("=~"),
    /** It does not. */
    DOES_NOT_MATCH("!~");

    private final String symbol;

    Operator(String symbol) {
      this.symbol = symbol;
    }

    /**
     * Returns how PromQL spells it.
     *
     * @return {@code =}, {@code !=}, {@code =~} or {@code !~}
     */
    public String symbol() {
      return symbol;
    }
  }

  private final String name;
  private final Operator operator;
  private final String value;
  private final @Nullable ValuePattern pattern;

  private LabelMatcher(
      String name, Operator operator, String value, @Nullable ValuePattern pattern) {
    this.name = name;
    this.operator = operator;
    this.value = value;
    this.pattern = pattern;
  }

  /**
   * Returns a matcher.
   *
   * @param name the label's name
   * @param operator how to compare
   * @param value a value or an expression
   * @return the matcher
   * @throws IllegalArgumentException if the expression is malformed or too large; its message says
   *     why
   */
  public static LabelMatcher of(String name, Operator operator, String value) {
    Objects.requireNonNull(name, "name");
    boolean regular = operator == Operator.MATCHES || operator == Operator.DOES_NOT_MATCH;
    return new LabelMatcher(name, operator, value, regular ? ValuePattern.of(value) : null);
  }

  /**
   * Returns a matcher of one value.
   *
   * @param name the label's name
   * @param value what it has to be
   * @return the matcher
   */
  public static LabelMatcher equal(String name, String value) {
    return of(name, Operator.EQUAL, value);
  }

  /**
   * Returns the label's name.
   *
   * @return the name
   */
  public String name() {
    return name;
  }

  /**
   * Returns how values are compared.
   *
   * @return the operator
   */
  public Operator operator() {
    return operator;
  }

  /**
   * Returns what they are compared with.
   *
   * @return a value or an expression
   */
  public String value() {
    return value;
  }

  /**
   * Tells whether what is named is excluded.
   *
   * @return true for {@code !=} and {@code !~}
   */
  public boolean negative() {
    return operator == Operator.NOT_EQUAL || operator == Operator.DOES_NOT_MATCH;
  }

  /**
   * Judges a value.
   *
   * @param candidate the value of the label, empty if there is none
   * @return true if it passes
   */
  public boolean matches(String candidate) {
    boolean named = pattern == null ? candidate.equals(value) : pattern.matches(candidate);
    return named != negative();
  }

  /**
   * Judges a series.
   *
   * @param labels its labels
   * @return true if its label passes
   */
  public boolean matches(Labels labels) {
    return matches(labels.get(name));
  }

  /**
   * Judges a series by all of some conditions.
   *
   * @param matchers the conditions
   * @param labels the labels of the series
   * @return true if every one passes
   */
  public static boolean allMatch(List<LabelMatcher> matchers, Labels labels) {
    for (int i = 0; i < matchers.size(); i++) {
      if (!matchers.get(i).matches(labels)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Tells whether a series without the label passes.
   *
   * @return true if the empty value passes
   */
  public boolean matchesEmpty() {
    return matches("");
  }

  /**
   * Returns the values that are named, if they can be listed: those that pass, or for a negative
   * matcher those that do not.
   *
   * @return the values; empty if it takes an expression to tell
   */
  public Optional<Set<String>> literals() {
    return pattern == null ? Optional.of(Set.of(value)) : pattern.literals();
  }

  /**
   * Returns how every named value begins.
   *
   * @return the beginning, maybe empty
   */
  public String prefix() {
    return pattern == null ? value : pattern.prefix();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LabelMatcher that
        && name.equals(that.name)
        && operator == that.operator
        && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, operator, value);
  }

  @Override
  public String toString() {
    return LabelText.name(name) + operator.symbol + LabelText.quoted(value);
  }
}
