package io.kubernaut.metrics.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("BR-MET-005")
class LabelsTest {

  private final Labels labels = Labels.of("job", "api", "__name__", "up", "zone", "a");

  @Test
  void areSortedByName() {
    assertThat(labels.toMap().keySet()).containsExactly("__name__", "job", "zone");
    assertThat(labels).isEqualTo(Labels.of(Map.of("zone", "a", "job", "api", "__name__", "up")));
    assertThat(labels).hasSameHashCodeAs(Labels.of("zone", "a", "job", "api", "__name__", "up"));
  }

  @Test
  void knowNoEmptyValue() {
    assertThat(Labels.of("a", "")).isEqualTo(Labels.none());
    assertThat(labels.with("job", "").has("job")).isFalse();
    assertThat(labels.get("nothing")).isEmpty();
  }

  @Test
  void keepAndLeaveOut() {
    assertThat(labels.only(List.of("job", "nothing"))).isEqualTo(Labels.of("job", "api"));
    assertThat(labels.without(List.of("job", "zone"))).isEqualTo(Labels.of("__name__", "up"));
    assertThat(labels.without("nothing")).isSameAs(labels);
    assertThat(labels.with("job", "db").get("job")).isEqualTo("db");
  }

  @Test
  void refuseAContradiction() {
    assertThatThrownBy(() -> Labels.of("a", "1", "a", "2"))
        .hasMessageContaining("Label \"a\" is given twice");
    assertThatThrownBy(() -> Labels.ofSorted(new String[] {"b", "1", "a", "2"}))
        .hasMessageContaining("not sorted");
  }

  @Test
  void readAsPrometheusWritesThem() {
    assertThat(labels).hasToString("up{job=\"api\", zone=\"a\"}");
    assertThat(Labels.of("__name__", "up")).hasToString("up");
    assertThat(Labels.none()).hasToString("{}");
    assertThat(Labels.of("__name__", "a.b", "c d", "\"\n"))
        .hasToString("{__name__=\"a.b\", \"c d\"=\"\\\"\\n\"}");
  }

  @Test
  void compareAsBytesDo() {
    long seed = 99;
    SplittableRandom random = new SplittableRandom(seed);
    int[] points = {'a', 'b', 0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xe000, 0xffff, 0x10000, 0x10ffff};
    for (int i = 0; i < 10_000; i++) {
      String a = text(random, points);
      String b = text(random, points);
      int expected =
          Arrays.compareUnsigned(
              a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
      assertThat(Integer.signum(Labels.compare(a, b)))
          .as("seed %d", seed)
          .isEqualTo(Integer.signum(expected));
    }
  }

  private static String text(SplittableRandom random, int[] points) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(4); i > 0; i--) {
      text.appendCodePoint(points[random.nextInt(points.length)]);
    }
    return text.toString();
  }
}
