package io.kubernaut.benchmarks.overhead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a fork measured comes back whole. */
class RoundsTest {

  @Test
  void readsWhatItWroteAmongOtherLines() {
    Rounds rounds =
        new Rounds(List.of("bare", "AA"), List.of(new long[] {100, 101}, new long[] {200, 190}));
    List<String> printed = new ArrayList<>(List.of("CompileCommand: dontinline"));
    printed.addAll(rounds.lines());
    Rounds read = Rounds.parse(printed);
    assertThat(read.names()).containsExactly("bare", "AA");
    assertThat(read.difference(0, 1)).isEqualTo(1.0);
    assertThat(read.difference(1, 1)).isEqualTo(-5.0);
    assertThat(read.medianOfFirst()).isEqualTo(150.0);
  }

  @Test
  void refusesAForkThatMeasuredNothing() {
    assertThatThrownBy(() -> Rounds.parse(List.of("Killed")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("end early");
  }
}
