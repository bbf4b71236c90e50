package io.kubernaut.metrics.registry.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kubernaut.metrics.registry.KubernautMeterRegistry;
import io.kubernaut.metrics.registry.SettableGauge;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("BR-MET-002")
class RollUpsTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration TEN = Duration.ofSeconds(10);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final MockClock clock = new MockClock();
  private final KubernautMeterRegistry registry =
      KubernautMeterRegistry.builder().clock(clock).build();
  private final RollUps rollUps = registry.rollUps();

  @AfterEach
  void close() {
    registry.close();
  }

  private void pass(Duration time) {
    clock.add(time);
    rollUps.tick();
  }

  private void startAtWholeMinute() {
    clock.add(Duration.ofMillis(60_000 - clock.wallTime() % 60_000));
  }

  private RollUp only(Duration interval, String name) {
    return rollUps.latest(interval).orElseThrow().find(name).get(0);
  }

  @Test
  void putsWhatIsRecordedAtABoundaryIntoTheWindowThatBegins() {
    startAtWholeMinute();
    Counter orders = registry.counter("orders");
    rollUps.every(TEN);
    clock.add(Duration.ofMillis(9_999));
    orders.increment(3);
    pass(Duration.ofMillis(1));
    assertThat(only(TEN, "orders").sum()).isEqualTo(3);

    orders.increment(4);
    pass(TEN);
    assertThat(only(TEN, "orders").sum()).isEqualTo(4);
    assertThat(only(TEN, "orders").last()).isEqualTo(7);
  }

  @Test
  void saysTheTrueBoundsOfAWindowWhoseEndWasNoticedLate() {
    startAtWholeMinute();
    rollUps.every(TEN);
    pass(Duration.ofMillis(12_500));
    RollUpWindow window = rollUps.latest(TEN).orElseThrow();
    assertThat(Duration.between(window.start(), window.end())).isEqualTo(Duration.ofMillis(12_500));
    pass(Duration.ofMillis(7_500));
    assertThat(rollUps.latest(TEN).orElseThrow().start()).isEqualTo(window.end());
  }

  @Test
  void countsNothingFromBeforeTheFirstWindow() {
    Counter orders = registry.counter("orders");
    Timer times = registry.timer("times");
    orders.increment(100);
    times.record(5, TimeUnit.SECONDS);
    rollUps.every(SECOND);
    orders.increment(1);
    pass(SECOND);
    assertThat(only(SECOND, "orders").sum()).isEqualTo(1);
    assertThat(only(SECOND, "times_seconds").count()).isZero();
  }

  @Test
  void readsAGaugeOnceATickAndKeepsLeastGreatestAndLast() {
    startAtWholeMinute();
    SettableGauge depth = registry.gauges("queue.depth").register().with();
    rollUps.every(TEN);
    depth.set(5);
    for (double value : new double[] {7, 2, 9, 4}) {
      pass(SECOND);
      depth.set(value);
    }
    pass(Duration.ofSeconds(6));
    RollUp rollUp = only(TEN, "queue_depth");
    assertThat(rollUp.count()).isEqualTo(5);
    assertThat(rollUp.min()).isEqualTo(2);
    assertThat(rollUp.max()).isEqualTo(9);
    assertThat(rollUp.last()).isEqualTo(4);
    assertThat(rollUp.mean()).isEqualTo((5 + 7 + 2 + 9 + 4) / 5.0);
  }

  @Test
  void knowsASingleRecordingExactly() {
    rollUps.every(SECOND);
    registry.timer("times").record(1_234_567_891, TimeUnit.NANOSECONDS);
    pass(SECOND);
    RollUp rollUp = only(SECOND, "times_seconds");
    assertThat(rollUp.min()).isEqualTo(1.234567891);
    assertThat(rollUp.max()).isEqualTo(1.234567891);
    assertThat(rollUp.sum()).isEqualTo(1.234567891);
  }

  @Test
  void estimatesQuantilesWithinOnePercentOfTheSortedData() {
    long seed = 20260101;
    Random random = new Random(seed);
    DistributionSummary sizes = registry.summary("payload");
    rollUps.every(SECOND);
    double[] values = new double[50_000];
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.exp(random.nextGaussian() * 3);
      sizes.record(values[i]);
    }
    pass(SECOND);
    Arrays.sort(values);
    RollUp rollUp = only(SECOND, "payload");
    for (double q : new double[] {0, 0.001, 0.5, 0.9, 0.99, 0.999, 1}) {
      double truth = values[(int) Math.max(0, Math.ceil(q * values.length) - 1)];
      assertThat(rollUp.quantile(q) / truth)
          .as("quantile %s, seed %d", q, seed)
          .isCloseTo(1, within(0.01));
    }
    assertThat(rollUp.max() / values[values.length - 1]).isCloseTo(1, within(0.01));
    assertThat(rollUp.min() / values[0]).isCloseTo(1, within(0.01));
  }

  @Test
  void losesNothingWhenIntervalsChange() {
    startAtWholeMinute();
    List<RollUpWindow> seconds = new ArrayList<>();
    List<RollUpWindow> tens = new ArrayList<>();
    rollUps.onWindow(w -> (w.interval().equals(SECOND) ? seconds : tens).add(w));
    Counter orders = registry.counter("orders");
    rollUps.every(TEN);
    orders.increment(2);
    pass(Duration.ofSeconds(3));
    orders.increment(5);
    rollUps.every(SECOND);
    orders.increment(11);
    pass(SECOND);
    orders.increment(1);
    rollUps.every();
    orders.increment(1_000);
    pass(MINUTE);

    assertThat(tens).singleElement().satisfies(w -> assertThat(sum(w)).isEqualTo(7));
    assertThat(seconds).extracting(RollUpsTest::sum).containsExactly(11.0, 1.0);
    assertThat(rollUps.intervals()).isEmpty();
  }

  private static double sum(RollUpWindow window) {
    return window.find("orders").get(0).sum();
  }

  @Test
  void addsUpToTheTotalsOfEightWritersExactly() throws InterruptedException {
    long seed = 42;
    Counter orders = registry.counter("orders");
    Timer times = registry.timer("times");
    List<RollUpWindow> windows = new ArrayList<>();
    rollUps.every(SECOND, TEN, MINUTE);
    rollUps.onWindow(windows::add);
    LongAdder amount = new LongAdder();
    LongAdder nanos = new LongAdder();
    int writers = 8;
    int each = 40_000;
    AtomicInteger running = new AtomicInteger(writers);
    CountDownLatch begin = new CountDownLatch(1);
    List<Thread> threads = new ArrayList<>();
    for (int w = 0; w < writers; w++) {
      Random random = new Random(seed + w);
      Thread thread =
          new Thread(
              () -> {
                await(begin);
                for (int i = 0; i < each; i++) {
                  int value = random.nextInt(1_000);
                  orders.increment(value);
                  times.record(value, TimeUnit.MICROSECONDS);
                  amount.add(value);
                  nanos.add(value * 1_000L);
                }
                running.decrementAndGet();
              });
      thread.start();
      threads.add(thread);
    }
    begin.countDown();
    int turn = 0;
    while (running.get() > 0) {
      pass(Duration.ofMillis(700));
      if (++turn % 7 == 0) {
        rollUps.every(
            turn % 2 == 0 ? new Duration[] {SECOND, TEN} : new Duration[] {SECOND, MINUTE});
      }
    }
    for (Thread thread : threads) {
      thread.join();
    }
    rollUps.every();

    List<RollUpWindow> fine = windows.stream().filter(w -> w.interval().equals(SECOND)).toList();
    assertThat(fine.stream().mapToDouble(RollUpsTest::sum).sum()).isEqualTo((double) amount.sum());
    List<RollUp> timed = fine.stream().map(w -> w.find("times_seconds").get(0)).toList();
    assertThat(timed.stream().mapToLong(RollUp::count).sum()).isEqualTo((long) writers * each);
    assertThat(timed.stream().mapToLong(r -> (long) Math.rint(r.sum() * 1e9)).sum())
        .isEqualTo(nanos.sum());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void goesOnWhenAListenerThrows() {
    List<RollUpWindow> seen = new ArrayList<>();
    rollUps.onWindow(
        window -> {
          throw new IllegalStateException("planted");
        });
    rollUps.onWindow(seen::add).close();
    rollUps.onWindow(seen::add);
    rollUps.every(SECOND);
    pass(SECOND);
    assertThat(seen).hasSize(1);
  }

  @Test
  void keepsABoundedHistory() {
    rollUps.every(SECOND);
    for (int i = 0; i < RollUps.KEPT + 5; i++) {
      pass(SECOND);
    }
    assertThat(rollUps.history(SECOND)).hasSize(RollUps.KEPT);
  }

  @Test
  void refusesIntervalsItCanNotHold() {
    assertThatThrownBy(() -> rollUps.every(Duration.ofMillis(10)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid roll-up interval PT0.01S. Use at least PT1S.");
    Duration[] many = new Duration[9];
    Arrays.setAll(many, i -> Duration.ofSeconds(i + 1));
    assertThatThrownBy(() -> rollUps.every(many))
        .hasMessage("9 roll-up intervals are too many. Use at most 8.");
  }
}
