package io.kubernaut.types.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("BR-TYPE-002")
class RawJsonTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "\n", "{", "1 2", "text", "{\"a\":1,\"a\":2}"})
  void isExactlyOneValue(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RawJson.of(text))
        .withMessageStartingWith("Not a JSON value: ")
        .withMessageEndingWith("Give exactly one value, texts in quotes.");
  }

  @ParameterizedTest
  @CsvSource({"7, 7", "-7.5, -7.5", "1e15, 1.0E15", "999999999999999, 999999999999999"})
  void writesWholeNumbersWithoutAFraction(double number, String json) {
    assertThat(RawJson.number(number).json()).isEqualTo(json);
  }

  @Test
  void refusesNumbersThatJsonDoesNotHave() {
    for (double number : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatIllegalArgumentException().isThrownBy(() -> RawJson.number(number));
    }
  }

  @Test
  void isCutIntoFieldsByteForByte() {
    RawJson object = RawJson.of(" { \"b\" : 1.50e0 , \"a\":{ \"ä\": [ ] },\"c\":null, \"\":\"x\"}");
    assertThat(object.fields())
        .containsExactly(
            Map.entry("b", RawJson.of("1.50e0")),
            Map.entry("a", RawJson.of("{ \"ä\": [ ] }")),
            Map.entry("c", RawJson.of("null")),
            Map.entry("", RawJson.text("x")));
    assertThat(RawJson.of("{}").fields()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[1]", "1", "\"text\"", "null"})
  void hasFieldsOnlyIfItIsAnObject(String json) {
    assertThatIllegalStateException()
        .isThrownBy(() -> RawJson.of(json).fields())
        .withMessage("Not an object: \"" + json + "\"");
  }

  @Test
  void isWhatTheCodecWrites() {
    Word word = new Word("a \"word\"");
    assertThat(RawJson.of(Schema.of(Word.class), word))
        .isEqualTo(RawJson.of("{\"text\":\"a \\\"word\\\"\"}"));
    assertThatExceptionOfType(InvalidDocumentException.class)
        .isThrownBy(() -> RawJson.of(Schema.of(Word.class), new Word(" ")));
  }

  @SchemaType(name = "word", version = 1)
  record Word(@NotBlank String text) {}
}
