package io.kubernaut.health.diagnostics.profile;

import io.kubernaut.core.runtime.MonotonicClock;
import io.kubernaut.core.runtime.Platform;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Measures how long the whole process stands still, whatever the reason: a collection, a safepoint,
 * a busy machine, a stopped container.
 *
 * <p>A thread asks to be woken every 5 ms and counts how late it is; a hiccup of a second also
 * counts as all the wake-ups that were missed in it, as they would have been late too. The idea is
 * Gil Tene's jHiccup. Costs one thread, 200 wake-ups a second and some 10 KiB. Safe for any thread.
 */
public final class HiccupMeter implements AutoCloseable {

  private static final Duration INTERVAL = Duration.ofMillis(5);
  private static final long LONGEST_MICROS = Duration.ofHours(1).toNanos() / 1_000;
  private static final int DIGITS = 2;

  private final MonotonicClock clock;
  private final Histogram late = new Histogram(LONGEST_MICROS, DIGITS); // guarded by this
  private volatile boolean closed;

  HiccupMeter(MonotonicClock clock) {
    this.clock = clock;
  }

  /**
   * Starts to measure.
   *
   * @param platform whose clock and threads are used
   * @return the meter; close it to end its thread
   * @throws io.kubernaut.core.runtime.OverloadException if the platform has no thread left
   */
  public static HiccupMeter start(Platform platform) {
    HiccupMeter meter = new HiccupMeter(platform.monotonicClock());
    platform.threads("hiccups").newThread(meter::run).start();
    return meter;
  }

  private void run() {
    while (!closed) {
      long asked = clock.nanos();
      LockSupport.parkNanos(this, INTERVAL.toNanos());
      record(clock.nanos() - asked - INTERVAL.toNanos());
      Thread.interrupted(); // else it would no longer be put to sleep
    }
  }

  synchronized void record(long lateNanos) {
    long micros = Math.min(LONGEST_MICROS, Math.max(0, lateNanos / 1_000));
    late.recordValueWithExpectedInterval(micros, INTERVAL.toNanos() / 1_000);
  }

  /**
   * Remembers what was measured until now.
   *
   * @return the beginning of a while, for {@link #since}
   */
  public synchronized Mark mark() {
    return new Mark(late.copy());
  }

  /**
   * Returns what was measured since a mark.
   *
   * @param mark when the while began; of this meter
   * @return the numbers
   */
  public synchronized Hiccups since(Mark mark) {
    Histogram part = late.copy();
    part.subtract(mark.before);
    return Hiccups.of(part);
  }

  /**
   * Returns what was measured since the start.
   *
   * @return the numbers
   */
  public synchronized Hiccups total() {
    return Hiccups.of(late);
  }

  /** Ends the thread, at its next wake-up. Closing twice is harmless. */
  @Override
  public void close() {
    closed = true;
  }

  /** The beginning of a while. */
  public static final class Mark {

    private final Histogram before;

    private Mark(Histogram before) {
      this.before = before;
    }
  }

  /**
   * How late the process was.
   *
   * @param count how many wake-ups there were, or should have been
   * @param median half of them were less late
   * @param p99 99 % of them were less late
   * @param longest the most
   */
  public record Hiccups(long count, Duration median, Duration p99, Duration longest) {

    private static Hiccups of(Histogram late) {
      return new Hiccups(
          late.getTotalCount(),
          micros(late.getValueAtPercentile(50)),
          micros(late.getValueAtPercentile(99)),
          micros(late.getMaxValue()));
    }

    private static Duration micros(long micros) {
      return Duration.ofNanos(micros * 1_000);
    }
  }
}
