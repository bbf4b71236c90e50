package io.kubernaut.metrics.registry;

import io.kubernaut.core.runtime.MonotonicClock;
import io.kubernaut.metrics.registry.cells.AdaptiveHistogram;
import io.kubernaut.metrics.registry.cells.CellKeeper;
import io.kubernaut.metrics.registry.cells.ExponentialLayout;
import io.kubernaut.metrics.registry.cells.HistogramShape;
import io.kubernaut.metrics.registry.cells.WindowEpoch;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the registry costs its host, by its own account: the number of recordings times the time of
 * one, plus the processor time of scrapes, over the processor time of the whole process.
 *
 * <p>The time of a recording is measured once, on a histogram of its own under this process's JIT,
 * and counts every recording as if it were a histogram's and read the clock twice around it, as a
 * timed request does. So the account errs on the high side for counters. Safe for any thread.
 */
final class SdkCost {
  private static final int MEASURED = 20_000;
  private static final int ROUNDS = 5;

  private final MonotonicClock clock;
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private volatile @Nullable PerRecord perRecord;
  private long scrapeNanos;
  private long records;

  SdkCost(MonotonicClock clock) {
    this.clock = clock;
  }

  /** Notes that a scrape took some time and saw so many recordings since the registry began. */
  synchronized void scraped(long nanos, long recordings) {
    scrapeNanos += nanos;
    records = Math.max(records, recordings);
  }

  synchronized long records() {
    return records;
  }

  /** Looked up at the first scrape: at each it was a third of what the SDK's own families cost. */
  private static final class Machine {
    private static final OperatingSystemMXBean BEAN = ManagementFactory.getOperatingSystemMXBean();
  }

  /** What a recording costs: its time, and what it allocates, {@code NaN} if that is unknown. */
  private record PerRecord(double nanos, double bytes) {
    PerRecord least(PerRecord other) {
      return new PerRecord(Math.min(nanos, other.nanos), Math.min(bytes, other.bytes));
    }
  }

  double nanosPerRecord() {
    return perRecord().nanos;
  }

  double bytesPerRecord() {
    return perRecord().bytes;
  }

  /** Measures when first asked, which takes some milliseconds. */
  private PerRecord perRecord() {
    PerRecord known = perRecord;
    if (known == null) {
      known = measured();
      perRecord = known;
    }
    return known;
  }

  /**
   * The registry's share of the processor time the process has used, from 0 to 1; NaN where that is
   * not known.
   */
  double ratio() {
    long processor = processorNanos();
    double own = nanosPerRecord();
    synchronized (this) {
      own = own * records + scrapeNanos;
    }
    return processor <= 0 ? Double.NaN : Math.min(1, own / processor);
  }

  /** What all threads of the process have used; the second way reads several files. */
  private static long processorNanos() {
    if (Machine.BEAN instanceof com.sun.management.OperatingSystemMXBean telling) {
      return telling.getProcessCpuTime();
    }
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
  }

  private PerRecord measured() {
    CellKeeper keeper = new CellKeeper(1 << 20);
    WindowEpoch epoch = new WindowEpoch(clock, Duration.ofHours(1), true);
    HistogramShape shape =
        new HistogramShape(new ExponentialLayout(6), new long[0], true, epoch, keeper);
    AdaptiveHistogram histogram = new AdaptiveHistogram(shape);
    PerRecord best = round(histogram);
    for (int round = 1; round < ROUNDS; round++) {
      best = best.least(round(histogram));
    }
    return best;
  }

  private PerRecord round(AdaptiveHistogram histogram) {
    double bytes = allocated();
    long start = clock.nanos();
    for (int i = 0; i < MEASURED; i++) {
      long begun = clock.nanos();
      histogram.recordNanos(Math.max(0, clock.nanos() - begun));
    }
    long nanos = clock.nanos() - start;
    return new PerRecord(nanos / (double) MEASURED, (allocated() - bytes) / MEASURED);
  }

  /** What the calling thread has allocated since it began; NaN where that is not told. */
  private double allocated() {
    if (threads instanceof com.sun.management.ThreadMXBean telling) {
      long bytes = telling.getCurrentThreadAllocatedBytes();
      return bytes < 0 ? Double.NaN : bytes;
    }
    return Double.NaN;
  }
}
