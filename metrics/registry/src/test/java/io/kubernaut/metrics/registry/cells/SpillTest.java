package io.kubernaut.metrics.registry.cells;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("BR-MET-002")
class SpillTest {
  @Test
  void addsFractionsOfOneThread() {
    Spill spill = new Spill();
    assertThat(spill.fractions()).isZero();
    spill.addFraction(0.25);
    spill.addFraction(1.5);
    assertThat(spill.fractions()).isEqualTo(1.75);
  }

  /** Halves add up exactly in any order. */
  @Test
  void threadsThatMeetLoseNoFraction() throws Exception {
    Spill spill = new Spill();
    int threads = 4;
    int turns = 50_000;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Callable<Boolean>> tasks = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        tasks.add(
            () -> {
              for (int i = 0; i < turns; i++) {
                spill.addFraction(0.5);
              }
              return true;
            });
      }
      for (Future<Boolean> task : pool.invokeAll(tasks)) {
        assertThat(task.get()).isTrue();
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(spill.fractions()).isEqualTo(threads * turns * 0.5);
  }
}
