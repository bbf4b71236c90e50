package io.kubernaut.benchmarks.jmh;

import io.micrometer.core.instrument.Counter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Runs short-lived virtual threads that each add twenty to one counter; the time is that of a whole
 * thread. JDK 21 or newer.
 */
public class VirtualThreads extends HotPath {
  private static final int THREADS = 1_000;
  private static final int INCREMENTS = 20;

  @Benchmark
  @OperationsPerInvocation(THREADS)
  public void kubernaut(Kubernaut state, Starter starter) throws InterruptedException {
    inThreads(starter, state::add);
  }

  @Benchmark
  @OperationsPerInvocation(THREADS)
  public void longAdder(Adder state, Starter starter) throws InterruptedException {
    inThreads(starter, state::add);
  }

  private static void inThreads(Starter starter, Runnable work) throws InterruptedException {
    CountDownLatch finished = new CountDownLatch(THREADS);
    Runnable task =
        () -> {
          work.run();
          finished.countDown();
        };
    for (int i = 0; i < THREADS; i++) {
      starter.start(task);
    }
    finished.await();
  }

  /** Starts virtual threads where the JDK has them. */
  @State(Scope.Benchmark)
  public static class Starter {
    private final VirtualThreadStarter starter = VirtualThreadStarter.ofThisJdk();

    void start(Runnable task) {
      starter.start(task);
    }
  }

  @State(Scope.Benchmark)
  public static class Kubernaut {
    private final Counter counter = Ours.registry().counter("requests");

    void add() {
      for (int i = 0; i < INCREMENTS; i++) {
        counter.increment();
      }
    }
  }

  @State(Scope.Benchmark)
  public static class Adder {
    private final LongAdder counter = new LongAdder();

    void add() {
      for (int i = 0; i < INCREMENTS; i++) {
        counter.increment();
      }
    }
  }
}
