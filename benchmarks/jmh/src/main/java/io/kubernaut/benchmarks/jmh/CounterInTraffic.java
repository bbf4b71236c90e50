package io.kubernaut.benchmarks.jmh;

import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Adds one to a counter right after eight stores that miss the caches, as real work leaves them
 * behind. A locked instruction waits until they are done; a plain one does not. What counting adds
 * is the difference to {@code nothing}.
 */
public class CounterInTraffic extends HotPath {

  @Benchmark
  public void nothing(Traffic traffic) {
    traffic.pass();
  }

  @Benchmark
  public void kubernaut(Traffic traffic, CounterIncrement.Kubernaut state) {
    traffic.pass();
    state.counter.increment();
  }

  @Benchmark
  public void micrometer(Traffic traffic, CounterIncrement.Micrometer state) {
    traffic.pass();
    state.counter.increment();
  }

  @Benchmark
  public void prometheus(Traffic traffic, CounterIncrement.Prometheus state) {
    traffic.pass();
    state.counter.inc();
  }

  @Benchmark
  public void longAdder(Traffic traffic, CounterIncrement.Adder state) {
    traffic.pass();
    state.counter.increment();
  }

  /** Stores to random places of 64 MiB. */
  @State(Scope.Thread)
  public static class Traffic {
    private static final int STORES = 8;
    private static final int WORDS = 1 << 23;
    private static final int PLACES = 1 << 12;

    private final long[] memory = new long[WORDS];
    private final int[] places = new Random(13).ints(PLACES, 0, WORDS).toArray();
    private int next;

    void pass() {
      int at = next;
      for (int i = 0; i < STORES; i++) {
        memory[(places[(at + i) & (PLACES - 1)] + at) & (WORDS - 1)] = at;
      }
      next = at + STORES;
    }
  }
}
