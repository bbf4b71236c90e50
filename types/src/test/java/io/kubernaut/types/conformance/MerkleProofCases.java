package io.kubernaut.types.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubernaut.types.proof.MerkleProofs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;

/** Proofs of inclusion and consistency, right ones and broken ones. */
final class MerkleProofCases {

  private MerkleProofCases() {}

  static Stream<DynamicTest> in(Path folder) {
    return Cases.files(folder, ".json").stream()
        .flatMap(file -> StreamSupport.stream(Cases.json(file).spliterator(), false))
        .map(
            test ->
                dynamicTest(
                    test.path("case").asText(),
                    () ->
                        assertThat(holds(test))
                            .as("%s", test)
                            .isEqualTo(!test.path("wantErr").asBoolean())));
  }

  private static boolean holds(JsonNode test) {
    List<byte[]> path = new ArrayList<>();
    test.path("proof").forEach(hash -> path.add(bytes(hash)));
    if (test.has("leafIdx")) {
      return MerkleProofs.isIncluded(
          bytes(test.path("leafHash")),
          test.path("leafIdx").longValue(),
          test.path("treeSize").longValue(),
          path,
          bytes(test.path("root")));
    }
    return MerkleProofs.isConsistent(
        test.path("size1").longValue(),
        bytes(test.path("root1")),
        test.path("size2").longValue(),
        bytes(test.path("root2")),
        path);
  }

  private static byte[] bytes(JsonNode base64) {
    return Base64.getDecoder().decode(base64.asText(""));
  }
}
