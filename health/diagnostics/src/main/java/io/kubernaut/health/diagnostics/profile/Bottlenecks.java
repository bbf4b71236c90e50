package io.kubernaut.health.diagnostics.profile;

import io.kubernaut.core.runtime.Platform;
import io.kubernaut.core.runtime.Scheduler;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what holds a service up, by looking at all its threads some fifty times a second for a
 * while. Needs no JFR.
 *
 * <p><b>How it judges.</b> Each sample tells of each thread whether it runs, waits for a lock, for
 * a pool, for somebody else's answer, or for work; the latter counts for nothing. The score of a
 * cause is the share of all that time it takes, so it says how much shorter everything would take
 * without it. Two causes are not of that kind. Code that runs does what the service is there for:
 * it can be made faster and not be done without, so it counts half. The pauses of the collector
 * count double: what they cost besides, by allocation and cold caches, is as much again. A machine
 * at rest proves that threads which seem to run in native code do not; tasks in an executor's queue
 * count as far as processors are idle.
 *
 * <p>The stacks are taken at safepoints, so among code that runs they are biased: which method is
 * hot a {@link Profile} tells better. Sampling slows down by itself, to four samples a second at
 * the least, where it would take more than 2 % of a processor (many thousand threads). Safe for any
 * thread; closing it ends a watch under way.
 */
public final class Bottlenecks implements AutoCloseable {

  private static final Duration INTERVAL = Duration.ofMillis(20);
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final Duration SELDOM = Duration.ofMillis(250);
  private static final int REST = 50;
  private static final int DEPTH = 48;

  private final Platform platform;
  private final List<Pool> pools;
  private final Supplier<List<ThreadSample>> threads;
  private final AtomicReference<@Nullable Run> underWay = new AtomicReference<>();
  private volatile boolean closed;

  Bottlenecks(Platform platform, List<Pool> pools, Supplier<List<ThreadSample>> threads) {
    this.platform = platform;
    this.pools = List.copyOf(pools);
    this.threads = threads;
  }

  /**
   * Looks at this virtual machine.
   *
   * @param platform whose clocks and scheduler are used
   * @param pools pools that can tell how full they are; those that cannot are seen by their threads
   * @return what can watch
   */
  public static Bottlenecks of(Platform platform, List<Pool> pools) {
    return new Bottlenecks(platform, pools, Bottlenecks::sample);
  }

  private static List<ThreadSample> sample() {
    ThreadMXBean bean = ManagementFactory.getThreadMXBean();
    long self = Thread.currentThread().getId();
    List<ThreadSample> samples = new ArrayList<>();
    for (ThreadInfo info : bean.dumpAllThreads(false, false, DEPTH)) {
      if (info != null && info.getThreadId() != self) {
        samples.add(ThreadSample.of(info));
      }
    }
    return samples;
  }

  /**
   * Watches for a while; whoever asks meanwhile gets the same report at its end.
   *
   * @param window how long, up to 5 minutes; two seconds say enough in most cases
   * @return the report when it is there, completed by a thread of the platform; it fails if this is
   *     closed
   * @throws IllegalArgumentException if the window is not positive or longer than 5 minutes
   */
  public CompletableFuture<BottleneckReport> watch(Duration window) {
    if (window.isNegative() || window.isZero() || window.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "Invalid window %s to watch for bottlenecks: give more than nothing and at most %s, for example PT2S."
              .formatted(window, LONGEST));
    }
    Run mine = new Run();
    Run other = underWay.compareAndExchange(null, mine);
    if (other != null) {
      return other.result.copy();
    }
    mine.start(window);
    if (closed) {
      mine.stop();
    }
    return mine.result.copy();
  }

  /** Ends a watch under way, which fails, as do all later ones. Closing twice is harmless. */
  @Override
  public void close() {
    closed = true;
    Run run = underWay.get();
    if (run != null) {
      run.stop();
    }
  }

  /** One watch. Its task never overlaps with itself, and its end is one of its runs. */
  private final class Run {

    private final CompletableFuture<BottleneckReport> result = new CompletableFuture<>();
    private final Watch watch = new Watch(platform.name(), platform.wallClock().instant(), pools);
    private final MachineUse.Mark mark = MachineUse.Mark.now();
    private final long begin = platform.monotonicClock().nanos();
    private Scheduler.@Nullable Scheduled task;
    private long last = begin;
    private long cost;
    private long busyNanos;

    synchronized void start(Duration window) {
      try {
        task = platform.scheduler().every("bottleneck sample", INTERVAL, () -> look(window));
      } catch (RuntimeException refused) {
        finish(refused);
      }
    }

    synchronized void stop() {
      finish(new IllegalStateException("The watch for bottlenecks is closed. Open another."));
    }

    private synchronized void look(Duration window) {
      long now = platform.monotonicClock().nanos();
      if (now - begin >= window.toNanos()) {
        finish(null);
      } else if (now - last >= Math.min(REST * cost, SELDOM.toNanos())) {
        take(now);
      }
    }

    private void take(long now) {
      try {
        watch.add(threads.get());
        last = now;
        cost = platform.monotonicClock().nanos() - now;
        busyNanos += cost;
      } catch (RuntimeException failed) {
        finish(failed);
      }
    }

    private void finish(@Nullable RuntimeException failure) {
      if (task != null) {
        task.close();
      }
      underWay.compareAndSet(this, null);
      if (failure != null) {
        result.completeExceptionally(failure);
        return;
      }
      try {
        result.complete(report());
      } catch (RuntimeException failed) {
        result.completeExceptionally(failed);
      }
    }

    private BottleneckReport report() {
      Duration window = Duration.ofNanos(platform.monotonicClock().nanos() - begin);
      MachineUse use = mark.until(MachineUse.Mark.now(), window);
      return watch.report(window, use, (double) busyNanos / window.toNanos());
    }
  }
}
