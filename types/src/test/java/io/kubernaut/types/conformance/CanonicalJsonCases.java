package io.kubernaut.types.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.kubernaut.types.schema.CanonicalJson;
import io.kubernaut.types.schema.Trees;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** The samples of RFC 8785: what is in one folder must become what is in the other. */
final class CanonicalJsonCases {

  private CanonicalJsonCases() {}

  static Stream<DynamicTest> in(Path folder) {
    return Cases.files(folder.resolve("input"), "").stream()
        .map(input -> dynamicTest(input.getFileName().toString(), () -> check(folder, input)));
  }

  private static void check(Path folder, Path input) {
    byte[] expected = Cases.bytes(folder.resolve("output").resolve(input.getFileName()));
    byte[] canonical = CanonicalJson.of(Trees.json(Cases.bytes(input)));

    assertThat(new String(canonical, UTF_8)).isEqualTo(new String(expected, UTF_8));
    assertThat(canonical).isEqualTo(expected);
  }
}
