package io.kubernaut.core.storage;

import io.kubernaut.core.runtime.Beans;
import io.kubernaut.core.runtime.Platform;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far long work has come: for whoever asks, in JMX while it runs, and in the log every ten
 * seconds and at the end.
 *
 * <pre>{@code
 * try (Progress progress = Progress.begin(platform, "backup orders", total, "bytes")) {
 *   for (…) {
 *     progress.add(copied);
 *   }
 * }
 * }</pre>
 *
 * <p>Safe for any thread; never blocks on the work.
 */
public final class Progress implements ProgressMXBean, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Progress.class);
  private static final long LOG_EVERY_NANOS = Duration.ofSeconds(10).toNanos();
  private static final double NANOS = 1e9;

  private final Platform platform;
  private final String work;
  private final String unit;
  private final long begun;
  private final Beans.Registration bean;
  private long total;
  private long done;
  private long lastLogged;
  private long ended;
  private boolean isOver;

  private Progress(Platform platform, String work, long total, String unit) {
    this.platform = platform;
    this.work = work;
    this.total = total;
    this.unit = unit;
    this.begun = platform.monotonicClock().nanos();
    this.lastLogged = begun;
    this.bean = platform.beans().register("Progress", work, this);
  }

  /**
   * Begins to count.
   *
   * @param platform whose clock and JMX names are used
   * @param work what is done
   * @param total how much there is; zero if nobody knows
   * @param unit what is counted, for example {@code bytes}
   * @return the progress; close it when the work is over
   */
  public static Progress begin(Platform platform, String work, long total, String unit) {
    return new Progress(platform, work, total, unit);
  }

  /**
   * Counts what was done.
   *
   * @param amount how much more
   */
  public synchronized void add(long amount) {
    done += amount;
    long now = platform.monotonicClock().nanos();
    if (now - lastLogged >= LOG_EVERY_NANOS) {
      lastLogged = now;
      LOG.info("{}", this);
    }
  }

  /**
   * Returns what is done.
   *
   * @return as given at the beginning
   */
  public String work() {
    return work;
  }

  /**
   * Returns how long it has taken.
   *
   * @return until now, or until it was closed
   */
  public synchronized Duration elapsed() {
    long until = isOver ? ended : platform.monotonicClock().nanos();
    return Duration.ofNanos(until - begun);
  }

  /**
   * Returns how long it will still take at this rate.
   *
   * @return nothing if the total is unknown or nothing is done yet
   */
  public synchronized Optional<Duration> left() {
    double rate = getRate();
    return total == 0 || rate == 0
        ? Optional.empty()
        : Optional.of(Duration.ofNanos((long) (Math.max(0, total - done) / rate * NANOS)));
  }

  @Override
  public synchronized long getDone() {
    return done;
  }

  @Override
  public synchronized long getTotal() {
    return total;
  }

  @Override
  public String getUnit() {
    return unit;
  }

  @Override
  public synchronized double getRate() {
    long nanos = elapsed().toNanos();
    return nanos == 0 ? 0 : done * NANOS / nanos;
  }

  @Override
  public synchronized double getShare() {
    return total == 0 ? -1 : Math.min(1, (double) done / total);
  }

  @Override
  public double getSecondsLeft() {
    return left().map(time -> time.toNanos() / NANOS).orElse(-1.0);
  }

  /** Ends the work: takes it out of JMX and says in the log how it went. */
  @Override
  public synchronized void close() {
    if (!isOver) {
      ended = platform.monotonicClock().nanos();
      isOver = true;
      bean.close();
      LOG.info("{}", this);
    }
  }

  @Override
  public synchronized String toString() {
    String share = total == 0 ? "" : " of %d (%.0f %%)".formatted(total, 100 * getShare());
    String rest =
        isOver
            ? ", ended after " + elapsed()
            : left().map(time -> ", " + time.toSeconds() + " s left").orElse("");
    return String.format(
        Locale.ROOT, "%s: %d%s %s, %.0f a second%s", work, done, share, unit, getRate(), rest);
  }
}
