package io.kubernaut.types.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubernaut.types.container.PackageUrl;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;

/** The test suite of package URLs. */
final class PackageUrlCases {

  private PackageUrlCases() {}

  static Stream<DynamicTest> in(Path folder) {
    return Cases.files(folder, "-test.json").stream()
        .flatMap(
            file ->
                StreamSupport.stream(Cases.json(file).path("tests").spliterator(), false)
                    .map(
                        test ->
                            dynamicTest(
                                file.getFileName() + ": " + test.path("description").asText(),
                                () -> check(test))));
  }

  private static void check(JsonNode test) {
    if (test.path("expected_failure").asBoolean()) {
      assertThatIllegalArgumentException()
          .as("%s", test)
          .isThrownBy(() -> run(test))
          .withMessageStartingWith("Invalid package URL \"");
      return;
    }
    JsonNode expected = test.path("expected_output");
    if (expected.isObject()) {
      assertThat(parts(run(test))).as("%s", test).isEqualTo(parts(expected));
    } else {
      assertThat(run(test)).as("%s", test).hasToString(expected.textValue());
    }
  }

  private static PackageUrl run(JsonNode test) {
    JsonNode input = test.path("input");
    if (input.isObject()) {
      return build(input);
    }
    // What is recommended is to read what is not canonical.
    return test.path("test_group").asText().equals("recommended")
        ? PackageUrl.normalize(input.textValue())
        : PackageUrl.parse(input.textValue());
  }

  private static PackageUrl build(JsonNode input) {
    Map<String, String> qualifiers = new TreeMap<>();
    input
        .path("qualifiers")
        .properties()
        .forEach(q -> qualifiers.put(q.getKey(), q.getValue().asText()));
    return new PackageUrl(
        input.path("type").asText(""),
        text(input, "namespace"),
        input.path("name").asText(""),
        text(input, "version"),
        qualifiers,
        text(input, "subpath"));
  }

  private static @Nullable String text(JsonNode node, String field) {
    return node.path(field).textValue();
  }

  private static Map<String, Object> parts(PackageUrl url) {
    return parts(
        url.type(), url.namespace(), url.name(), url.version(), url.qualifiers(), url.subpath());
  }

  private static Map<String, Object> parts(JsonNode node) {
    Map<String, String> qualifiers = new TreeMap<>();
    node.path("qualifiers")
        .properties()
        .forEach(q -> qualifiers.put(q.getKey(), q.getValue().asText()));
    return parts(
        node.path("type").asText(),
        text(node, "namespace"),
        node.path("name").asText(),
        text(node, "version"),
        qualifiers,
        text(node, "subpath"));
  }

  private static Map<String, Object> parts(
      String type,
      @Nullable String namespace,
      String name,
      @Nullable String version,
      Map<String, String> qualifiers,
      @Nullable String subpath) {
    return Map.of(
        "type",
        type,
        "namespace",
        String.valueOf(namespace),
        "name",
        name,
        "version",
        String.valueOf(version),
        "qualifiers",
        qualifiers,
        "subpath",
        String.valueOf(subpath));
  }
}
