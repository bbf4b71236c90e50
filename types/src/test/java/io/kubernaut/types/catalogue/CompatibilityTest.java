package io.kubernaut.types.catalogue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubernaut.types.schema.CanonicalJson;
import io.kubernaut.types.schema.Codec;
import io.kubernaut.types.schema.Codecs;
import io.kubernaut.types.schema.Compatibility;
import io.kubernaut.types.schema.Samples;
import io.kubernaut.types.schema.Schema;
import io.kubernaut.types.schema.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * Every version of every type as it was released: its JSON Schema in {@code
 * schemas/NAME/VERSION.json} and documents in {@code golden/NAME/VERSION/}. They are kept for ever
 * and fail the build when a type changes so that someone's documents or readers break.
 *
 * <p>{@code -Dgolden.write=true} records a new type, a new version, or a field that was added.
 */
@Tag("BR-TYPE-002")
class CompatibilityTest {

  private static final boolean IS_WRITING = Boolean.getBoolean("golden.write");
  private static final Path RESOURCES = Path.of("src/test/resources");
  private static final String RECORD_IT =
      "If that is meant, record it: mvn -pl types test -Dtest=CompatibilityTest"
          + " -Dgolden.write=true";

  @TestFactory
  Stream<DynamicTest> doesNotBreakWhatWasReleased() {
    return Catalogue.schemas().stream()
        .map(schema -> dynamicTest(schema.toString(), () -> compare(schema)));
  }

  private static void compare(Schema<?> schema) throws IOException {
    Path file = RESOURCES.resolve("schemas/" + schema.name() + "/" + schema.version() + ".json");
    JsonNode now = schema.jsonSchema();
    if (!Files.exists(file)) {
      assertThat(IS_WRITING).as("%s is new. %s", schema, RECORD_IT).isTrue();
    } else {
      JsonNode released = Trees.json(Files.readAllBytes(file));
      assertThat(Compatibility.between(released, now))
          .as("breaking changes of %s", schema)
          .isEmpty();
      assertThat(
              IS_WRITING || Arrays.equals(CanonicalJson.exact(released), CanonicalJson.exact(now)))
          .as("%s has grown, which breaks nobody. %s", schema, RECORD_IT)
          .isTrue();
    }
    if (IS_WRITING) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, now.toPrettyString() + "\n");
    }
  }

  @TestFactory
  Stream<DynamicTest> readsDocumentsOfEveryVersion() {
    return Catalogue.schemas().stream()
        .flatMap(
            schema ->
                IntStream.rangeClosed(schema.migrations().oldest(), schema.version())
                    .mapToObj(
                        version ->
                            dynamicTest(
                                schema.name() + "/" + version, () -> read(schema, version))));
  }

  private static <T> void read(Schema<T> schema, int version) throws IOException {
    Path folder = RESOURCES.resolve("golden/" + schema.name() + "/" + version);
    if (IS_WRITING && version == schema.version() && !Files.isDirectory(folder)) {
      write(schema, folder);
    }
    assertThat(folder)
        .as("documents of %s/%d. %s", schema.name(), version, RECORD_IT)
        .isDirectory();
    Codec<T> codec = Codecs.json(schema.type()).tagged();
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.sorted().toList();
    }
    assertThat(files).isNotEmpty();
    for (Path file : files) {
      byte[] document = tagged(Files.readAllBytes(file), schema.name() + "/" + version);
      assertThatCode(() -> codec.read(document)).as("%s", file).doesNotThrowAnyException();
      assertThat(codec.read(codec.write(codec.read(document)))).isEqualTo(codec.read(document));
    }
  }

  private static byte[] tagged(byte[] document, String tag) {
    ObjectNode tagged = ((ObjectNode) Trees.json(document)).objectNode();
    tagged.put("schema", tag);
    tagged.setAll((ObjectNode) Trees.json(document));
    return tagged.toString().getBytes(UTF_8);
  }

  private static <T> void write(Schema<T> schema, Path folder) throws IOException {
    Files.createDirectories(folder);
    for (int seed = 1; seed <= 5; seed++) {
      byte[] document = Codecs.json(schema.type()).write(Samples.seeded(seed).of(schema.type()));
      Files.writeString(
          folder.resolve("sample-" + seed + ".json"), Trees.json(document).toPrettyString() + "\n");
    }
  }
}
