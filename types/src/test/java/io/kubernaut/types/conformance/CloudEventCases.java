package io.kubernaut.types.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.kubernaut.types.event.CloudEvent;
import io.kubernaut.types.event.EventBinding;
import io.kubernaut.types.schema.Codecs;
import io.kubernaut.types.schema.JsonSchema;
import io.kubernaut.types.schema.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Events that every encoder must carry, and the tables of the bindings: read the message, compare
 * attributes and data, write it again, and compare once more.
 */
final class CloudEventCases {

  private CloudEventCases() {}

  static Stream<DynamicTest> in(Path folder) {
    Stream<DynamicTest> events =
        Cases.files(folder, ".yaml").stream()
            .flatMap(file -> documents(file).stream().map(event -> carried(file, event, folder)));
    Stream<DynamicTest> features =
        Cases.files(folder, ".feature").stream().flatMap(file -> feature(file));
    return Stream.concat(events, features);
  }

  private static List<JsonNode> documents(Path file) {
    ObjectMapper yaml = YAMLMapper.builder(new YAMLFactory()).build();
    try {
      // Versions such as 1.0 are texts.
      return yaml.readerFor(JsonNode.class).<JsonNode>readValues(Cases.bytes(file)).readAll();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DynamicTest carried(Path file, JsonNode event, Path folder) {
    JsonNode attributes = event.path("ContextAttributes");
    return dynamicTest(
        file.getFileName() + " " + attributes.path("id").asText(),
        () -> {
          JsonSchema schema = JsonSchema.of(Cases.json(folder.resolve("cloudevents.schema.json")));
          for (EventBinding binding : EventBinding.values()) {
            CloudEvent read =
                binding.read(
                    headers(binding, attributes), event.path("Data").asText().getBytes(UTF_8));
            byte[] structured = Codecs.json(CloudEvent.class).write(read);
            CloudEvent again = Codecs.json(CloudEvent.class).read(structured);
            assertThat(again).isEqualTo(read);
            assertThat(binding.headers(again)).containsAllEntriesOf(headers(binding, attributes));
            assertThat(new String(binding.body(again), UTF_8).strip())
                .isEqualTo(event.path("Data").asText().strip());
            assertThat(schema.validate(Trees.json(structured))).isEmpty();
          }
        });
  }

  private static Map<String, String> headers(EventBinding binding, JsonNode attributes) {
    String prefix = binding == EventBinding.HTTP ? "ce-" : "ce_";
    Map<String, String> headers = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> each : attributes.properties()) {
      boolean isType = each.getKey().equals("datacontenttype");
      headers.put(isType ? "content-type" : prefix + each.getKey(), each.getValue().asText());
    }
    return headers;
  }

  // A small part of Gherkin: outlines with one column of examples, quoted blocks, tables.
  private static Stream<DynamicTest> feature(Path file) {
    String text = new String(Cases.bytes(file), UTF_8);
    String[] parts = text.split("\\n\\s*Scenario(?: Outline)?:", -1);
    List<DynamicTest> tests = new ArrayList<>();
    for (int i = 1; i < parts.length; i++) {
      for (Map<String, String> example : examples(parts[i])) {
        String scenario = parts[i].split("Examples:", -1)[0];
        for (Map.Entry<String, String> value : example.entrySet()) {
          scenario = scenario.replace("<" + value.getKey() + ">", value.getValue());
        }
        String filled = scenario;
        String title = filled.lines().findFirst().orElse("").strip();
        tests.add(dynamicTest(file.getFileName() + " " + title, () -> scenario(filled)));
      }
    }
    return tests.stream();
  }

  private static List<Map<String, String>> examples(String scenario) {
    String[] parts = scenario.split("Examples:", -1);
    if (parts.length < 2) {
      return List.of(Map.of());
    }
    List<List<String>> rows = table(parts[1]);
    List<Map<String, String>> examples = new ArrayList<>();
    for (List<String> row : rows.subList(1, rows.size())) {
      Map<String, String> example = new LinkedHashMap<>();
      for (int i = 0; i < row.size(); i++) {
        example.put(rows.get(0).get(i), row.get(i));
      }
      examples.add(example);
    }
    return examples;
  }

  private static List<List<String>> table(String text) {
    return text.lines()
        .map(String::strip)
        .dropWhile(line -> !line.startsWith("|"))
        .takeWhile(line -> line.startsWith("|"))
        .map(line -> Stream.of(line.substring(1).split("\\|")).map(String::strip).toList())
        .toList();
  }

  private static void scenario(String text) {
    String[] blocks = text.split("\"\"\"", -1);
    EventBinding binding = text.contains("Kafka") ? EventBinding.KAFKA : EventBinding.HTTP;
    String given = blocks[1].stripIndent().strip();
    Map<String, String> headers = new LinkedHashMap<>();
    String body = given;
    if (binding == EventBinding.HTTP) {
      body = given.substring(given.indexOf("\n\n") + 2);
      given
          .substring(0, given.indexOf("\n\n"))
          .lines()
          .skip(1)
          .map(line -> line.split(":", 2))
          .forEach(line -> headers.put(line[0], line[1].strip()));
    } else {
      headers.putAll(pairs(blocks[2].split("Then the attributes", -1)[0]));
    }
    Map<String, String> expected = pairs(text.split("Then the attributes are:", -1)[1]);
    JsonNode data = Cases.json(blocks[blocks.length - 2].strip().getBytes(UTF_8));

    CloudEvent event = binding.read(headers, body.getBytes(UTF_8));
    compare(event, expected, data);
    compare(binding.read(binding.headers(event), binding.body(event)), expected, data);
    compare(
        binding.read(
            Map.of("Content-Type", CloudEvent.MEDIA_TYPE),
            Codecs.json(CloudEvent.class).write(event)),
        expected,
        data);
  }

  private static Map<String, String> pairs(String text) {
    return table(text).stream()
        .skip(1)
        .collect(Collectors.toMap(row -> row.get(0), row -> row.get(1)));
  }

  private static void compare(CloudEvent event, Map<String, String> expected, JsonNode data) {
    JsonNode document = Cases.json(Codecs.json(CloudEvent.class).write(event));
    expected.forEach(
        (name, value) -> assertThat(document.path(name).asText()).as(name).isEqualTo(value));
    assertThat(Cases.json(event.payload())).isEqualTo(data);
  }
}
