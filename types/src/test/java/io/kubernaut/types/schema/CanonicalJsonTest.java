package io.kubernaut.types.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("BR-TYPE-003")
class CanonicalJsonTest {

  // The bit patterns of RFC 8785, appendix B, and the corners of ECMA-262.
  @ParameterizedTest
  @CsvSource({
    "0000000000000000, 0",
    "8000000000000000, 0",
    "0000000000000001, 5e-324",
    "8000000000000001, -5e-324",
    "7fefffffffffffff, 1.7976931348623157e+308",
    "ffefffffffffffff, -1.7976931348623157e+308",
    "4340000000000000, 9007199254740992",
    "c340000000000000, -9007199254740992",
    "4430000000000000, 295147905179352830000",
    "44b52d02c7e14af5, 9.999999999999997e+22",
    "44b52d02c7e14af6, 1e+23",
    "44b52d02c7e14af7, 1.0000000000000001e+23",
    "444b1ae4d6e2ef4e, 999999999999999700000",
    "444b1ae4d6e2ef4f, 999999999999999900000",
    "444b1ae4d6e2ef50, 1e+21",
    "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
    "3eb0c6f7a0b5ed8d, 0.000001",
    "41b3de4355555553, 333333333.3333332",
    "41b3de4355555554, 333333333.33333325",
    "41b3de4355555555, 333333333.3333333",
    "41b3de4355555556, 333333333.3333334",
    "41b3de4355555557, 333333333.33333343",
    "becbf647612f3696, -0.0000033333333333333333",
    "43143ff3c1cb0959, 1424953923781206.2"
  })
  void writesNumbersAsEcmascriptDoes(String bits, String expected) {
    double number = Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16));

    assertThat(new String(CanonicalJson.of(JsonNodeFactory.instance.numberNode(number)), UTF_8))
        .isEqualTo(expected);
  }

  @Test
  void writesTheShortestDigitsThatReadAsTheSameNumber() {
    long seed = 8785;
    Random random = new Random(seed);
    for (int i = 0; i < 200_000; i++) {
      double number = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(number)) {
        BigDecimal shortest = EcmaNumbers.shortest(number);
        String as = "seed " + seed + ", " + Double.doubleToRawLongBits(number);
        assertThat(shortest.doubleValue()).as(as).isEqualTo(number);
        if (shortest.precision() > 1 && shortest.precision() < 17) {
          assertThat(isShorter(shortest, number)).as(as).isFalse();
        }
      }
    }
  }

  private static boolean isShorter(BigDecimal shortest, double number) {
    BigDecimal down =
        shortest.round(
            new java.math.MathContext(shortest.precision() - 1, java.math.RoundingMode.DOWN));
    BigDecimal up =
        shortest.round(
            new java.math.MathContext(shortest.precision() - 1, java.math.RoundingMode.UP));
    return down.doubleValue() == number || up.doubleValue() == number;
  }

  @Test
  void doesNotDependOnTheOrderOfFieldsOrTheLooksOfNumbers() {
    long seed = 42;
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      JsonNode tree = random(random, 4);
      assertThat(CanonicalJson.exact(shuffled(tree, random)))
          .as("seed " + seed)
          .isEqualTo(CanonicalJson.exact(tree));
    }
    assertThat(CanonicalJson.exact(tree("{\"a\" : 1.50, \"b\":[ 1e2 ]}")))
        .isEqualTo(CanonicalJson.exact(tree("{\"b\":[100.0],\"a\":1.5}")));
  }

  @Test
  void keepsAllDigitsWhereItMustNotRound() {
    assertThat(
            new String(
                CanonicalJson.exact(tree("[9007199254740993,0.10000000000000000001]")), UTF_8))
        .isEqualTo("[9007199254740993,0.10000000000000000001]");
    assertThat(new String(CanonicalJson.of(tree("[9007199254740993]")), UTF_8))
        .isEqualTo("[9007199254740992]");
    assertThat(new String(CanonicalJson.exact(tree("[1e999999999,-1E-999999999]")), UTF_8))
        .isEqualTo("[1e+999999999,-1e-999999999]");
  }

  @Test
  void refusesWhatHasNoCanonicalForm() {
    assertThatThrownBy(() -> CanonicalJson.of(tree("{\"a\":[1e400]}")))
        .isInstanceOf(InvalidDocumentException.class)
        .hasMessageContaining("/a/0 = ")
        .hasMessageContaining("is no number that a double can be");
    JsonNode half = JsonNodeFactory.instance.objectNode().put("a", "\ud800");
    assertThatThrownBy(() -> CanonicalJson.exact(half))
        .isInstanceOf(InvalidDocumentException.class)
        .hasMessageContaining("/a = ")
        .hasMessageContaining("has half of a character");
  }

  private static JsonNode random(Random random, int depth) {
    if (depth == 0 || random.nextInt(3) == 0) {
      return JsonNodeFactory.instance.numberNode(
          new BigDecimal(random.nextInt()).movePointLeft(random.nextInt(9)));
    }
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < 5; i++) {
      object.set("\ud83d\ude42k\u00e9" + random.nextInt(100), random(random, depth - 1));
    }
    return object;
  }

  private static JsonNode shuffled(JsonNode tree, Random random) {
    if (!tree.isObject()) {
      return JsonNodeFactory.instance.numberNode(tree.decimalValue().setScale(20));
    }
    List<String> names = new ArrayList<>();
    tree.fieldNames().forEachRemaining(names::add);
    Collections.shuffle(names, random);
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    names.forEach(name -> object.set(name, shuffled(tree.get(name), random)));
    return object;
  }

  private static JsonNode tree(String json) {
    return Trees.json(json.getBytes(UTF_8));
  }
}
