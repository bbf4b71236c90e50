package io.kubernaut.types.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The compatibility checker, on changes that break someone and changes that do not. */
@Tag("BR-TYPE-002")
class PlantedChangesTest {

  static Stream<Named<Consumer<ObjectNode>>> breaking() {
    return Stream.of(
        change("a field removed", "/$defs/Parcel/properties", p -> p.remove("note")),
        change(
            "a field renamed", "/$defs/Parcel/properties", p -> p.set("remark", p.remove("note"))),
        change("a nested field removed", "/$defs/Address/properties", p -> p.remove("street")),
        change("text made a number", "/$defs/Parcel/properties/id", p -> p.put("type", "integer")),
        change(
            "a number made whole",
            "/$defs/Parcel/properties/kilograms",
            p -> p.put("type", "integer")),
        change(
            "a list made an object",
            "/$defs/Parcel/properties/route",
            p -> p.put("type", "object")),
        change(
            "elements of another kind",
            "/$defs/Parcel/properties/route/items",
            p -> p.put("type", "integer")),
        change("a field made required", "/$defs/Parcel", p -> required(p).add("note")),
        change(
            "a new field that is required",
            "/$defs/Parcel",
            p -> {
              ((ObjectNode) p.get("properties")).putObject("weight").put("type", "number");
              required(p).add("weight");
            }),
        change("a required field made optional", "/$defs/Parcel", p -> required(p).remove(0)),
        change("a minimum raised", "/$defs/Parcel/properties/kilograms", p -> p.put("minimum", 1)),
        change(
            "a minimum lowered", "/$defs/Parcel/properties/kilograms", p -> p.put("minimum", -1)),
        change("a minimum dropped", "/$defs/Parcel/properties/kilograms", p -> p.remove("minimum")),
        change(
            "a maximum lowered", "/$defs/Parcel/properties/kilograms", p -> p.put("maximum", 20)),
        change("a maximum raised", "/$defs/Parcel/properties/kilograms", p -> p.put("maximum", 40)),
        change("a maximum added", "/$defs/Parcel/properties/pieces", p -> p.put("maximum", 40)),
        change("a text made shorter", "/$defs/Parcel/properties/id", p -> p.put("maxLength", 4)),
        change("a text made longer", "/$defs/Parcel/properties/id", p -> p.put("maxLength", 80)),
        change("a least length added", "/$defs/Parcel/properties/id", p -> p.put("minLength", 2)),
        change(
            "a pattern changed",
            "/$defs/Parcel/properties/route/items",
            p -> p.put("pattern", "^[A-Z]{3}$")),
        change(
            "a pattern added", "/$defs/Address/properties/street", p -> p.put("pattern", "^[A-Z]")),
        change("a pattern dropped", "/$defs/Parcel/properties/id", p -> p.remove("pattern")),
        change("a format changed", "/$defs/Parcel/properties/sent", p -> p.put("format", "date")),
        change("fewer elements", "/$defs/Parcel/properties/route", p -> p.put("maxItems", 2)),
        change(
            "elements unique", "/$defs/Parcel/properties/route", p -> p.put("uniqueItems", true)),
        change(
            "a word removed",
            "/$defs/Parcel/properties/handling/items",
            p -> ((ArrayNode) p.get("enum")).remove(0)),
        change(
            "a word added",
            "/$defs/Parcel/properties/handling/items",
            p -> ((ArrayNode) p.get("enum")).add("COLD")),
        change(
            "a word renamed",
            "/$defs/Parcel/properties/handling/items",
            p -> ((ArrayNode) p.get("enum")).set(0, "TOP")),
        change(
            "a closed list opened",
            "/$defs/Parcel/properties/handling/items",
            p -> p.remove("enum")),
        change(
            "values of a map of another kind",
            "/$defs/Parcel/properties/counts/additionalProperties",
            p -> p.put("type", "string")),
        change(
            "an alternative removed",
            "/$defs/Parcel/properties/stops/items",
            p -> ((ArrayNode) p.get("oneOf")).remove(0)),
        change(
            "an alternative added",
            "/$defs/Parcel/properties/stops/items",
            p -> ((ArrayNode) p.get("oneOf")).addObject().put("type", "object")),
        change(
            "an alternative called otherwise",
            "/$defs/Hub/properties/kind",
            p -> p.put("const", "node")),
        change(
            "unknown fields refused", "/$defs/Parcel", p -> p.put("additionalProperties", false)),
        change(
            "a field added where unknown ones are refused",
            "/$defs/Hub/properties",
            p -> p.putObject("city").put("type", "string")));
  }

  static Stream<Named<Consumer<ObjectNode>>> harmless() {
    return Stream.of(
        change("nothing", "", p -> {}),
        change(
            "an optional text added",
            "/$defs/Parcel/properties",
            p -> p.putObject("b").putArray("type").add("string").add("null")),
        change(
            "an optional number added",
            "/$defs/Parcel/properties",
            p -> p.putObject("b").putArray("type").add("integer").add("null")),
        change(
            "an optional list added",
            "/$defs/Parcel/properties",
            p -> p.putObject("b").putArray("type").add("array").add("null")),
        change(
            "an optional object added",
            "/$defs/Parcel/properties",
            p -> p.putObject("b").put("$ref", "#/$defs/Address")),
        change(
            "a nested optional field added",
            "/$defs/Address/properties",
            p -> p.putObject("b").putArray("type").add("string").add("null")),
        change(
            "a new field with a constraint",
            "/$defs/Parcel/properties",
            p -> p.putObject("b").put("type", "integer").put("minimum", 3)),
        change("a description", "/$defs/Parcel/properties/id", p -> p.put("description", "who")),
        change("a title", "", p -> p.put("title", "Parcel")),
        change("another id", "", p -> p.put("$id", "urn:x")),
        change("examples", "/$defs/Parcel/properties/id", p -> p.putArray("examples").add("p-1")),
        change(
            "unknown fields kept where they were refused",
            "/$defs/Hub",
            p -> p.remove("additionalProperties")),
        change(
            "another order of fields",
            "/$defs/Parcel/properties",
            p -> p.set("id", p.remove("id"))),
        change(
            "another order of required fields",
            "/$defs/Parcel",
            p -> required(p).add(required(p).remove(0))),
        change(
            "another order of words",
            "/$defs/Parcel/properties/handling/items",
            p -> ((ArrayNode) p.get("enum")).add(((ArrayNode) p.get("enum")).remove(0))),
        change(
            "a bound written otherwise",
            "/$defs/Parcel/properties/kilograms",
            p -> p.put("maximum", new BigDecimal("30.0"))),
        change("a definition added", "/$defs", p -> p.putObject("Unused").put("type", "object")));
  }

  private static Named<Consumer<ObjectNode>> change(
      String name, String pointer, Consumer<ObjectNode> change) {
    return Named.of(name, root -> change.accept((ObjectNode) root.at(pointer)));
  }

  private static ArrayNode required(JsonNode schema) {
    return (ArrayNode) schema.get("required");
  }

  private static List<Violation> compared(Consumer<ObjectNode> change) {
    ObjectNode changed = Schema.of(Parcel.class).jsonSchema();
    change.accept(changed);
    return Compatibility.between(Schema.of(Parcel.class).jsonSchema(), changed);
  }

  @ParameterizedTest
  @MethodSource("breaking")
  void findsWhatBreaks(Consumer<ObjectNode> change) {
    assertThat(compared(change)).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("harmless")
  void letsPassWhatBreaksNobody(Consumer<ObjectNode> change) {
    assertThat(compared(change)).isEmpty();
  }

  @SchemaType(name = "letter", version = 1)
  record Letter(String to, @Nullable String from, @Extra Map<String, RawJson> extra) {}

  @SchemaType(name = "letter", version = 1)
  record LaterLetter(
      String to,
      @JsonProperty("sender") String from,
      @Nullable String stamp,
      @Extra Map<String, RawJson> extra) {}

  @Test
  void saysWhatBrokeWhereAndWhatToDo() {
    List<Violation> breaks =
        Compatibility.between(
            Schema.of(Letter.class).jsonSchema(), Schema.of(LaterLetter.class).jsonSchema());

    assertThat(breaks)
        .extracting(Violation::toString)
        .containsExactly(
            "/from = nothing  is gone; its name stays taken. Undo it, or raise the version in"
                + " @SchemaType and add a Migration from the old one.",
            "/sender = nothing  is new and must be there: documents written before lack it. Undo"
                + " it, or raise the version in @SchemaType and add a Migration from the old one.");
  }
}
