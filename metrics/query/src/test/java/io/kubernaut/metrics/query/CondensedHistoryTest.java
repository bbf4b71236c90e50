package io.kubernaut.metrics.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.core.runtime.Platform;
import io.kubernaut.core.storage.Storage;
import io.kubernaut.core.storage.journal.Durability;
import io.kubernaut.core.storage.simulation.SimulatedDisk;
import io.kubernaut.core.testing.TestPlatform;
import io.kubernaut.metrics.store.Appender;
import io.kubernaut.metrics.store.InMemorySeries;
import io.kubernaut.metrics.store.Labels;
import io.kubernaut.metrics.store.SampleColumns;
import io.kubernaut.metrics.store.SeriesSink;
import io.kubernaut.metrics.store.SeriesSource;
import io.kubernaut.metrics.store.engine.StoreOptions;
import io.kubernaut.metrics.store.engine.Tier;
import io.kubernaut.metrics.store.engine.TimeSeriesStore;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Queries over long times read condensed history, and answer as they would from all samples. */
@Timeout(300)
class CondensedHistoryTest {
  private static final long BEGIN = 1_704_067_200_000L; // a whole day
  private static final long OFFSET = 7_000; // no sample on the border of two windows
  private static final long INTERVAL = 60_000;
  private static final int PER_DAY = 24 * 60;
  private static final int SERIES = 4;
  private static final StoreOptions OPTIONS =
      StoreOptions.STANDARD
          .withRetention(Duration.ofDays(3), Long.MAX_VALUE)
          .withTiers(Tier.FIVE_MINUTES, Tier.HOUR)
          .withDurability(Durability.operatingSystem());

  private final TestPlatform test = TestPlatform.seeded(1);
  private final Platform platform = test.platform("condensed").start();
  private final SplittableRandom random = new SplittableRandom(5);
  private final double[] counts = new double[SERIES];

  @AfterEach
  void end() {
    platform.close();
  }

  private static Labels series(String name, int number) {
    return Labels.of(Labels.NAME, name, "i", Integer.toString(number));
  }

  private void writeDay(int day, SeriesSink... sinks) throws IOException {
    double[][] drawn = new double[2 * SERIES][PER_DAY];
    for (int i = 0; i < PER_DAY; i++) {
      for (int s = 0; s < SERIES; s++) {
        counts[s] = random.nextInt(900) == 0 ? 0 : counts[s] + random.nextInt(9);
        drawn[s][i] = counts[s];
        drawn[SERIES + s][i] = random.nextInt(1_000) / 8.0;
      }
    }
    for (SeriesSink sink : sinks) {
      try (Appender batch = sink.appender()) {
        for (int s = 0; s < 2 * SERIES; s++) {
          String name = s < SERIES ? "c" : "g";
          long reference = batch.series(series(name, s % SERIES));
          for (int i = 0; i < PER_DAY; i++) {
            long time = BEGIN + OFFSET + (day * (long) PER_DAY + i) * INTERVAL;
            batch.append(reference, time, drawn[s][i], SampleColumns.NO_START);
          }
        }
        batch.commit();
      }
    }
    test.advance(Duration.ofSeconds(3));
  }

  private static QueryValue ask(
      SeriesSource source, String query, int from, int to, Duration step) {
    Instant begin = Instant.ofEpochMilli(BEGIN).plus(Duration.ofDays(from));
    Instant end = Instant.ofEpochMilli(BEGIN).plus(Duration.ofDays(to));
    return PromQl.over(source).query(query).between(begin, end, step).run().value();
  }

  private static void compare(String query, QueryValue condensed, QueryValue samples) {
    List<SampleSeries> found = ((QueryValue.Matrix) condensed).series();
    List<SampleSeries> expected = ((QueryValue.Matrix) samples).series();
    assertThat(found).as(query).hasSameSizeAs(expected).isNotEmpty();
    for (int i = 0; i < expected.size(); i++) {
      assertThat(found.get(i).labels()).as(query).isEqualTo(expected.get(i).labels());
      assertThat(found.get(i).size()).as(query).isEqualTo(expected.get(i).size());
      for (int at = 0; at < expected.get(i).size(); at++) {
        double value = expected.get(i).value(at);
        assertThat(found.get(i).timeMillis(at)).isEqualTo(expected.get(i).timeMillis(at));
        assertThat(found.get(i).value(at))
            .as("%s of %s at %s", query, expected.get(i).labels(), expected.get(i).timeMillis(at))
            .isCloseTo(value, Offset.offset(1e-9 * Math.max(1, Math.abs(value))));
      }
    }
  }

  @Test
  @Tag("BR-PERF-015")
  void answersAreThoseOfTheSamples() throws IOException {
    InMemorySeries all = InMemorySeries.create();
    try (Storage storage = SimulatedDisk.create().open();
        TimeSeriesStore store = TimeSeriesStore.open(platform, storage, OPTIONS)) {
      int days = 12;
      for (int day = 0; day < days; day++) {
        writeDay(day, store, all);
      }
      for (String query :
          List.of(
              "rate(c[1h])",
              "sum by (i) (increase(c[10h]))",
              "max_over_time(g[1h])",
              "min_over_time(g[1h])",
              "sum_over_time(g[10h])",
              "avg_over_time(g[1h])",
              "count_over_time(g[1h])",
              "last_over_time(g[1h])",
              "sum(rate(c[12h]))")) {
        QueryValue condensed = ask(store, query, 1, days - 1, Duration.ofHours(1));
        compare(query, condensed, ask(all, query, 1, days - 1, Duration.ofHours(1)));
      }
      QueryResult old =
          PromQl.over(store)
              .query("sum_over_time(g[1h])")
              .at(Instant.ofEpochMilli(BEGIN).plus(Duration.ofDays(2)))
              .run();
      assertThat(old.infos().toString()).contains("condensed");
    }
  }

  private record Cost(long samples, long cpuNanos) {}

  private static Cost cost(SeriesSource source, String query, int day, Duration range) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    Instant end = Instant.ofEpochMilli(BEGIN).plus(Duration.ofDays(day));
    long best = Long.MAX_VALUE;
    long samples = 0;
    for (int run = 0; run < 25; run++) {
      long begin = threads.getCurrentThreadCpuTime();
      QueryResult result =
          PromQl.over(source)
              .query(query)
              .between(end.minus(range), end, range.dividedBy(60))
              .run();
      best = Math.min(best, threads.getCurrentThreadCpuTime() - begin);
      samples = result.statistics().samples();
    }
    return new Cost(samples, best);
  }

  @Test
  @Tag("BR-PERF-014")
  void theNewestHourCostsAsMuchAfterNinetyDaysAsAfterOne() throws IOException {
    List<String> standard =
        List.of("rate(c[5m])", "sum(rate(c[5m]))", "g", "max_over_time(g[10m])", "topk(2, g)");
    Cost[][] costs = new Cost[3][standard.size()];
    int[] ages = {1, 10, 90};
    try (Storage storage = SimulatedDisk.create().open();
        TimeSeriesStore store = TimeSeriesStore.open(platform, storage, OPTIONS)) {
      int day = 0;
      for (int age = 0; age < ages.length; age++) {
        for (; day < ages[age]; day++) {
          writeDay(day, store);
        }
        for (int i = 0; i < standard.size(); i++) {
          costs[age][i] = cost(store, standard.get(i), day, Duration.ofHours(1));
        }
      }
    }
    for (int i = 0; i < standard.size(); i++) {
      long most = Math.max(costs[1][i].samples(), costs[2][i].samples());
      assertThat(most).as(standard.get(i)).isLessThanOrEqualTo(2 * costs[0][i].samples());
      assertThat(costs[2][i].cpuNanos())
          .as("processor time of %s, the best of 25", standard.get(i))
          .isLessThan(2 * costs[0][i].cpuNanos() + 1_000_000);
    }
  }
}
