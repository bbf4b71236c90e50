package io.kubernaut.metrics.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.metrics.store.Labels;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LabelTextTest {

  private static Labels parse(String text) {
    return LabelText.parse(text.getBytes(StandardCharsets.UTF_8)).build();
  }

  @Test
  void readsWhatTheFormatsWrite() {
    assertThat(parse("")).isEqualTo(Labels.none());
    assertThat(parse("route=\"/orders\",status=\"200\""))
        .isEqualTo(Labels.of("route", "/orders", "status", "200"));
    assertThat(parse("a=\"=\\\"\\\\\\n,\",b=\"Zürich\",empty=\"\""))
        .isEqualTo(Labels.of("a", "=\"\\\n,", "b", "Zürich"));
  }
}
