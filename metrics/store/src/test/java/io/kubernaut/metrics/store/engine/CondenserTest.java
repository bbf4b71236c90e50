package io.kubernaut.metrics.store.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kubernaut.metrics.store.NativeHistogram;
import io.kubernaut.metrics.store.SampleColumns;
import io.kubernaut.metrics.store.StaleMarker;
import io.kubernaut.metrics.store.engine.Condenser.Aggregate;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("BR-PERF-015")
class CondenserTest {
  private static final Tier TIER = Tier.FIVE_MINUTES;
  private final Condenser condenser = new Condenser();

  private static double increase(SampleColumns columns) {
    double increase = 0;
    for (int i = 1; i < columns.size(); i++) {
      double before = columns.values()[i - 1];
      double now = columns.values()[i];
      increase += now < before ? now : now - before;
    }
    return increase;
  }

  /** However often it is reset, also to values above those before. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void aCounterIncreasesByAsMuchAsItsSamples(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int run = 0; run < 200; run++) {
      SampleColumns samples = new SampleColumns();
      double value = random.nextInt(50);
      long time = 0;
      int resets = random.nextInt(1, 30);
      for (int i = 0; i < 400; i++) {
        time += 1 + random.nextInt(10_000);
        value = random.nextInt(resets) == 0 ? random.nextInt(60) : value + random.nextInt(5);
        samples.add(time, value);
      }
      condenser.condense(samples, TIER);
      SampleColumns counter = condenser.of(Aggregate.COUNTER);
      assertThat(increase(counter))
          .as("seed %s run %s", seed, run)
          .isCloseTo(increase(samples), within(1e-9));
      for (int i = 1; i < counter.size(); i++) {
        assertThat(counter.times()[i]).isGreaterThan(counter.times()[i - 1]);
      }
    }
  }

  @Test
  void keepsTheMarkerAtTheEndOfASeriesAndCountsValuesOnly() {
    SampleColumns samples = new SampleColumns();
    samples.add(1_000, 3);
    samples.add(2_000, StaleMarker.VALUE);
    samples.add(3_000, -5);
    samples.add(4_000, Double.NaN);
    samples.add(5_000, StaleMarker.VALUE);
    condenser.condense(samples, TIER);
    assertThat(condenser.of(Aggregate.COUNT).values()[0]).isEqualTo(3);
    assertThat(condenser.of(Aggregate.MIN).values()[0]).isEqualTo(-5);
    assertThat(condenser.of(Aggregate.MAX).values()[0]).isEqualTo(3);
    assertThat(condenser.of(Aggregate.SUM).values()[0]).isNaN();
    SampleColumns counter = condenser.of(Aggregate.COUNTER);
    assertThat(StaleMarker.is(counter.values()[counter.size() - 1])).isTrue();
    assertThat(counter.times()[counter.size() - 1]).isEqualTo(5_000);
  }

  @Test
  void keepsHistogramsAtTheEdgesAndAroundResets() {
    SampleColumns samples = new SampleColumns();
    double[] counts = {5, 6, 7, 2, 3, 4, 9};
    for (int i = 0; i < counts.length; i++) {
      samples.add(1_000L * i, NativeHistogram.builder(0).count(counts[i]).build());
    }
    condenser.condense(samples, TIER);
    SampleColumns kept = condenser.of(Aggregate.COUNTER);
    assertThat(kept.size()).isEqualTo(4);
    double[] found = new double[4];
    for (int i = 0; i < 4; i++) {
      NativeHistogram histogram = kept.histograms()[i];
      found[i] = histogram == null ? -1 : histogram.count();
    }
    assertThat(found).containsExactly(5, 7, 2, 9);
  }
}
