package io.kubernaut.metrics.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Virtual threads, where the virtual machine has them: exact, and nothing is kept of any. */
@Tag("BR-MET-002")
class VirtualThreadsTest {
  private static final int THREADS = 20_000;
  private static final int EACH = 20;
  private static final int AT_A_TIME = 1_000;
  private static final int SINCE = 21;

  private final KubernautMeterRegistry registry = KubernautMeterRegistry.create();

  @BeforeEach
  void requireVirtualThreads() {
    Assumptions.assumeTrue(
        Runtime.version().feature() >= SINCE,
        "There are no virtual threads before Java 21; run with -Djvm=… of a newer one");
  }

  @AfterEach
  void close() {
    registry.close();
  }

  private static void inVirtualThreads(Runnable work) throws Exception {
    Method start = Thread.class.getMethod("startVirtualThread", Runnable.class);
    for (int batch = 0; batch < THREADS / AT_A_TIME; batch++) {
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < AT_A_TIME; i++) {
        threads.add((Thread) start.invoke(null, work));
      }
      for (Thread thread : threads) {
        thread.join();
      }
    }
  }

  @Test
  void loseNothing() throws Exception {
    Counter counter = registry.counter("counts");
    Timer timer = registry.timers("times").labels("kind").register().with("a");
    inVirtualThreads(
        () -> {
          for (int i = 0; i < EACH; i++) {
            counter.increment();
            timer.record(i, TimeUnit.MICROSECONDS);
          }
        });
    assertThat(counter.count()).isEqualTo((double) THREADS * EACH);
    assertThat(timer.count()).isEqualTo((long) THREADS * EACH);
    assertThat(timer.totalTime(TimeUnit.MICROSECONDS))
        .isEqualTo((double) THREADS * EACH * (EACH - 1) / 2);
  }

  @Test
  @Tag("BR-SVC-006")
  void getNoCellsOfTheirOwn() throws Exception {
    Counter counter = registry.counter("counts");
    inVirtualThreads(
        () -> {
          for (int i = 0; i < EACH; i++) {
            counter.increment();
          }
        });
    assertThat(registry.status().hotCellBytes()).isZero();
  }
}
