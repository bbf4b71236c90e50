package io.kubernaut.examples.types;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.types.parameter.Parameters;
import io.kubernaut.types.schema.Codecs;
import io.kubernaut.types.schema.Violation;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParameterPageTest {

  private static final String YAML =
      "parameters:\n- name: REPLICAS\n  type: integer\n  maximum: 10\n  default: 3\n";

  @Test
  void argumentsAreCheckedAndHaveDefaults() {
    byte[] definition = YAML.getBytes(UTF_8);

    assertThat(ParameterPage.replicas(definition, Map.of())).isEqualTo(3);
    assertThat(ParameterPage.replicas(definition, Map.of("REPLICAS", "4"))).isEqualTo(4);
    assertThat(
            ParameterPage.problems(
                Codecs.yaml(Parameters.class).read(definition),
                Map.of("REPLICAS", "11", "REPLICA", "1")))
        .extracting(Violation::pointer)
        .containsExactlyInAnyOrder("/REPLICAS", "/REPLICA");
  }
}
