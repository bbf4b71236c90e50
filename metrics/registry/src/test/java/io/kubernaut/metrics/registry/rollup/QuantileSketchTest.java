package io.kubernaut.metrics.registry.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("BR-MET-002")
class QuantileSketchTest {

  private static QuantileSketch random(Random random) {
    long[] counts = new long[1 + random.nextInt(200)];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = random.nextInt(5);
    }
    return new QuantileSketch(
        random.nextInt(4) + 3, random.nextInt(3), random.nextInt(400) - 200, counts);
  }

  private static void assertSame(QuantileSketch one, QuantileSketch other, String seed) {
    assertThat(one.count()).as(seed).isEqualTo(other.count());
    for (int q = 0; q <= 100; q++) {
      assertThat(one.quantile(q / 100.0)).as(seed).isEqualTo(other.quantile(q / 100.0));
    }
  }

  @Test
  void mergesInAnyOrder() {
    for (int seed = 1; seed <= 200; seed++) {
      Random random = new Random(seed);
      QuantileSketch a = random(random);
      QuantileSketch b = random(random);
      QuantileSketch c = random(random);
      assertSame(a.merge(b), b.merge(a), "seed " + seed);
      assertSame(a.merge(b).merge(c), a.merge(b.merge(c)), "seed " + seed);
      assertThat(a.merge(b).count()).isEqualTo(a.count() + b.count());
    }
  }

  @Test
  void isUnchangedByAnEmptyOne() {
    QuantileSketch some = new QuantileSketch(6, 1, -10, new long[] {1, 0, 4});
    assertSame(some.merge(QuantileSketch.EMPTY), some, "empty behind");
    assertSame(QuantileSketch.EMPTY.merge(some), some, "empty before");
  }

  @Test
  void hasNoQuantileWithoutValues() {
    assertThat(QuantileSketch.EMPTY.quantile(0.5)).isNaN();
  }

  @Test
  void refusesWhatIsNoQuantile() {
    assertThatThrownBy(() -> QuantileSketch.EMPTY.quantile(99))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid quantile 99.0. Use a value from 0 to 1, for example 0.99.");
  }
}
