package io.kubernaut.benchmarks.overhead;

import static org.assertj.core.api.Assertions.assertThat;

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
    assertThat(WholeSdkTrial.rows(List.of(1L, 2L, 3L, 4L), List.of(10L, 20L)))
        .containsExactly(new long[] {1, 2, 10}, new long[] {3, 4, 20});
  }
}
