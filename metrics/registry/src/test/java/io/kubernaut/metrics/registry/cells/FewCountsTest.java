package io.kubernaut.metrics.registry.cells;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("BR-MET-002")
class FewCountsTest {
  private static final long SEED = 11;
  private static final int MOST_BUCKETS = 12;

  private static Map<Integer, Long> counts(long[] words) {
    BucketCounts sum = new BucketCounts();
    FewCounts.addTo(words, sum);
    Map<Integer, Long> counts = new TreeMap<>();
    for (int i = 0; i < sum.size(); i++) {
      if (sum.count(i) != 0) {
        counts.put(sum.first() + i, sum.count(i));
      }
    }
    return counts;
  }

  @Test
  void countsAsAMapDoesWhereverTheBucketsLie() {
    long[] words = FewCounts.none();
    Random random = new Random(SEED);
    int[] buckets = random.ints(MOST_BUCKETS, -600, 600).distinct().toArray();
    Map<Integer, Long> expected = new TreeMap<>();
    for (int i = 0; i < 3_000; i++) {
      int bucket = buckets[random.nextInt(buckets.length)];
      expected.merge(bucket, 1L, Long::sum);
      assertThat(FewCounts.add(words, bucket)).isTrue();
    }
    assertThat(counts(words)).as("seed %d", SEED).isEqualTo(expected);
    assertThat(FewCounts.total(words)).isEqualTo(3_000);
  }

  @Test
  void refusesABucketThatHasNoWordAndGoesOnWithTheOthers() {
    long[] words = FewCounts.none();
    IntStream.range(-6, 6).forEach(bucket -> assertThat(FewCounts.add(words, bucket)).isTrue());
    assertThat(FewCounts.add(words, 100)).isFalse();
    assertThat(FewCounts.add(words, -6)).isTrue();
    assertThat(FewCounts.total(words)).isEqualTo(MOST_BUCKETS + 1);
    assertThat(counts(words)).doesNotContainKey(100).containsEntry(-6, 2L);
  }

  @Test
  void aBucketThatHasCountedAMillionTimesMovesOnAndNothingIsLost() {
    SharedHistogram histogram = new SharedHistogram(HistogramShape.NONE);
    int values = (1 << 20) + 1_000;
    for (int i = 0; i < values; i++) {
      histogram.record(3, 1);
    }
    HistogramReading reading = new HistogramReading();
    reading.begin(HistogramShape.NONE);
    histogram.addTo(reading);
    assertThat(histogram.count()).isEqualTo(values);
    assertThat(reading.count()).isEqualTo(values);
    assertThat(reading.buckets().first()).isLessThanOrEqualTo(3);
  }

  /** Each thread begins elsewhere, so that all fight for the same free words. */
  @Test
  void threadsThatMeetLoseNothing() throws Exception {
    long[] words = FewCounts.none();
    int threads = 4;
    int turns = 20_000;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Callable<Integer>> tasks = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        int start = t;
        tasks.add(
            () ->
                (int)
                    IntStream.range(start, start + turns)
                        .filter(i -> FewCounts.add(words, i % (MOST_BUCKETS + 3)))
                        .count());
      }
      long taken = 0;
      for (Future<Integer> task : pool.invokeAll(tasks)) {
        taken += task.get();
      }
      assertThat(FewCounts.total(words)).isEqualTo(taken);
      assertThat(counts(words)).hasSize(MOST_BUCKETS);
      assertThat(counts(words).values().stream().mapToLong(Long::longValue).sum()).isEqualTo(taken);
    } finally {
      pool.shutdownNow();
    }
  }
}
