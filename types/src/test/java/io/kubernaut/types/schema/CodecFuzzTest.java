package io.kubernaut.types.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import io.kubernaut.types.patch.JsonPatch;
import org.junit.jupiter.api.Tag;

/**
 * Whatever the bytes are: a document, or an {@link InvalidDocumentException}. In a build the inputs
 * of the resources are tried; {@code JAZZER_FUZZ=1} looks for others, one method at a time.
 */
@Tag("BR-TYPE-004")
class CodecFuzzTest {

  @FuzzTest(maxDuration = "60s")
  void json(byte[] document) {
    readOrRefused(Codecs.json(Parcel.class), document);
    readOrRefused(Codecs.json(Parcel.class).tagged(), document);
  }

  @FuzzTest(maxDuration = "60s")
  void yaml(byte[] document) {
    readOrRefused(Codecs.yaml(Parcel.class), document);
  }

  @FuzzTest(maxDuration = "60s")
  void csv(byte[] document) {
    readOrRefused(Codecs.csv(Parcel.class), document);
  }

  @FuzzTest(maxDuration = "60s")
  void cbor(byte[] document) {
    readOrRefused(Codecs.cbor(Parcel.class), document);
  }

  @FuzzTest(maxDuration = "60s")
  void trees(byte[] document) {
    try {
      JsonNode tree = Trees.json(document);
      byte[] canonical = CanonicalJson.exact(tree);
      assertThat(CanonicalJson.exact(Trees.json(canonical))).isEqualTo(canonical);
      JsonPatch.of(tree).apply(tree);
    } catch (InvalidDocumentException e) {
      assertThat(e.violations()).isNotEmpty();
    }
  }

  private static <T> void readOrRefused(Codec<T> codec, byte[] document) {
    T value;
    try {
      value = codec.read(document);
    } catch (InvalidDocumentException e) {
      assertThat(e.violations()).isNotEmpty();
      return;
    }
    assertThat(codec.read(codec.write(value))).isEqualTo(value);
  }
}
