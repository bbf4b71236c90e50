package io.kubernaut.types.alert;

import static io.kubernaut.types.Documents.read;
import static io.kubernaut.types.Documents.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubernaut.types.schema.InvalidDocumentException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("BR-TYPE-008")
class MatcherTest {

  private static final List<Matcher.Operator> OPERATORS = List.of(Matcher.Operator.values());

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      value = {
        "a=b, true",
        "a=c, false",
        "a!=b, false",
        "a!=c, true",
        "a=~b|c, true",
        "a=~b.+, false",
        "a!~b|c, false",
        "a!~bb, true",
        "none=\"\", true",
        "none!=\"\", false",
        "none=~\".*\", true",
        "none=~\".+\", false",
        "none!~\".+\", true"
      })
  void asksForALabel(String matcher, boolean answer) {
    assertThat(Matcher.parse(matcher).matches(Map.of("a", "b"))).isEqualTo(answer);
  }

  @Test
  void anExpressionMatchesTheWholeValue() {
    Matcher matcher = Matcher.parse("pod=~\"check\"");

    assertThat(matcher.matches(Map.of("pod", "check"))).isTrue();
    assertThat(matcher.matches(Map.of("pod", "checkout"))).isFalse();
  }

  // Both notations, as Alertmanager's own documentation tells them.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "                                       | {}",
        "{}                                     | {}",
        "foo=bar                                | foo=\"bar\"",
        "{foo=bar}                              | foo=\"bar\"",
        "foo = bar                              | foo=\"bar\"",
        "foo=\"bar\"                            | foo=\"bar\"",
        "{foo = \"bar\", dings != \"bums\", }   | {foo=\"bar\",dings!=\"bums\"}",
        "foo=bar,dings!=bums                    | {foo=\"bar\",dings!=\"bums\"}",
        "{foo=bar                               | foo=\"bar\"",
        "foo=bar}                               | foo=\"bar\"",
        "foo=~[a-z]+                            | foo=~\"[a-z]+\"",
        "foo!~\"5..\"                           | foo!~\"5..\"",
        "foo=bar baz                            | foo=\"bar baz\"",
        "foo=                                   | foo=\"\"",
        "foo=\"a,b\",c=d                        | {foo=\"a,b\",c=\"d\"}",
        "foo=\"a\\\"b\"                         | foo=\"a\\\"b\"",
        "foo=a\\\"b                             | foo=\"a\\\"b\"",
        "foo=\"a\\nb\"                          | foo=\"a\\nb\"",
        "foo=\"a\\tb\"                          | foo=\"a\\\\tb\"",
        "foo=\\                                 | foo=\"\\\\\"",
        "\"foo\"=bar                            | foo=\"bar\"",
        "\"foo bar\"=\"baz\"                    | \"foo bar\"=\"baz\"",
        "foo🙂=\"baz\"                           | foo🙂=\"baz\"",
        "{\"foo\"=\"a\\tb\",🙂!=bar}            | {foo=\"a\tb\",🙂!=\"bar\"}",
        "\"\\u00fc\"=\"\\xc3\\xbc\\303\\274\"   | ü=\"üü\""
      })
  void readsBothNotations(String text, String written) {
    Selector selector = Selector.parse(text == null ? "" : text.strip());

    assertThat(selector).hasToString(written);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "foo",
        "foo=\"bar",
        "foo=bar\"",
        "foo=ba\"r",
        "=bar",
        "\"\"=bar",
        "foo==~bar\"",
        "foo=~\"(\"",
        "{\"foo\"=bar",
        "\"foo\"=bar}",
        "\"foo\"=bar baz",
        "\"foo\"=",
        "\"foo\"bar",
        "\"foo\"=\"\\q\"",
        "\"foo\"=\"\\xff\"",
        "\"foo\"=\"\\u00\"",
        "\"foo\"=\"\\ud800\"",
        "\"foo\"=\"\\777\"",
        "\"foo\"=\"a\nb\"",
        ",",
        "{,}",
        "foo=bar,,"
      })
  void refusesWhatIsNoSelector(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Selector.parse(text));
  }

  @Test
  void saysWhatIsWrong() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Selector.parse("\"foo\" bar"))
        .withMessage(
            "Not a list of matchers: \"\"foo\" bar\", expected =, !=, =~ or !~ at character 6. Write"
                + " for example \"severity=~\\\"crit.*\\\", team!=\\\"shop\\\"\".");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Matcher.parse("a=b,c=d"))
        .withMessageContaining("Not one matcher");
  }

  @Test
  void readsWhatItWrote() {
    long seed = 5;
    Random random = new Random(seed);
    for (int i = 0; i < 3_000; i++) {
      List<Matcher> matchers = new ArrayList<>();
      for (int j = random.nextInt(4); j >= 0; j--) {
        Matcher.Operator operator = OPERATORS.get(random.nextInt(OPERATORS.size()));
        boolean isRegex = operator.symbol().contains("~");
        matchers.add(Matcher.of("n" + text(random), operator, isRegex ? "a.*|b" : text(random)));
      }
      Selector selector = new Selector(matchers);

      assertThat(Selector.parse(selector.toString())).as("seed " + seed).isEqualTo(selector);
    }
  }

  private static String text(Random random) {
    String[] parts = {
      "a", "0", "_", " ", ",", "\"", "\\", "\n", "{", "}", "=", "~", "'", "ü", "🙂", "\t"
    };
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(5); i > 0; i--) {
      text.append(parts[random.nextInt(parts.length)]);
    }
    return text.toString();
  }

  @Test
  void isAnObjectInTheApi() {
    String document = "{'name':'pod','value':'quiet.*','isRegex':true,'isEqual':false}";

    assertThat(read(Matcher.class, document)).isEqualTo(Matcher.parse("pod!~\"quiet.*\""));
    assertThat(write(Matcher.class, Matcher.parse("pod!~\"quiet.*\"")))
        .isEqualTo(document.replace('\'', '"'));
    assertThat(read(Matcher.class, "{'name':'pod','value':'a','isRegex':false}"))
        .isEqualTo(Matcher.is("pod", "a"));
  }

  @Test
  void refusesAnExpressionThatIsNone() {
    assertThatThrownBy(
            () -> read(Matcher.class, "{'name':'pod','value':'(','isRegex':true,'isEqual':true}"))
        .isInstanceOf(InvalidDocumentException.class)
        .hasMessageContaining("/value = \"(\"  must be a regular expression");
    assertThatThrownBy(() -> read(Matcher.class, "{'name':'','value':'a','isRegex':false}"))
        .hasMessageContaining("/name");
  }
}
