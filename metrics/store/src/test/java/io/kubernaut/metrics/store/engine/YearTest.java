package io.kubernaut.metrics.store.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kubernaut.core.runtime.Platform;
import io.kubernaut.core.storage.Storage;
import io.kubernaut.core.storage.journal.Durability;
import io.kubernaut.core.testing.TestPlatform;
import io.kubernaut.metrics.store.Appender;
import io.kubernaut.metrics.store.LabelMatcher;
import io.kubernaut.metrics.store.Labels;
import io.kubernaut.metrics.store.ReadHint;
import io.kubernaut.metrics.store.ReadHint.Reading;
import io.kubernaut.metrics.store.SampleColumns;
import io.kubernaut.metrics.store.SeriesQuery;
import io.kubernaut.metrics.store.SeriesSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A simulated year, a sample every two minutes: what is condensed says what the samples said. */
@Tag("BR-PERF-015")
@Timeout(600)
class YearTest {
  private static final long INTERVAL = Duration.ofMinutes(2).toMillis();
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final int PER_DAY = 24 * 30;
  private static final int DAYS = 365;
  private static final int GAUGE = 1;
  private static final int WINDOWS = 25;
  private static final long BEGIN = 1_672_531_200_000L; // a whole day
  private static final long END = BEGIN + DAYS * 24L * HOUR;
  private static final long MOST_BYTES = 8L << 20;
  private static final StoreOptions OPTIONS =
      StoreOptions.STANDARD
          .withRetention(Duration.ofDays(15), MOST_BYTES)
          .withTiers(Tier.FIVE_MINUTES, Tier.HOUR)
          .withRules(
              new RetentionRule(
                  List.of(LabelMatcher.equal(Labels.NAME, "short")), Duration.ofDays(2)))
          .withDurability(Durability.operatingSystem());
  private static final List<String> METRICS = List.of("counter", "gauge", "held", "short");

  @TempDir private Path folder;
  private final TestPlatform test = TestPlatform.seeded(1);
  private final Platform platform = test.platform("year").start();
  private final double[][] model = new double[METRICS.size()][DAYS * PER_DAY];
  private Storage storage;
  private TimeSeriesStore store;

  @BeforeEach
  void open() throws IOException {
    storage = Storage.open(folder);
    store = TimeSeriesStore.open(platform, storage, OPTIONS);
  }

  @AfterEach
  void close() throws IOException {
    store.close();
    storage.close();
    platform.close();
  }

  private void draw(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] state = new double[METRICS.size()];
    for (int minute = 0; minute < DAYS * PER_DAY; minute++) {
      for (int series = 0; series < state.length; series++) {
        boolean isGauge = series == GAUGE;
        state[series] =
            isGauge
                ? random.nextInt(-500, 500) / 4.0
                : random.nextInt(3_000) == 0
                    ? random.nextInt(9)
                    : state[series] + random.nextInt(20);
        model[series][minute] = state[series];
      }
    }
  }

  private static long time(int minute) {
    return BEGIN + minute * INTERVAL;
  }

  private void writeDays(int from, int to) throws IOException {
    for (int day = from; day < to; day++) {
      for (int part = 0; part < 4; part++) {
        try (Appender batch = store.appender()) {
          int begin = day * PER_DAY + part * PER_DAY / 4;
          for (int series = 0; series < METRICS.size(); series++) {
            long reference = batch.series(Labels.of(Labels.NAME, METRICS.get(series)));
            for (int minute = begin; minute < begin + PER_DAY / 4; minute++) {
              batch.append(reference, time(minute), model[series][minute], SampleColumns.NO_START);
            }
          }
          batch.commit();
        }
        test.advance(Duration.ofSeconds(1));
      }
      test.advance(Duration.ofSeconds(15));
      assertThat(store.status().blockBytes()).as("day %s", day).isLessThan(MOST_BYTES);
    }
  }

  private SampleColumns read(String metric, Reading reading, long spacing, long from, long to) {
    SampleColumns columns = new SampleColumns();
    SeriesQuery query =
        SeriesQuery.of(List.of(LabelMatcher.equal(Labels.NAME, metric)), from, to)
            .withHint(new ReadHint(reading, spacing));
    try (SeriesSet set = store.select(query)) {
      if (set.size() == 1) {
        set.read(0, columns);
      }
    }
    return columns;
  }

  /** Checks windows of whole hours, spread over a time, with a hint or without. */
  private void check(int series, long from, long to, long spacing, int width) {
    String metric = METRICS.get(series);
    long end = from + width * HOUR - 1;
    String where = "%s from %s to %s at %s".formatted(metric, from, to, spacing);
    long stride = Math.max(1, (to - from) / HOUR / WINDOWS) * HOUR;
    for (long at = from; end < to; at += stride, end = at + width * HOUR - 1) {
      int first = (int) ((at - BEGIN) / INTERVAL);
      int last = (int) ((end - BEGIN) / INTERVAL);
      double sum = 0;
      double min = Double.MAX_VALUE;
      double max = -Double.MAX_VALUE;
      double increase = 0;
      for (int i = first; i <= last; i++) {
        double value = model[series][i];
        sum += value;
        min = Math.min(min, value);
        max = Math.max(max, value);
        double before = i == first ? value : model[series][i - 1];
        increase += value < before ? value : value - before;
      }
      SampleColumns sums = read(metric, Reading.SUM, spacing, at, end);
      assertThat(total(sums)).as(where).isCloseTo(sum, within(1e-6));
      assertThat(weights(sums)).as(where).isEqualTo(last - first + 1.0);
      assertThat(extreme(read(metric, Reading.MIN, spacing, at, end), -1)).as(where).isEqualTo(min);
      assertThat(extreme(read(metric, Reading.MAX, spacing, at, end), 1)).as(where).isEqualTo(max);
      SampleColumns counter = read(metric, Reading.COUNTER, spacing, at, end);
      assertThat(counter.times()[0]).as(where).isEqualTo(time(first));
      if (series != GAUGE) {
        assertThat(increase(counter)).as(where).isCloseTo(increase, within(1e-6));
      }
      SampleColumns lasts = read(metric, Reading.LAST, spacing, at, end);
      assertThat(lasts.values()[lasts.size() - 1]).as(where).isEqualTo(model[series][last]);
      assertThat(lasts.times()[lasts.size() - 1]).as(where).isEqualTo(time(last));
    }
  }

  private static double total(SampleColumns columns) {
    double sum = 0;
    for (int i = 0; i < columns.size(); i++) {
      sum += columns.values()[i];
    }
    return sum;
  }

  private static double weights(SampleColumns columns) {
    double sum = 0;
    for (int i = 0; i < columns.size(); i++) {
      sum += columns.hasWeights() ? columns.weights()[i] : 1;
    }
    return sum;
  }

  private static double extreme(SampleColumns columns, int sign) {
    double found = columns.values()[0];
    for (int i = 1; i < columns.size(); i++) {
      found = sign * columns.values()[i] > sign * found ? columns.values()[i] : found;
    }
    return found;
  }

  private static double increase(SampleColumns columns) {
    double increase = 0;
    for (int i = 1; i < columns.size(); i++) {
      double before = columns.values()[i - 1];
      double now = columns.values()[i];
      increase += now < before ? now : now - before;
    }
    return increase;
  }

  private static int raw(SampleColumns columns) {
    return columns.size() - columns.condensed();
  }

  @Test
  @Tag("BR-REL-006")
  void aYearIsCondensedExpiredHeldAndReconciled() throws IOException {
    draw(42);
    long heldFrom = BEGIN + 40 * 24 * HOUR;
    long heldTo = heldFrom + 5 * 24 * HOUR;
    writeDays(0, 50);
    store.hold(
        new LegalHold(
            "case 7", List.of(LabelMatcher.equal(Labels.NAME, "held")), heldFrom, heldTo));
    writeDays(50, 200);
    store.close();
    store = TimeSeriesStore.open(platform, storage, OPTIONS);
    assertThat(store.holds()).extracting(LegalHold::name).containsExactly("case 7");
    writeDays(200, DAYS);
    test.advance(Duration.ofMinutes(5));

    assertThat(read("counter", Reading.LAST, 0, END - 12 * 24 * HOUR, END).condensed())
        .as("the newest as they came in")
        .isZero();
    assertThat(raw(read("counter", Reading.LAST, 0, BEGIN, END)))
        .as("samples are kept for 15 days, and as long as a block")
        .isBetween(15 * PER_DAY, 25 * PER_DAY);
    assertThat(raw(read("short", Reading.LAST, 0, BEGIN, END)))
        .as("those of a shorter rule less long")
        .isBetween(PER_DAY, 12 * PER_DAY);
    SampleColumns fine =
        read("gauge", Reading.MAX, 300_000, END - 80 * 24 * HOUR, END - 30 * 24 * HOUR);
    assertThat(fine.spacing()).as("5 minutes are kept for 90 days").isEqualTo(300_000);

    SampleColumns held = read("held", Reading.LAST, 0, heldFrom, heldTo);
    assertThat(raw(held)).as("held samples").isGreaterThanOrEqualTo(5 * PER_DAY);
    for (int i = 0; i < 5 * PER_DAY; i++) {
      int minute = 40 * PER_DAY + i;
      assertThat(held.times()[i]).isEqualTo(time(minute));
      assertThat(held.values()[i]).isEqualTo(model[2][minute]);
    }

    for (int series = 0; series < 3; series++) {
      check(series, BEGIN + 24 * HOUR, END - 24 * HOUR, HOUR, 24 * 7);
      check(series, END - 80 * 24 * HOUR, END - 24 * HOUR, 300_000, 5);
      check(series, BEGIN + 24 * HOUR, END - 24 * HOUR, 0, 24 * 3);
    }
    assertThat(read("short", Reading.LAST, 0, BEGIN, END - 30 * 24 * HOUR).size())
        .as("a rule holds for condensed history too")
        .isZero();

    Reconciliation books = store.reconcile();
    assertThat(books.differences()).isEmpty();
    assertThat(books.stretches()).isGreaterThan(10_000);
    assertThat(store.verify().problems()).isEmpty();
    assertThat(store.release("case 7")).isTrue();
    test.advance(Duration.ofMinutes(3));
    assertThat(raw(read("held", Reading.LAST, 0, heldFrom, heldTo))).as("released").isZero();
  }

  @Test
  @Tag("BR-REL-006")
  void aMissingBlockIsFoundByReconciling() throws IOException {
    draw(7);
    writeDays(0, 3);
    assertThat(store.reconcile().differences()).isEmpty();
    store.close();
    storage.close();
    try (Stream<Path> files = Files.list(folder.resolve("blocks"))) {
      List<Path> blocks =
          files.filter(file -> file.toString().endsWith(".block")).sorted().toList();
      Files.delete(blocks.get(blocks.size() / 2));
    }
    storage = Storage.open(folder);
    store = TimeSeriesStore.open(platform, storage, OPTIONS);
    assertThat(store.reconcile().differences())
        .isNotEmpty()
        .allSatisfy(difference -> assertThat(difference.samples()).isNaN());
  }
}
