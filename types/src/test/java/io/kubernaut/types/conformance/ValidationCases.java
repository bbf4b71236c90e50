package io.kubernaut.types.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubernaut.types.schema.JsonSchema;
import io.kubernaut.types.schema.Trees;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** Documents that a public schema accepts, and documents that it refuses. */
final class ValidationCases {

  private ValidationCases() {}

  static Stream<DynamicTest> cycloneDx(Path folder) {
    JsonNode[] schemas =
        Cases.files(folder.resolve("schema"), ".schema.json").stream()
            .map(Cases::json)
            .toArray(JsonNode[]::new);
    Map<String, JsonSchema> byVersion = new TreeMap<>();
    for (JsonNode schema : schemas) {
      // http://cyclonedx.org/schema/bom-1.6.schema.json
      String version = schema.path("$id").asText().replaceAll(".*bom-(.*)\\.schema\\.json", "$1");
      byVersion.put(version, JsonSchema.of(schema, schemas));
    }
    return Cases.files(folder, ".json").stream()
        .filter(file -> name(file).matches("(in)?valid-.*"))
        .map(
            file ->
                judged(
                    byVersion.get(file.getParent().getFileName().toString()),
                    Trees.json(Cases.bytes(file)),
                    folder.relativize(file),
                    name(file).startsWith("valid-")));
  }

  // A repeated version is beyond what the schema says; whoever reads advisories looks at it.
  static Stream<DynamicTest> osv(Path folder) {
    JsonSchema schema = JsonSchema.of(Cases.json(folder.resolve("schema.json")));
    return Cases.files(folder, ".json").stream()
        .filter(file -> file.toString().contains("testdata"))
        .map(
            file ->
                judged(
                    schema,
                    Trees.json(Cases.bytes(file)),
                    folder.relativize(file),
                    !name(file).startsWith("nointroduced-")));
  }

  static Stream<DynamicTest> openVex(Path folder) {
    JsonSchema schema = JsonSchema.of(Cases.json(folder.resolve("openvex.schema.json")));
    ObjectNode right =
        (ObjectNode) Trees.json(VEX.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    ObjectNode wrong = right.deepCopy();
    ((ObjectNode) wrong.at("/statements/0")).remove("justification");
    return Stream.of(
        judged(schema, right, Path.of("not affected, and why"), true),
        judged(schema, wrong, Path.of("not affected, and nobody knows why"), false));
  }

  private static final String VEX =
      """
      {"@context": "https://openvex.dev/ns/v0.2.0", "@id": "https://example.com/vex/1",
       "author": "Orders team", "timestamp": "2026-01-31T10:00:00Z", "version": 1,
       "statements": [{"vulnerability": {"name": "CVE-2026-0001"}, "status": "not_affected",
         "products": [{"@id": "pkg:maven/com.example/orders@1.4"}],
         "justification": "vulnerable_code_not_in_execute_path"}]}
      """;

  static Stream<DynamicTest> openApi(Path folder) {
    List<Path> files = Cases.files(folder.resolve("schema"), ".yaml");
    JsonNode[] documents = files.stream().map(ValidationCases::yaml).toArray(JsonNode[]::new);
    JsonSchema schema = JsonSchema.of(yaml(folder.resolve("schema/schema.yaml")), documents);
    JsonSchema base = JsonSchema.of(yaml(folder.resolve("schema/schema-base.yaml")), documents);
    return Stream.of("pass", "fail")
        .flatMap(verdict -> Cases.files(folder.resolve(verdict), ".yaml").stream())
        .map(
            file -> {
              JsonNode document = yaml(file);
              // A document that names another dialect is beyond the base schema.
              boolean isBase = !document.has("jsonSchemaDialect");
              return judged(
                  isBase ? base : schema,
                  document,
                  folder.relativize(file),
                  file.getParent().endsWith("pass"));
            });
  }

  static Stream<DynamicTest> serverlessWorkflow(Path folder) {
    JsonSchema schema = JsonSchema.of(yaml(folder.resolve("workflow.schema.yaml")));
    return Cases.files(folder.resolve("examples"), ".yaml", ".yml", ".json").stream()
        .map(file -> judged(schema, yaml(file), folder.relativize(file), true));
  }

  static Stream<DynamicTest> cloudEvents(Path folder) {
    JsonSchema schema = JsonSchema.of(Cases.json(folder.resolve("cloudevents.schema.json")));
    JsonNode examples = Cases.json(folder.resolve("cloudevents.schema.json")).path("properties");
    ObjectNode minimum = Cases.JSON.createObjectNode();
    minimum.put("id", "A234-1234-1234").put("source", "https://example.com/s");
    minimum.put("specversion", "1.0").put("type", "com.example.someevent");
    assertThat(examples.isEmpty()).isFalse();
    ObjectNode unnamed = minimum.deepCopy().put("id", "");
    ArrayNode array = Cases.JSON.createArrayNode().add(minimum);
    return Stream.of(
        judged(schema, minimum, Path.of("minimum"), true),
        judged(schema, unnamed, Path.of("without an id"), false),
        judged(schema, array, Path.of("a batch"), false));
  }

  private static DynamicTest judged(
      JsonSchema schema, JsonNode document, Path name, boolean isRight) {
    return dynamicTest(
        name.toString(),
        () -> {
          if (isRight) {
            assertThat(schema.validate(document)).isEmpty();
          } else {
            assertThat(schema.validate(document)).isNotEmpty();
          }
        });
  }

  private static JsonNode yaml(Path file) {
    assertThat(Files.exists(file)).as("%s", file).isTrue();
    return Trees.yaml(Cases.bytes(file));
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }
}
