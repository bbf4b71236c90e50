package io.kubernaut.types.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubernaut.types.Documents;
import io.kubernaut.types.alert.ActiveAlert;
import io.kubernaut.types.alert.Alert;
import io.kubernaut.types.alert.AlertGroup;
import io.kubernaut.types.alert.Matcher;
import io.kubernaut.types.alert.Selector;
import io.kubernaut.types.alert.Silence;
import io.kubernaut.types.schema.Codec;
import io.kubernaut.types.schema.Codecs;
import io.kubernaut.types.schema.JsonSchema;
import io.kubernaut.types.schema.Open;
import io.kubernaut.types.schema.Trees;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;

/**
 * The description of Alertmanager's API, version 2: what we write is what it takes and answers, and
 * the words are the same.
 */
final class AlertmanagerCases {

  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

  private final ObjectNode api;

  private AlertmanagerCases(ObjectNode api) {
    this.api = api;
  }

  static Stream<DynamicTest> in(Path folder) {
    byte[] document = Cases.bytes(folder.resolve("openapi-v2.yaml"));
    return new AlertmanagerCases((ObjectNode) Trees.yaml(document)).all();
  }

  private Stream<DynamicTest> all() {
    Alert alert = Alert.firing(Map.of("alertname", "HighCPU"), Map.of("summary", "97 %"), NOON);
    Silence silence =
        Silence.of(
            Selector.parse("{alertname=\"HighCPU\",team!~\"a.*\"}"),
            NOON,
            NOON.plus(Duration.ofHours(1)),
            "ada",
            "known");
    return Stream.of(
            takes("postableAlert", Alert.class, alert),
            takes("postableAlert", Alert.class, alert.resolved(NOON.plusSeconds(60))),
            takes("postableSilence", Silence.class, silence),
            takes("matcher", Matcher.class, silence.matchers().get(0)),
            answers("gettableAlert", ActiveAlert.class, "active-alert/1/suppressed"),
            answers("alertGroup", AlertGroup.class, "alert-group/1/disks"),
            answers("gettableSilence", Silence.class, "silence/1/answered"),
            answers("postableSilence", Silence.class, "silence/1/posted"),
            Stream.of(
                words("alertStatus", ActiveAlert.State.values()),
                words("silenceStatus", Silence.State.values())))
        .flatMap(tests -> tests);
  }

  private <T> Stream<DynamicTest> takes(String definition, Class<T> type, T value) {
    return judged(definition, type.getSimpleName(), Codecs.json(type).write(value));
  }

  private <T> Stream<DynamicTest> answers(String definition, Class<T> type, String golden) {
    Codec<T> codec = Codecs.json(type);
    T read = codec.read(Documents.resource("golden/" + golden + ".json"));
    return judged(definition, golden, codec.write(read));
  }

  private Stream<DynamicTest> judged(String definition, String name, byte[] written) {
    ObjectNode document = (ObjectNode) Trees.json(written);
    JsonSchema schema = schema(definition);
    return Stream.concat(
        Stream.of(
            dynamicTest(
                name + " is a " + definition,
                () -> assertThat(schema.validate(document)).isEmpty())),
        required(definition)
            .map(
                field ->
                    dynamicTest(
                        name + " is none without " + field,
                        () -> assertThat(schema.validate(without(document, field))).isNotEmpty())));
  }

  private JsonSchema schema(String definition) {
    ObjectNode schema = Cases.JSON.createObjectNode();
    schema.put("$ref", "#/definitions/" + definition);
    schema.set("definitions", api.get("definitions"));
    return JsonSchema.of(schema);
  }

  // A definition may be put together from several.
  private Stream<String> required(String definition) {
    JsonNode node = api.path("definitions").path(definition);
    return Stream.concat(Stream.of(node), elements(node.path("allOf")))
        .flatMap(
            part ->
                part.has("$ref")
                    ? required(part.get("$ref").asText().replaceFirst(".*/", ""))
                    : elements(part.path("required")).map(JsonNode::asText))
        .distinct();
  }

  private static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  private static JsonNode without(ObjectNode document, String field) {
    assertThat(document.has(field)).as(field).isTrue();
    return document.deepCopy().without(field);
  }

  private <E extends Enum<E>> DynamicTest words(String definition, E[] constants) {
    JsonNode state = api.at("/definitions/" + definition + "/properties/state/enum");
    List<String> ours = Arrays.stream(constants).map(each -> Open.of(each).text()).toList();
    return dynamicTest(
        definition + " has our words",
        () ->
            assertThat(elements(state).map(JsonNode::asText))
                .containsExactlyInAnyOrderElementsOf(ours));
  }
}
