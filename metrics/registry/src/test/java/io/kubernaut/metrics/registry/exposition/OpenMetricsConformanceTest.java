package io.kubernaut.metrics.registry.exposition;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * The third-party cases of the OpenMetrics text format; {@code -Dopenmetrics.dir} names another
 * folder of them.
 */
@Tag("BR-MET-011")
class OpenMetricsConformanceTest {
  private static final Path CASES =
      Path.of(System.getProperty("openmetrics.dir", "../../../shared/openmetrics"));

  @TestFactory
  List<DynamicTest> parsesExactlyWhatItShould() throws IOException {
    Assumptions.assumeTrue(
        Files.isDirectory(CASES), "no OpenMetrics cases at " + CASES.toAbsolutePath());
    try (Stream<Path> folders = Files.list(CASES)) {
      return folders
          .filter(folder -> Files.exists(folder.resolve("test.json")))
          .sorted()
          .map(folder -> DynamicTest.dynamicTest(folder.getFileName() + "", () -> check(folder)))
          .toList();
    }
  }

  private static void check(Path folder) {
    try {
      JsonNode test = JsonMapper.builder().build().readTree(folder.resolve("test.json").toFile());
      byte[] text = Files.readAllBytes(folder.resolve(test.get("file").asText()));
      if (test.get("shouldParse").asBoolean()) {
        assertThatCode(() -> MetricParser.parseStrictly(text)).doesNotThrowAnyException();
      } else {
        assertThatThrownBy(() -> MetricParser.parseStrictly(text))
            .isInstanceOf(ParseException.class);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
