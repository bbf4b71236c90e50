package io.kubernaut.benchmarks.overhead;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.benchmarks.overhead.WholeSdkTrial.Window;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A neighbour that slows some batches down does not count. */
@Tag("BR-PERF-001")
class WholeSdkTrialTest {

  @Test
  void takesTheMeanOfTheMiddleHalf() {
    assertThat(WholeSdkTrial.middle(new long[] {900, 10, 12, 1, 14, 10, 2, 700})).isEqualTo(12);
    assertThat(WholeSdkTrial.middle(new long[] {5, 7})).isEqualTo(6);
    assertThat(WholeSdkTrial.middle(new long[] {7})).isEqualTo(7);
  }

  @Test
  void takesWindowsWithoutTheSdkInTurnAsBareOnesAndAsTheControl() {
    List<Window> off =
        List.of(new Window(1, 0), new Window(1, 0.01), new Window(1, 0.02), new Window(1, 0.03));
    List<Window> on = List.of(new Window(1.001, 0.02), new Window(1, 0.05));
    assertThat(WholeSdkTrial.rows(off, on))
        .containsExactly(
            new long[] {1_000_000_000, 1_010_000_000, 1_021_000_000},
            new long[] {1_020_000_000, 1_030_000_000, 1_050_000_000});
  }
}
