package io.kubernaut.metrics.registry.cells;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("BR-MET-003")
class HistogramShardTest {
  private static HistogramShape timesAt(int scale) {
    WindowEpoch epoch = new WindowEpoch(() -> 0, Duration.ofSeconds(40), true);
    return new HistogramShape(
        new ExponentialLayout(scale), new long[0], true, epoch, new CellKeeper(1 << 20));
  }

  /** What is no time has a bucket's number too, and it may lie in the window of short times. */
  @ParameterizedTest
  @ValueSource(ints = {0, 3, 6, 8})
  void refusesWhatIsNoTimeWhateverItsWindowHolds(int scale) {
    HistogramShape shape = timesAt(scale);
    HistogramShard shard = new HistogramShard(shape);
    for (long nanos = 1; nanos < 1_000; nanos *= 2) {
      shard.reach(shape.nanosIndex.index(nanos));
      assertThat(shard.recordNanos(nanos)).as("%d ns", nanos).isTrue();
    }
    long counted = shard.count();
    assertThat(shard.recordNanos(0)).isFalse();
    assertThat(shard.recordNanos(-1)).isFalse();
    assertThat(shard.recordNanos(Long.MIN_VALUE)).isFalse();
    assertThat(shard.count()).isEqualTo(counted).isEqualTo(10);
  }
}
