package io.kubernaut.types.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.kubernaut.types.schema.Codec;
import io.kubernaut.types.schema.Codecs;
import io.kubernaut.types.schema.InvalidDocumentException;
import io.kubernaut.types.web.OpenApi;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Descriptions of APIs: those in pass are accepted and written without loss, those in fail refused.
 */
final class OpenApiCases {

  private static final Codec<OpenApi> YAML = Codecs.yaml(OpenApi.class);

  private OpenApiCases() {}

  static Stream<DynamicTest> in(Path folder) {
    return Stream.concat(
        Cases.files(folder.resolve("pass"), ".yaml").stream()
            .map(
                file ->
                    dynamicTest("accepts " + file.getFileName(), () -> accepts(Cases.bytes(file)))),
        Cases.files(folder.resolve("fail"), ".yaml").stream()
            .map(
                file ->
                    dynamicTest(
                        "refuses " + file.getFileName(), () -> refuses(Cases.bytes(file)))));
  }

  private static void accepts(byte[] document) throws IOException {
    OpenApi api = YAML.read(document);
    assertThat(Cases.json(Codecs.json(OpenApi.class).write(api)))
        .isEqualTo(
            Cases.json(YAMLMapper.builder().build().readTree(document).toString().getBytes(UTF_8)));
  }

  private static void refuses(byte[] document) {
    assertThatExceptionOfType(InvalidDocumentException.class).isThrownBy(() -> YAML.read(document));
  }
}
