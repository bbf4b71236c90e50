package io.kubernaut.types.internal.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("BR-TYPE-003")
class ShortcutPatternTest {

  private static final String[] PIECES = {
    "a",
    "b",
    "z",
    "A",
    "Z",
    "0",
    "7",
    "f",
    "-",
    "_",
    ".",
    ":",
    "/",
    "T",
    "Z",
    "+",
    " ",
    "\n",
    "ä",
    "\u2028",
    "gateway",
    "2026-01-31",
    "10:00:00",
    "4bf92f3577b34da6",
    "]",
    "[",
    "{",
    "}",
    "",
    "&"
  };

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[a-z0-9_-]+(\\.[a-z0-9_-]+)+",
        "[0-9a-f]{32}",
        "[0-9a-f]{16}",
        "1\\.0",
        "[14]",
        "[A-Z]{3}",
        "[A-Za-z_][A-Za-z0-9_.-]*",
        "[a-zA-Z_:][a-zA-Z0-9_:]*",
        "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?(?:Z|[+-]\\d\\d:\\d\\d)",
        "[a-z]([a-z-]*[a-z])?",
        "(a|b)*ab{2,3}",
        "a?b*(?:z|)",
        "[^a-z]+",
        "\\w+\\-\\w*",
        "(gate|way)+",
        "[a-f]{2,}7?",
        "",
        "a|b|",
      })
  void answersAsTheJdkDoesFromATable(String expression) {
    ShortcutPattern pattern = ShortcutPattern.compile(expression);
    assertThat(pattern.hasTable()).isTrue();
    assertSame(expression, pattern);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[a-z]++a",
        "a*+b",
        "a{2}+a",
        "[a-z&&[^b]]+",
        "[a[bz]]+",
        "a.b",
        "^a$",
        "(?i)GATEWAY",
        "\\s+",
        "(?=a)[a-z]+",
        "(a)\\1",
        "\\p{Lower}+",
        "[]a]+",
        "a+?b",
        "[a-z]{0,200}",
        "((a{99}){99}){9}",
        "(a|b)*a(a|b){9}",
      })
  void leavesToTheJdkWhatOthersMayUnderstandDifferentlyOrIsLarge(String expression) {
    ShortcutPattern pattern = ShortcutPattern.compile(expression);
    assertThat(pattern.hasTable()).isFalse();
    assertSame(expression, pattern);
  }

  private static void assertSame(String expression, ShortcutPattern pattern) {
    Pattern jdk = Pattern.compile(expression);
    Random random = new Random(7);
    for (int i = 0; i < 5_000; i++) {
      String text = text(random);
      assertThat(pattern.matches(text))
          .as("%s on <%s>", expression, text)
          .isEqualTo(jdk.matcher(text).matches());
    }
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(7); i > 0; i--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }

  @Test
  void answersForTextsOfAnyLengthWhereTheJdksEngineGivesUp() {
    String many = "a".repeat(200_000);
    assertThat(ShortcutPattern.compile("(a|b)*").matches(many)).isTrue();
    assertThat(ShortcutPattern.compile("(a|b)*").matches(many + "c")).isFalse();
    assertThat(ShortcutPattern.compile("(a|.)*").matches(many)).isFalse();
  }

  @Test
  void refusesWhatTheJdkRefuses() {
    assertThatThrownBy(() -> ShortcutPattern.compile("a{2"))
        .isInstanceOf(PatternSyntaxException.class);
  }
}
