package io.kubernaut.types.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.kubernaut.types.schema.Codecs;
import io.kubernaut.types.workflow.WorkflowDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Definitions of workflows: read and written without loss. The behaviour tests' definitions, too.
 */
final class WorkflowCases {

  private static final Pattern DEFINITION =
      Pattern.compile("definition:\\s*\"\"\"yaml\\R(.*?)\"\"\"", Pattern.DOTALL);

  private WorkflowCases() {}

  static Stream<DynamicTest> in(Path folder) {
    Stream<DynamicTest> examples =
        Cases.files(folder, ".yaml").stream()
            .filter(file -> !file.toString().endsWith(".schema.yaml"))
            .map(
                file -> dynamicTest(file.getFileName().toString(), () -> keeps(Cases.bytes(file))));
    Stream<DynamicTest> features =
        Cases.files(folder, ".feature").stream()
            .flatMap(
                file ->
                    DEFINITION
                        .matcher(new String(Cases.bytes(file), UTF_8))
                        .results()
                        .map(
                            found ->
                                dynamicTest(
                                    file.getFileName() + " at " + found.start(),
                                    () -> keeps(unindented(found).getBytes(UTF_8)))));
    return Stream.concat(examples, features);
  }

  private static String unindented(MatchResult found) {
    return found.group(1).stripIndent();
  }

  private static void keeps(byte[] yaml) {
    JsonNode expected = tree(yaml);
    WorkflowDefinition definition = Codecs.yaml(WorkflowDefinition.class).read(yaml);
    assertThat(Cases.json(Codecs.json(WorkflowDefinition.class).write(definition)))
        .isEqualTo(Cases.json(expected.toString().getBytes(UTF_8)));
    assertThat(definition.list()).hasSameSizeAs(expected.path("do"));
  }

  private static JsonNode tree(byte[] yaml) {
    try {
      return YAMLMapper.builder().build().readTree(yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
