package io.kubernaut.types.parameter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubernaut.types.schema.Codecs;
import io.kubernaut.types.schema.InvalidDocumentException;
import io.kubernaut.types.schema.JsonSchema;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("BR-TYPE-009")
class ParametersTest {

  private static final String SCALE =
      """
      parameters:
        - name: TARGET
          type: string
          required: true
          pattern: ^[a-z][a-z0-9-]*$
        - name: REPLICAS
          type: integer
          minimum: 1
          maximum: 10
          default: 3
        - name: FACTOR
          type: float
          minimum: 0.5
        - name: STRATEGY
          type: string
          enum: [rolling, recreate]
        - name: SURGE
          type: integer
          dependsOn: [STRATEGY]
          default: 1
        - name: DRY_RUN
          type: boolean
        - name: ZONES
          type: array
          pattern: ^eu-
      """;

  private static final Parameters PARAMETERS =
      Codecs.yaml(Parameters.class).read(SCALE.getBytes(UTF_8));

  @Test
  void givesTypedValuesAndDefaults() {
    Arguments arguments =
        PARAMETERS.parse(
            Map.of(
                "TARGET", "orders",
                "FACTOR", "1.5",
                "STRATEGY", "rolling",
                "DRY_RUN", "true",
                "ZONES", "eu-1, eu-2"));

    assertThat(arguments.text("TARGET")).contains("orders");
    assertThat(arguments.integer("REPLICAS")).hasValue(3);
    assertThat(arguments.number("FACTOR")).hasValue(1.5);
    assertThat(arguments.integer("SURGE")).hasValue(1);
    assertThat(arguments.flag("DRY_RUN")).contains(true);
    assertThat(arguments.list("ZONES")).contains(List.of("eu-1", "eu-2"));
    assertThat(arguments.values().keySet())
        .containsExactly("TARGET", "REPLICAS", "FACTOR", "STRATEGY", "SURGE", "DRY_RUN", "ZONES");
    assertThat(arguments.texts())
        .containsEntry("ZONES", "[\"eu-1\",\"eu-2\"]")
        .containsEntry("TARGET", "orders");
    assertThat(PARAMETERS.parse(arguments.texts())).isEqualTo(arguments);
    assertThat(arguments.toString()).contains("TARGET").doesNotContain("orders");
  }

  @Test
  void aDefaultWaitsForWhatItDependsOn() {
    Arguments arguments = PARAMETERS.parse(Map.of("TARGET", "orders"));

    assertThat(arguments.integer("SURGE")).isEmpty();
    assertThat(arguments.values().keySet()).containsExactly("TARGET", "REPLICAS");
  }

  @Test
  void tellsAllProblemsAtOnce() {
    Map<String, RawJson> given = new LinkedHashMap<>();
    given.put("REPLICAS", RawJson.of("11"));
    given.put("FACTOR", RawJson.of("\"much\""));
    given.put("SURGE", RawJson.of("2"));
    given.put("DRY_RUN", RawJson.of("1"));
    given.put("ZONES", RawJson.of("[\"eu-1\",\"us-1\",{},null]"));
    given.put("a/b", RawJson.of("1"));

    InvalidDocumentException e =
        catchThrowableOfType(InvalidDocumentException.class, () -> PARAMETERS.arguments(given));

    assertThat(e.violations())
        .extracting(Violation::pointer)
        .containsExactlyInAnyOrder(
            "/TARGET",
            "/REPLICAS",
            "/FACTOR",
            "/SURGE",
            "/DRY_RUN",
            "/ZONES/1",
            "/ZONES/2",
            "/ZONES/3",
            "/a~1b");
    assertThat(e)
        .hasMessageContaining("/TARGET = nothing  must be given")
        .hasMessageContaining("/REPLICAS = 11  must be at most 10")
        .hasMessageContaining("/SURGE = 2  needs a value of STRATEGY")
        .hasMessageContaining("/DRY_RUN = 1  must be true or false")
        .hasMessageContaining("is not a parameter. There are TARGET, REPLICAS");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "REPLICAS|1|true",
        "REPLICAS|10|true",
        "REPLICAS|3.0|true",
        "REPLICAS|1e1|true",
        "REPLICAS|0|false",
        "REPLICAS|1.5|false",
        "REPLICAS|\"3\"|false",
        "REPLICAS|9223372036854775808|false",
        "REPLICAS|1e999999|false",
        "REPLICAS|null|true",
        "FACTOR|0.5|true",
        "FACTOR|1|true",
        "FACTOR|0.49|false",
        "FACTOR|1e400|false",
        "FACTOR|true|false",
        "STRATEGY|\"rolling\"|true",
        "STRATEGY|\"Rolling\"|false",
        "STRATEGY|[\"rolling\"]|false",
        "DRY_RUN|false|true",
        "DRY_RUN|\"false\"|false",
        "ZONES|[]|true",
        "ZONES|[\"eu-1\"]|true",
        "ZONES|[1]|false",
        "ZONES|\"eu-1\"|false",
        "TARGET|\"Orders\"|false",
        "TARGET|\"orders-1\"|true"
      })
  void allowsWhatTheParameterSays(String name, String value, boolean isAllowed) {
    Map<String, RawJson> given = new LinkedHashMap<>();
    given.put("TARGET", RawJson.of("\"orders\""));
    given.put(name, RawJson.of(value));
    if (isAllowed) {
      assertThat(PARAMETERS.arguments(given).values()).containsKey("TARGET");
    } else {
      assertThatExceptionOfType(InvalidDocumentException.class)
          .isThrownBy(() -> PARAMETERS.arguments(given))
          .satisfies(
              e -> assertThat(e.violations()).allMatch(v -> v.pointer().startsWith("/" + name)));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "REPLICAS, three",
    "REPLICAS, ''",
    "REPLICAS, 0x3",
    "REPLICAS, 3 4",
    "DRY_RUN, yes",
    "DRY_RUN, TRUE",
    "FACTOR, NaN",
    "FACTOR, Infinity",
    "ZONES, [eu-1",
    "ZONES, 'eu-1,'"
  })
  void guessesNothing(String name, String text) {
    assertThatExceptionOfType(InvalidDocumentException.class)
        .isThrownBy(() -> PARAMETERS.parse(Map.of("TARGET", "orders", name, text)))
        .satisfies(e -> assertThat(e.violations()).hasSize(1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'type':'string','minimum':1|/minimum",
        "'type':'boolean','maximum':1|/maximum",
        "'type':'integer','pattern':'a'|/pattern",
        "'type':'integer','minimum':3,'maximum':2|/minimum",
        "'type':'string','pattern':'('|/pattern",
        "'type':'string','pattern':'(?=a)'|/pattern",
        "'type':'string','default':3|/default",
        "'type':'integer','maximum':2,'default':3|/default",
        "'type':'integer','maximum':2,'enum':[1,3,'x']|/enum/1 /enum/2",
        "'type':'string','enum':['a'],'default':'b'|/default",
        "'type':'array','enum':['a'],'default':['a','b']|/default/1",
        "'type':'array','default':'a'|/default",
        "'type':'object'|/type",
        "'type':'string','default':null|",
        "'type':'array','enum':['a',1,true]|"
      })
  void aParameterDoesNotContradictItself(String fields, String pointers) {
    String document = ("{'name':'A'," + fields + "}").replace('\'', '"');
    List<String> found;
    try {
      Codecs.json(Parameter.class).read(document.getBytes(UTF_8));
      found = List.of();
    } catch (InvalidDocumentException e) {
      found = e.violations().stream().map(Violation::pointer).toList();
    }
    List<String> expected = pointers == null ? List.of() : List.of(pointers.split(" "));
    assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
  }

  private static Parameter dependent(String name, String... others) {
    return new Parameter(
        name,
        ParameterType.STRING,
        null,
        null,
        null,
        List.of(),
        null,
        null,
        null,
        List.of(others),
        Map.of());
  }

  @Test
  void refusesCirclesAndNamesTheirMembers() {
    assertThatExceptionOfType(InvalidDocumentException.class)
        .isThrownBy(
            () ->
                Parameters.of(
                    List.of(
                        dependent("A", "B"),
                        dependent("B", "C"),
                        dependent("C", "D", "B"),
                        dependent("D"),
                        dependent("E", "E"))))
        .satisfies(
            e -> {
              assertThat(e.violations()).hasSize(2);
              assertThat(e).hasMessageContaining("B → C → B").hasMessageContaining("E → E");
            });
  }

  @Test
  void refusesUnknownNamesAndNamesThatComeTwice() {
    assertThatExceptionOfType(InvalidDocumentException.class)
        .isThrownBy(() -> Parameters.of(List.of(dependent("A", "X"), dependent("A"))))
        .satisfies(
            e ->
                assertThat(e.violations())
                    .extracting(Violation::pointer)
                    .containsExactly("/parameters/1/name", "/parameters/0/dependsOn"));
  }

  @Test
  void givesValuesInTheOrderOfDependenciesHoweverTheyAreDeclared() {
    Parameters chain =
        Parameters.of(
            List.of(
                withDefault("C", "B"),
                withDefault("B", "A"),
                withDefault("A"),
                dependent("D", "Z"),
                dependent("Z")));

    assertThat(chain.arguments(Map.of()).values().keySet()).containsExactly("C", "B", "A");
  }

  private static Parameter withDefault(String name, String... others) {
    Parameter plain = dependent(name, others);
    return new Parameter(
        name,
        plain.type(),
        null,
        null,
        RawJson.of("\"x\""),
        List.of(),
        null,
        null,
        null,
        plain.dependsOn(),
        Map.of());
  }

  @Test
  void longChainsAndThicketsOfCirclesAreNoDanger() {
    List<Parameter> chain = new ArrayList<>();
    List<Parameter> thicket = new ArrayList<>();
    String[] all = new String[1000];
    for (int i = 0; i < 1000; i++) {
      all[i] = "P" + i;
    }
    for (int i = 0; i < 1000; i++) {
      chain.add(i == 999 ? dependent("P999") : dependent("P" + i, "P" + (i + 1)));
      thicket.add(dependent("P" + i, all));
    }

    assertThat(Parameters.of(chain).arguments(Map.of()).values()).isEmpty();
    assertThatExceptionOfType(InvalidDocumentException.class)
        .isThrownBy(() -> Parameters.of(thicket))
        .satisfies(e -> assertThat(e.violations()).hasSizeLessThan(20));
  }

  @ParameterizedTest
  @ValueSource(strings = {"(a+)+b", "(a|a)*b", "(.*)*x"})
  void expressionsThatBacktrackAreNoDanger(String pattern) {
    Parameter hostile =
        new Parameter(
            "A",
            ParameterType.STRING,
            null,
            null,
            null,
            List.of(),
            pattern,
            null,
            null,
            List.of(),
            Map.of());
    Parameters parameters = Parameters.of(List.of(hostile));

    assertThatExceptionOfType(InvalidDocumentException.class)
        .isThrownBy(() -> parameters.parse(Map.of("A", "a".repeat(20_000) + "!")));
  }

  @Test
  void readsTheParametersOfAWorkflow() {
    List<RawJson> parameters =
        List.of(
            RawJson.of("{\"name\":\"A\",\"type\":\"string\",\"x-later\":1}"),
            RawJson.of("{\"name\":\"B\",\"type\":\"float\",\"dependsOn\":[\"A\"]}"));

    assertThat(Parameters.ofJson(parameters).parameters())
        .extracting(Parameter::name)
        .containsExactly("A", "B");
    assertThatExceptionOfType(InvalidDocumentException.class)
        .isThrownBy(() -> Parameters.ofJson(List.of(RawJson.of("{\"name\":\"-\"}"))))
        .satisfies(
            e ->
                assertThat(e.violations())
                    .extracting(Violation::pointer)
                    .containsExactlyInAnyOrder("/parameters/0/name", "/parameters/0/type"));
  }

  @Test
  void isAskedForWhatThereIs() {
    Arguments arguments = PARAMETERS.parse(Map.of("TARGET", "orders"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> arguments.integer("TARGET"))
        .withMessageContaining("it is text");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> arguments.text("OTHER"))
        .withMessageContaining("There are [TARGET, REPLICAS");
  }

  /** The JSON Schema of the parameters and the check itself are two ways to the same answer. */
  @Test
  void itsJsonSchemaAgreesOnWhatIsAllowed() {
    JsonSchema schema = JsonSchema.of(PARAMETERS.jsonSchema());
    String[] values = {
      "1",
      "0",
      "11",
      "3.0",
      "2.5",
      "-1",
      "true",
      "\"rolling\"",
      "\"eu-1\"",
      "\"x\"",
      "[]",
      "[\"eu-1\"]",
      "[\"x\"]",
      "[1]",
      "{}",
      "\"\""
    };
    List<String> names =
        List.of("TARGET", "REPLICAS", "FACTOR", "STRATEGY", "SURGE", "DRY_RUN", "ZONES", "OTHER");
    int right = 0;
    for (long seed = 0; seed < 5_000; seed++) {
      Random random = new Random(seed);
      Map<String, RawJson> given = new LinkedHashMap<>(Map.of("TARGET", RawJson.of("\"orders\"")));
      ObjectNode document = JsonNodeFactory.instance.objectNode();
      for (int i = random.nextInt(3); i > 0; i--) {
        String value = values[random.nextInt(values.length)];
        given.put(names.get(random.nextInt(names.size())), RawJson.of(value));
      }
      given.forEach((name, value) -> document.set(name, value.node()));
      boolean isRight = isRight(given);
      right += isRight ? 1 : 0;
      assertThat(schema.validate(document).isEmpty())
          .as("seed %d: %s", seed, document)
          .isEqualTo(isRight);
    }
    assertThat(right).isBetween(500, 4_500);
  }

  private static boolean isRight(Map<String, RawJson> given) {
    try {
      return PARAMETERS.arguments(given) != null;
    } catch (InvalidDocumentException e) {
      return false;
    }
  }
}
