package io.kubernaut.metrics.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.re2j.Pattern;
import io.kubernaut.metrics.store.LabelMatcher.Operator;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("BR-MET-005")
class LabelMatcherTest {

  private static final List<String> VALUES =
      List.of(
          "", "a", "b", "ab", "abc", "a.c", "a-c", "xaby", "a\nb", "aab", "bab", "é", "{", "a|b",
          "ac", "bb");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "a|b",
        "a|",
        "|",
        "(a|b)",
        "(?:a|b)",
        "a.*",
        "a.+",
        ".*a",
        ".+a",
        ".*a.*",
        ".+b.+",
        ".*",
        ".+",
        "a\\.c",
        "a\\.*",
        "a\\-c",
        "ab?",
        "ab*",
        "é?",
        "é{0}",
        "a{0}b",
        "(a)(b)",
        "(?i)A",
        "[ab]+",
        "a.c",
        "a[|]b",
        "(a|b)c|bb",
        ".",
        "..",
        ".*.*",
        "a.*b",
        "^a",
        "a$",
        "^a.*",
        "a.*|b",
        "a\\|b",
        "\\Qa.c\\E",
        "(?i:A)b",
        "(a|(b))",
        "a.*?",
        "a.+?",
        "\\d",
        "\\.+",
        ".*\\.+",
        "ab|a|"
      })
  void agreesWithTheExpressionItself(String expression) {
    Pattern reference = Pattern.compile("^(?s:" + expression + ")$");
    LabelMatcher matches = LabelMatcher.of("l", Operator.MATCHES, expression);
    LabelMatcher other = LabelMatcher.of("l", Operator.DOES_NOT_MATCH, expression);
    for (String value : VALUES) {
      boolean expected = reference.matcher(value).find();
      assertThat(matches.matches(value)).as("%s on %s", expression, value).isEqualTo(expected);
      assertThat(other.matches(value)).as("%s on %s", expression, value).isEqualTo(!expected);
      if (expected) {
        assertThat(value).startsWith(matches.prefix());
        matches.literals().ifPresent(literals -> assertThat(literals).contains(value));
      }
    }
  }

  @Test
  void agreesWithTheExpressionItselfOnRandomOnes() {
    long seed = 4711;
    SplittableRandom random = new SplittableRandom(seed);
    String alphabet = "aab.*+?|()b\\-";
    for (int round = 0; round < 20_000; round++) {
      StringBuilder expression = new StringBuilder();
      for (int i = random.nextInt(7); i >= 0; i--) {
        expression.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      Pattern reference;
      try {
        reference = Pattern.compile("^(?s:" + expression + ")$");
        Pattern.compile(expression.toString());
      } catch (com.google.re2j.PatternSyntaxException invalid) {
        continue;
      }
      LabelMatcher matcher = LabelMatcher.of("l", Operator.MATCHES, expression.toString());
      for (String value : VALUES) {
        assertThat(matcher.matches(value))
            .as("%s on %s, seed %d", expression, value, seed)
            .isEqualTo(reference.matcher(value).find());
      }
    }
  }

  @Test
  void listsLiteralsAndPrefixes() {
    assertThat(LabelMatcher.equal("l", "a").literals()).contains(Set.of("a"));
    assertThat(LabelMatcher.of("l", Operator.MATCHES, "a|b").literals()).contains(Set.of("a", "b"));
    assertThat(LabelMatcher.of("l", Operator.MATCHES, "a.*").literals()).isEmpty();
    assertThat(LabelMatcher.of("l", Operator.MATCHES, "/api/.*").prefix()).isEqualTo("/api/");
    assertThat(LabelMatcher.of("l", Operator.MATCHES, "5..").prefix()).isEqualTo("5");
    assertThat(LabelMatcher.of("l", Operator.MATCHES, "ab?").prefix()).isEqualTo("a");
  }

  @Test
  void takesALabelThatIsNotThereForAnEmptyOne() {
    Labels labels = Labels.of("a", "1");
    assertThat(LabelMatcher.of("b", Operator.NOT_EQUAL, "2").matches(labels)).isTrue();
    assertThat(LabelMatcher.of("b", Operator.MATCHES, ".+").matches(labels)).isFalse();
    assertThat(LabelMatcher.of("b", Operator.MATCHES, ".*").matchesEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "((a{100}){100}){100}",
        "a{1001}",
        "(a{40}){40}",
        "(a{2,40}b){30}",
        "(([a-z]{100})*){100}",
        "a{50}{50}"
      })
  void refusesRepetitionsThatMultiply(String expression) {
    assertThatThrownBy(() -> LabelMatcher.of("l", Operator.MATCHES, expression))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("invalid repeat count");
  }

  @Test
  void acceptsRepetitionsSideBySide() {
    assertThat(LabelMatcher.of("l", Operator.MATCHES, "a{900}b{900}").matches("a")).isFalse();
  }

  @Test
  void saysWhatIsWrongWithAnExpression() {
    assertThatThrownBy(() -> LabelMatcher.of("l", Operator.MATCHES, "(a"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("missing closing )");
  }

  @Test
  void readsAsItIsWritten() {
    assertThat(LabelMatcher.of("a", Operator.DOES_NOT_MATCH, "x\"y")).hasToString("a!~\"x\\\"y\"");
    assertThat(LabelMatcher.equal("a.b", "c")).hasToString("\"a.b\"=\"c\"");
  }
}
