package io.kubernaut.metrics.registry.cells;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which meters and which threads get cells of their own. */
@Tag("BR-MET-002")
class HeatTest {
  private static final long BUDGET = 1 << 20;

  private final AtomicLong clock = new AtomicLong();
  private final CellKeeper keeper = new CellKeeper(BUDGET);
  private final Cells cells =
      new Cells(clock::get, keeper, new SeriesLimits(1_000, 1_000), new MisuseLog());
  private final SeriesGroup group =
      new SeriesGroup(
          cells,
          new SeriesDefinition(
              "requests", Meter.Type.COUNTER, List.of("route"), Tags.empty(), null, null),
          CounterSeries::new);

  private CounterSeries counter(String route) {
    return (CounterSeries) group.with(route);
  }

  private void add(CounterSeries counter, int times, Duration interval) {
    for (int i = 0; i < times; i++) {
      clock.addAndGet(interval.toNanos());
      counter.increment();
    }
  }

  private AdaptiveHistogram histogram() {
    WindowEpoch epoch = new WindowEpoch(clock::get, Duration.ofSeconds(40), true);
    return new AdaptiveHistogram(
        new HistogramShape(new ExponentialLayout(6), new long[0], true, epoch, keeper));
  }

  private void record(AdaptiveHistogram histogram, int times, Duration interval) {
    for (int i = 0; i < times; i++) {
      clock.addAndGet(interval.toNanos());
      histogram.recordNanos(1_000_000L + i);
    }
  }

  @Test
  void givesACounterOfTwentyASecondItsOwnCell() {
    CounterSeries counter = counter("/");
    add(counter, 200, Duration.ofMillis(50));
    assertThat(keeper.hotMeters()).isEqualTo(1);
    assertThat(counter.whole()).isEqualTo(200);
  }

  @Test
  void leavesACounterOfTwoASecondSmall() {
    CounterSeries counter = counter("/");
    add(counter, 2_000, Duration.ofMillis(500));
    assertThat(keeper.hotMeters()).isZero();
    assertThat(keeper.reservedBytes()).isZero();
    assertThat(counter.whole()).isEqualTo(2_000);
  }

  @Test
  void countsAdditionsAndNotAmountsAsUse() {
    CounterSeries bytes = counter("/");
    for (int i = 0; i < 100; i++) {
      clock.addAndGet(Duration.ofSeconds(1).toNanos());
      bytes.increment(1_000_000);
    }
    assertThat(keeper.hotMeters()).isZero();
    assertThat(bytes.whole()).isEqualTo(100_000_000);
    assertThat(bytes.additions(bytes.whole())).isEqualTo(100);
  }

  @Test
  void asksForMoreUseTheLessMemoryIsLeft() {
    assertThat(keeper.reserve(BUDGET * 99 / 100)).isTrue();
    add(counter("/slow"), 400, Duration.ofMillis(50));
    assertThat(keeper.hotMeters()).as("twenty a second, one percent left").isZero();
    add(counter("/fast"), 400, Duration.ofNanos(400_000));
    assertThat(keeper.hotMeters()).as("2,500 a second").isEqualTo(1);
  }

  @Test
  void stripesABusyCounterWhenNoMemoryIsLeft() {
    assertThat(keeper.reserve(BUDGET)).isTrue();
    CounterSeries counter = counter("/");
    add(counter, 1_000, Duration.ofNanos(1_000));
    assertThat(keeper.hotMeters()).isZero();
    assertThat(keeper.reservedBytes()).isEqualTo(BUDGET);
    assertThat(counter.whole()).isEqualTo(1_000);
  }

  @Test
  void givesAThreadThatRecordsOftenACellAndOneThatPassesByNone() throws InterruptedException {
    CounterSeries counter = counter("/");
    add(counter, 200, Duration.ZERO);
    long one = keeper.reservedBytes();
    inAnotherThread(() -> add(counter, 3, Duration.ZERO));
    assertThat(keeper.reservedBytes()).isEqualTo(one);
    inAnotherThread(() -> add(counter, 300, Duration.ZERO));
    assertThat(keeper.reservedBytes()).isEqualTo(2 * one);
    assertThat(counter.whole()).isEqualTo(503);
    keeper.foldAbandoned();
    assertThat(keeper.reservedBytes()).isEqualTo(one);
    assertThat(counter.whole()).isEqualTo(503);
    assertThat(counter.additions(counter.whole())).isEqualTo(503);
  }

  @Test
  void passesTheFirstPlaceOnWhenItsThreadHasDied() throws InterruptedException {
    CounterSeries counter = counter("/");
    inAnotherThread(() -> add(counter, 200, Duration.ZERO));
    keeper.foldAbandoned();
    assertThat(keeper.reservedBytes()).isZero();
    add(counter, 300, Duration.ZERO);
    assertThat(keeper.reservedBytes()).isPositive();
    inAnotherThread(() -> add(counter, 300, Duration.ZERO));
    assertThat(counter.whole()).isEqualTo(800);
  }

  @Test
  void givesATimerOfTwentyASecondItsOwnShard() {
    AdaptiveHistogram histogram = histogram();
    record(histogram, 200, Duration.ofMillis(50));
    assertThat(keeper.hotMeters()).isEqualTo(1);
    assertThat(histogram.count()).isEqualTo(200);
  }

  @Test
  void leavesATimerOfTwoASecondSmall() {
    AdaptiveHistogram histogram = histogram();
    record(histogram, 2_000, Duration.ofMillis(500));
    assertThat(keeper.hotMeters()).isZero();
    assertThat(histogram.count()).isEqualTo(2_000);
  }

  @Test
  void keepsCountAndSumOfAHistogramAsItsThreadsComeAndGo() throws InterruptedException {
    AdaptiveHistogram histogram = histogram();
    for (int life = 0; life < 5; life++) {
      inAnotherThread(() -> record(histogram, 500, Duration.ZERO));
      record(histogram, 500, Duration.ZERO);
      keeper.foldAbandoned();
    }
    assertThat(histogram.count()).isEqualTo(5_000);
    assertThat(histogram.sumNanos()).isEqualTo(10 * (500L * 1_000_000 + 500 * 499 / 2));
    HistogramReading reading = new HistogramReading();
    histogram.read(reading);
    assertThat(reading.count()).isEqualTo(5_000);
    assertThat(histogram.maxKey()).isEqualTo(1_000_499);
  }

  @Test
  void takesNothingOfTheBudgetForAMeterThatWasRemoved() throws InterruptedException {
    CounterSeries hot = counter("/hot");
    CounterSeries cold = counter("/cold");
    AdaptiveHistogram histogram = histogram();
    add(hot, 200, Duration.ZERO);
    record(histogram, 200, Duration.ZERO);
    group.remove(hot);
    group.remove(cold);
    histogram.release();
    assertThat(keeper.reservedBytes()).isZero();

    for (CounterSeries kept : List.of(hot, cold)) {
      add(kept, 300, Duration.ZERO);
      inAnotherThread(() -> add(kept, 300, Duration.ZERO));
    }
    record(histogram, 300, Duration.ZERO);
    histogram.recordNanos(1); // beyond the window
    inAnotherThread(() -> record(histogram, 300, Duration.ZERO));
    assertThat(keeper.reservedBytes()).isZero();
    assertThat(keeper.hotMeters()).isZero();
    assertThat(hot.whole()).as("whoever holds it goes on counting").isEqualTo(800);
    assertThat(cold.whole()).isEqualTo(600);
    assertThat(histogram.count()).isEqualTo(801);
  }

  private static void inAnotherThread(Runnable work) throws InterruptedException {
    Thread thread = new Thread(work);
    thread.start();
    thread.join();
  }
}
