package io.kubernaut.metrics.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Timer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Totals are exact and never step back, whatever threads come, write and die. */
@Tag("BR-MET-002")
class RegistryConcurrencyTest {
  private static final int THREADS = 16;
  private static final int GENERATIONS = 20;
  private static final int EACH = 5_000;

  private final KubernautMeterRegistry registry = KubernautMeterRegistry.create();

  @AfterEach
  void close() {
    registry.close();
  }

  private static void inManyThreads(IntConsumer work) throws InterruptedException {
    for (int generation = 0; generation < GENERATIONS; generation++) {
      List<Thread> threads = new ArrayList<>();
      for (int t = 0; t < THREADS; t++) {
        int id = t;
        Thread thread = new Thread(() -> work.accept(id), "writer " + id);
        threads.add(thread);
        thread.start();
      }
      for (Thread thread : threads) {
        thread.join();
      }
    }
  }

  @Test
  void losesNoIncrementWhenThreadsComeAndGo() throws InterruptedException {
    Counter counter = registry.counter("churn");
    inManyThreads(
        id -> {
          for (int i = 0; i < EACH; i++) {
            counter.increment();
          }
          registry.counter("registered.meanwhile", "thread", Integer.toString(id)).increment();
        });
    assertThat(counter.count()).isEqualTo((double) THREADS * GENERATIONS * EACH);
    assertThat(registry.status().hotMeters()).as("the counter became hot").isPositive();
    for (int t = 0; t < THREADS; t++) {
      assertThat(registry.counter("registered.meanwhile", "thread", Integer.toString(t)).count())
          .isEqualTo((double) GENERATIONS);
    }
  }

  @Test
  void losesNoRecordingOfTimersAndSummaries() throws InterruptedException {
    Timer timer = registry.timers("latency").labels("route").register().with("/");
    DistributionSummary summary = registry.summaries("size").labels("route").register().with("/");
    inManyThreads(
        id -> {
          for (int i = 1; i <= EACH; i++) {
            timer.record(i * 1_000L, TimeUnit.NANOSECONDS);
            summary.record(i);
          }
        });
    long each = (long) EACH * (EACH + 1) / 2;
    long records = (long) THREADS * GENERATIONS * EACH;
    assertThat(timer.count()).isEqualTo(records);
    assertThat(timer.totalTime(TimeUnit.NANOSECONDS))
        .isEqualTo(1_000.0 * each * THREADS * GENERATIONS);
    assertThat(summary.count()).isEqualTo(records);
    assertThat(summary.totalAmount()).isEqualTo((double) each * THREADS * GENERATIONS);
    assertThat(timer.max(TimeUnit.MICROSECONDS)).isEqualTo(EACH);
  }

  @Test
  void neverShowsAReaderAStepBack() throws InterruptedException {
    Counter counter = registry.counter("forward");
    Timer timer = registry.timer("forward.time");
    AtomicBoolean running = new AtomicBoolean(true);
    AtomicLong readings = new AtomicLong();
    AtomicLong stepsBack = new AtomicLong();
    Thread reader =
        new Thread(
            () -> {
              double count = 0;
              long times = 0;
              while (running.get()) {
                double nextCount = counter.count();
                long nextTimes = timer.count();
                if (nextCount < count || nextTimes < times) {
                  stepsBack.incrementAndGet();
                }
                count = nextCount;
                times = nextTimes;
                readings.incrementAndGet();
              }
            },
            "reader");
    reader.start();
    inManyThreads(
        id -> {
          for (int i = 0; i < EACH; i++) {
            counter.increment();
            timer.record(i, TimeUnit.MICROSECONDS);
          }
        });
    running.set(false);
    reader.join();
    assertThat(readings.get()).isPositive();
    assertThat(stepsBack.get()).isZero();
  }

  @Test
  void foldsDeadThreadsAndGivesTheirMemoryBack() throws InterruptedException {
    Counter counter = registry.counter("short.lived");
    registry.collect(name -> false, new NothingSink());
    long ofTheProbe = registry.status().hotCellBytes();
    inManyThreads(
        id -> {
          for (int i = 0; i < EACH; i++) {
            counter.increment();
          }
        });
    registry.collect(name -> false, new NothingSink());
    assertThat(registry.status().hotCellBytes())
        .as("all writers are dead, but for the one that collects and with it probes")
        .isEqualTo(ofTheProbe);
    assertThat(counter.count()).isEqualTo((double) THREADS * GENERATIONS * EACH);
  }

  @Test
  void staysExactWhenTheMemoryBudgetIsSpent() throws InterruptedException {
    RegistryOptions tight = RegistryOptions.DEFAULTS.withHotCellBytes(1_000);
    try (KubernautMeterRegistry small = new RegistryBuilder().options(tight).build()) {
      Counter counter = small.counter("tight");
      Timer timer = small.timer("tight.time");
      inManyThreads(
          id -> {
            for (int i = 0; i < EACH; i++) {
              counter.increment();
              timer.record(i, TimeUnit.NANOSECONDS);
            }
          });
      long records = (long) THREADS * GENERATIONS * EACH;
      assertThat(counter.count()).isEqualTo((double) records);
      assertThat(timer.count()).isEqualTo(records);
      assertThat(small.status().hotCellBytes()).isLessThanOrEqualTo(1_000);
    }
  }
}
