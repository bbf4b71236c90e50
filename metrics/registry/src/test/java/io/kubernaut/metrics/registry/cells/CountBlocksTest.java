package io.kubernaut.metrics.registry.cells;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("BR-MET-002")
class CountBlocksTest {
  private static final long SEED = 7;

  private static Map<Integer, Long> counts(CountBlocks blocks) {
    BucketCounts sum = new BucketCounts();
    blocks.addTo(sum);
    TreeMap<Integer, Long> counts = new TreeMap<>();
    for (int i = 0; i < sum.size(); i++) {
      if (sum.count(i) != 0) {
        counts.put(sum.first() + i, sum.count(i));
      }
    }
    return counts;
  }

  @Test
  void countsAsAMapDoes() {
    CountBlocks narrow = CountBlocks.narrow();
    CountBlocks wide = CountBlocks.wide();
    TreeMap<Integer, Long> expected = new TreeMap<>();
    Random random = new Random(SEED);
    for (int i = 0; i < 5_000; i++) {
      int bucket = (int) (random.nextGaussian() * 200);
      expected.merge(bucket, 1L, Long::sum);
      narrow.addNarrow(bucket);
      wide.addWide(bucket, 1);
    }
    assertThat(counts(narrow)).as("seed %d", SEED).isEqualTo(expected);
    assertThat(counts(wide)).as("seed %d", SEED).isEqualTo(expected);
    assertThat(narrow.total()).isEqualTo(5_000);
    assertThat(wide.total()).isEqualTo(5_000);
  }

  @Test
  void refusesWhatANarrowCountHasNoRoomForAndLeavesItsNeighboursAlone() {
    CountBlocks narrow = CountBlocks.narrow();
    for (int bucket = 8; bucket < 16; bucket++) {
      for (int i = 0; i < 255; i++) {
        assertThat(narrow.addNarrow(bucket)).isEqualTo(i);
      }
    }
    for (int bucket = 8; bucket < 16; bucket++) {
      assertThat(narrow.addNarrow(bucket)).isEqualTo(CountBlocks.REFUSED);
    }
    assertThat(counts(narrow).values()).hasSize(8).containsOnly(255L);
  }
}
