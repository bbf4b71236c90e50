package io.kubernaut.types.internal.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("BR-TYPE-008")
@Tag("BR-TYPE-009")
class LinearPatternTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "crit.* critical true",
        "crit.* acritical false",
        "a|b|cd cd true",
        "a|b|cd acd false",
        "(a|b)+c? ababc true",
        "(?:a|)b b true",
        "x{2,3} xx true",
        "x{2,3} xxxx false",
        "x{2} xx true",
        "x{2,} x false",
        "x{0} '' true",
        "x{,2} x{,2} true",
        "x{a} x{a} true",
        "[a-c]+ abc true",
        "[^a-c]+ abd false",
        "[]a]+ ]a true",
        "[a-]+ a-a true",
        "[^]a] b true",
        "[[:digit:]x]+ 1x2 true",
        "[[:^digit:]]+ 1 false",
        "[\\d\\-z]+ 1-z true",
        "[^\\D]+ 12 true",
        "[^\\D]+ 1a false",
        "[&&a]+ &a true",
        "[a[b]+ a[b true",
        "\\w+\\.\\w+ a.b true",
        "\\w+\\.\\w+ axb false",
        "\\p{Lu}\\pL+ Äpfel true",
        "\\p{Greek}+ αβγ true",
        "\\P{Greek}+ αβγ false",
        "\\x41\\x{1F642} A🙂 true",
        ". 🙂 true",
        ".. 🙂 false",
        "\\Qa.b\\E+ a.bb true",
        "\\Qa.b\\E axb false",
        "(?i)shop SHOP true",
        "(?i:s)hop Shop true",
        "(?i:s)hop SHOP false",
        "((?i)s)hop SHop false",
        "(?P<name>a)b ab true",
        "(?<name>a)b ab true",
        "^a$ a true",
        "a^b ab false",
        "\\ba\\b a true",
        "a\\Bb ab true",
        "a*? aaa true",
        "\\060 0 true",
        "[a-z]{1,3}(-[a-z]{1,3}){0,2} ab-c-def true",
        "() '' true",
        "(a*)* aaaa true",
        "(a*)+b aaab true"
      })
  void matchesWhatGoMatches(String expression, String text, boolean isMatch) {
    assertThat(LinearPattern.compile(expression).matches(text)).isEqualTo(isMatch);
  }

  @Test
  void linesEndWhereTheFlagSaysSo() {
    assertThat(LinearPattern.compile("a.b").matches("a\nb")).isFalse();
    assertThat(LinearPattern.compile("(?s)a.b").matches("a\nb")).isTrue();
    assertThat(LinearPattern.compile("a\n$b").matches("a\nb")).isFalse();
    assertThat(LinearPattern.compile("(?m)a$\n^b").matches("a\nb")).isTrue();
    assertThat(LinearPattern.compile("[\\s]").matches("\u000b")).isFalse();
  }

  @Test
  void findsAPart() {
    assertThat(LinearPattern.compile("b+c").isIn("aabbcd")).isTrue();
    assertThat(LinearPattern.compile("b+c").matches("aabbcd")).isFalse();
    assertThat(LinearPattern.compile("^b").isIn("ab")).isFalse();
    assertThat(LinearPattern.compile("b$").isIn("ab")).isTrue();
    assertThat(LinearPattern.compile("").isIn("")).isTrue();
    assertThat(LinearPattern.compile("a").isIn("")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[",
        "[a",
        "[a-",
        "(",
        ")",
        "a)",
        "[a",
        "[z-a]",
        "*a",
        "a**",
        "a{2}{3}",
        "a{1001}",
        "a{3,2}",
        "\\",
        "(?=a)",
        "(?!a)",
        "(?<=a)b",
        "(?<!a)b",
        "(a)\\1",
        "(?>a)",
        "a++",
        "\\p{Nope}",
        "[[:nope:]]",
        "\\xZZ",
        "\\x{110000}",
        "(?x)",
        "\\k",
        "((a{1000}){1000}){1000}"
      })
  void refusesWhatGoRefuses(String expression) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LinearPattern.compile(expression))
        .withMessageContaining("Not a regular expression of Go's kind: \"" + expression + "\"");
  }

  @Test
  void refusesGroupsThatAreTooDeepAndTextThatIsTooLong() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LinearPattern.compile("(".repeat(2_000) + ")".repeat(2_000)))
        .withMessageContaining("groups inside each other");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LinearPattern.compile("a".repeat(5_000)))
        .withMessageContaining("more than 4096 characters");
  }

  // With the JDK the first four take longer than the universe, and the last ends the stack.
  @ParameterizedTest
  @ValueSource(strings = {"(a+)+b", "(a|aa)*b", "(a|a)*b", "(.*a){20}b", "(?:a|b)*"})
  void takesNoLongerForHostileInput(String expression) {
    LinearPattern pattern = LinearPattern.compile(expression);
    String text = "a".repeat(100_000);

    boolean isMatch =
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> pattern.matches(text));

    assertThat(isMatch).isEqualTo(!expression.contains("b") || expression.contains("|b"));
  }

  @Test
  void agreesWithTheJdkOnRandomExpressions() {
    long seed = 20260131;
    Random random = new Random(seed);
    for (int i = 0; i < 5_000; i++) {
      String expression = expression(random, 4);
      Pattern jdk = Pattern.compile(expression);
      LinearPattern ours = LinearPattern.compile(expression);
      for (int j = 0; j < 5; j++) {
        String text = text(random);
        String said = "seed " + seed + ", \"" + expression + "\" on \"" + text + "\"";
        assertThat(ours.matches(text)).as(said).isEqualTo(jdk.matcher(text).matches());
        assertThat(ours.isIn(text)).as(said).isEqualTo(jdk.matcher(text).find());
      }
    }
  }

  private static String expression(Random random, int depth) {
    if (depth == 0) {
      String[] atoms = {"a", "b", "c", ".", "[ab]", "[^a]", "\\w", "\\d", "é", "🙂", "^", "$"};
      return atoms[random.nextInt(atoms.length)];
    }
    String inner = expression(random, depth - 1);
    return switch (random.nextInt(9)) {
      case 0 -> "(" + inner + "|" + expression(random, depth - 1) + ")";
      case 1 -> "(?:" + inner + ")*";
      case 2 -> "(?:" + inner + ")?";
      case 3 -> "(" + inner + "){1,2}";
      case 4 -> "(" + inner + ")+";
      default -> inner + expression(random, depth - 1);
    };
  }

  private static String text(Random random) {
    String[] parts = {"a", "b", "c", "1", " ", "é", "🙂"};
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(7); i > 0; i--) {
      text.append(parts[random.nextInt(parts.length)]);
    }
    return text.toString();
  }
}
