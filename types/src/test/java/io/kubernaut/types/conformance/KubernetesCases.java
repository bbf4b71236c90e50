package io.kubernaut.types.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubernaut.types.kubernetes.KubernetesObject;
import io.kubernaut.types.kubernetes.Manifests;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** Objects with every field of their kind set: nothing may be lost, in JSON or through YAML. */
final class KubernetesCases {

  private KubernetesCases() {}

  static Stream<DynamicTest> in(Path folder) {
    return Cases.files(folder, ".json").stream()
        .map(file -> dynamicTest(file.getFileName().toString(), () -> check(Cases.bytes(file))));
  }

  private static void check(byte[] document) {
    JsonNode expected = Cases.json(document);
    KubernetesObject object = Manifests.json(document);
    assertThat(Cases.json(Manifests.toJson(object))).isEqualTo(expected);
    KubernetesObject throughYaml = Manifests.yaml(Manifests.toYaml(object));
    assertThat(Cases.json(Manifests.toJson(throughYaml))).isEqualTo(expected);
  }
}
