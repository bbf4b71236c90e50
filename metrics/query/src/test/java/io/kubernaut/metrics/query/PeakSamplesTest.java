package io.kubernaut.metrics.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.metrics.store.InMemorySeries;
import io.kubernaut.metrics.store.Labels;
import io.kubernaut.metrics.store.NativeHistogram;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The most samples that a query holds at one time. Five series {@code m} and one of histograms
 * {@code h}, a sample every 10 seconds.
 */
@Tag("BR-MET-012")
class PeakSamplesTest {
  private static final int SERIES = 5;

  /** Four buckets in two stretches: 176 bytes, and 8 for each of those. */
  private static final int HISTOGRAM = (176 + 8 * (4 + 2)) / 16;

  private final InMemorySeries store = InMemorySeries.create();

  @BeforeEach
  void fill() {
    for (int second = 0; second <= 1_000; second += 10) {
      for (int i = 0; i < SERIES; i++) {
        store.add(Labels.of("__name__", "m", "i", Integer.toString(i)), second * 1_000L, second);
      }
      store.add(Labels.of("__name__", "h"), second * 1_000L, histogram(second));
    }
  }

  private static NativeHistogram histogram(int count) {
    return NativeHistogram.builder(0)
        .count(4.0 * count)
        .sum(count)
        .positive(new int[] {0, 1, 2, 10}, new double[] {count, count, count, count})
        .build();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "m | 5", // the result
        "m{i='0'}[1m] | 6",
        "m[1m] | 30",
        "m[1m:20s] | 15",
        "1 + 1 | 1",
        "sum(m) | 2", // the sum that grows, and what is added or answered
        "sum by (i) (m) | 10", // five sums, and as many results
        "quantile(0.5, m) | 6", // all values, and their quantile
        "topk(2, m) | 4", // those that were chosen, and as many results
        "rate(m[1m]) | 11", // six of the last series, five results
        "m + m | 7", // one of each side, five results
        "absent(nothing) | 1"
      })
  void ofAQueryAtOneMoment(String query, long expected) {
    assertThat(peak(PromQl.over(store).query(query).at(Instant.ofEpochSecond(600))))
        .as(query)
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "m | 20", // five series at four steps
        "m{i='0'} | 4",
        "sum(m) | 8",
        "rate(m{i='0'}[1m]) | 14", // from 550 to 640 s, and four results
        "max_over_time(m{i='0'}[1m:20s]) | 9" // from 560 to 640 s, and four results
      })
  void ofAQueryOverARange(String query, long expected) {
    Query range =
        PromQl.over(store)
            .query(query)
            .between(
                Instant.ofEpochSecond(600), Instant.ofEpochSecond(645), Duration.ofSeconds(15));
    assertThat(peak(range)).as(query).isEqualTo(expected);
  }

  @Test
  void countsAHistogramByItsSize() {
    Instant at = Instant.ofEpochSecond(600);
    assertThat(peak(PromQl.over(store).query("h").at(at))).isEqualTo(HISTOGRAM);
    assertThat(peak(PromQl.over(store).query("h[1m]").at(at))).isEqualTo(6 * HISTOGRAM);
    assertThat(peak(PromQl.over(store).query("{__name__=~'h|m'}").at(at)))
        .isEqualTo(HISTOGRAM + SERIES);
  }

  private static long peak(Query query) {
    return query.run().statistics().peakSamples();
  }
}
