package io.kubernaut.metrics.store;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression over whole label values, with short cuts.
 *
 * <p>Nearly all expressions in real queries are a list of literals or a literal with {@code .*}
 * around it. {@link PatternShape} recognises these; they are then answered by a set, or by {@code
 * startsWith}, {@code endsWith} and {@code contains}. What is left goes to RE2/J, which is linear
 * but costs about a microsecond; its literal beginning is compared first.
 */
final class ValuePattern {

  private final PatternShape shape;
  private final @Nullable Pattern expression;

  private ValuePattern(PatternShape shape, @Nullable Pattern expression) {
    this.shape = shape;
    this.expression = expression;
  }

  static ValuePattern of(String text) {
    PatternShape shape = PatternShape.of(text);
    return new ValuePattern(shape, shape.decides() ? null : compile(text));
  }

  private static Pattern compile(String text) {
    RepetitionRule.check(text);
    try {
      return Pattern.compile(text, Pattern.DOTALL);
    } catch (PatternSyntaxException invalid) {
      throw new IllegalArgumentException(invalid.getMessage(), invalid);
    }
  }

  boolean matches(String value) {
    return expression == null
        ? shape.matches(value)
        : value.startsWith(shape.prefix()) && expression.matches(value);
  }

  Optional<Set<String>> literals() {
    return shape.literals();
  }

  String prefix() {
    return shape.prefix();
  }
}
