package io.kubernaut.benchmarks.jmh;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The heap that is kept for a virtual thread that has counted and timed something and has ended.
 * JDK 21 or newer. The figure is the counter {@code bytesPerThread}.
 */
@BenchmarkMode(Mode.SingleShotTime)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xmx1g", "-XX:+UseSerialGC"})
@Warmup(iterations = 1)
@Measurement(iterations = 1)
@State(Scope.Benchmark)
public class VirtualThreadMemory {
  private static final int THREADS = 100_000;
  private static final int USES = 20;

  private final Counter counter = Ours.registry().counter("requests");
  private final Timer timer =
      Ours.registry().timers("latency").labels("route").register().with("/orders");

  /** The result, in the place where JMH looks for one. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Result {
    public double bytesPerThread;
  }

  @Benchmark
  public void kubernaut(VirtualThreads.Starter starter, Result result) throws InterruptedException {
    run(starter); // the meters are hot from here on
    long before = Heap.used();
    run(starter);
    result.bytesPerThread = (Heap.used() - before) / (double) THREADS;
  }

  private void run(VirtualThreads.Starter starter) throws InterruptedException {
    CountDownLatch finished = new CountDownLatch(THREADS);
    for (int i = 0; i < THREADS; i++) {
      starter.start(
          () -> {
            for (int use = 0; use < USES; use++) {
              counter.increment();
              timer.record(use + 1, TimeUnit.MILLISECONDS);
            }
            finished.countDown();
          });
    }
    finished.await();
  }
}
