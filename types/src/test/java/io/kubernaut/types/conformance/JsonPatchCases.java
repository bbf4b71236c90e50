package io.kubernaut.types.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubernaut.types.patch.JsonPatch;
import io.kubernaut.types.schema.InvalidDocumentException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** A document, a patch, and what comes of it; after an error the document is as it was. */
final class JsonPatchCases {

  private JsonPatchCases() {}

  static Stream<DynamicTest> in(Path folder) {
    return Cases.files(folder, ".json").stream().flatMap(JsonPatchCases::file);
  }

  private static Stream<DynamicTest> file(Path file) {
    JsonNode tests = Cases.lenient(file);
    return IntStream.range(0, tests.size())
        .filter(i -> tests.get(i).has("patch") && !tests.get(i).path("disabled").asBoolean())
        .mapToObj(
            i ->
                dynamicTest(
                    file.getFileName() + " " + i + ": " + tests.get(i).path("comment").asText(),
                    () -> check(tests.get(i))));
  }

  private static void check(JsonNode test) {
    JsonNode document = test.get("doc");
    JsonNode before = document.deepCopy();
    if (test.has("error")) {
      assertThatThrownBy(() -> JsonPatch.of(test.get("patch")).apply(document))
          .as("%s", test)
          .isInstanceOf(InvalidDocumentException.class);
    } else {
      JsonNode changed = JsonPatch.of(test.get("patch")).apply(document);
      assertThat(changed).as("%s", test).isEqualTo(test.get("expected"));
    }
    assertThat(document).isEqualTo(before);
  }
}
