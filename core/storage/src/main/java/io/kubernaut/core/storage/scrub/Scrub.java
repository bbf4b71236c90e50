package io.kubernaut.core.storage.scrub;

import io.kubernaut.core.runtime.Platform;
import io.kubernaut.core.runtime.Scheduler;
import io.kubernaut.core.storage.Progress;
import io.kubernaut.core.storage.scrub.ScrubTarget.Pass;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads stores through in the background, slowly, again and again.
 *
 * <pre>{@code
 * Scrub scrub = Scrub.builder(platform, List.of(journal.scrubTarget()))
 *     .bytesPerSecond(8 << 20)
 *     .pause(Duration.ofHours(24))
 *     .start();
 * }</pre>
 *
 * <p>Every second a task of the platform's scheduler reads as much as the rate allows, and no more;
 * a second that was missed is not made up for. Between two passes it pauses. A target that cannot
 * be read is left out until the next pass. Safe for any thread.
 */
public final class Scrub implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Scrub.class);
  private static final Duration TICK = Duration.ofSeconds(1);

  private final Platform platform;
  private final List<ScrubTarget> targets;
  private final long bytesPerSecond;
  private final Duration pause;
  private final Scheduler.Scheduled task;

  private int next;
  private @Nullable Pass pass;
  private @Nullable Progress progress;
  private long resumeNanos;
  private long passes;
  private long bytes;
  private long failures;
  private Optional<Instant> lastCompleted = Optional.empty();
  private boolean closed;

  private Scrub(Builder builder) {
    this.platform = builder.platform;
    this.targets = builder.targets;
    this.bytesPerSecond = builder.bytesPerSecond;
    this.pause = builder.pause;
    this.resumeNanos = platform.monotonicClock().nanos();
    this.task = platform.scheduler().every("scrub", TICK, this::tick);
  }

  /**
   * How scrubbing fares.
   *
   * @param passes how often everything was read through
   * @param bytes how much was read
   * @param failures how often a target could not be read
   * @param lastCompleted when everything had been read the last time
   */
  public record Status(long passes, long bytes, long failures, Optional<Instant> lastCompleted) {}

  /**
   * Begins to set it up.
   *
   * @param platform whose scheduler it runs on
   * @param targets what is read, in this order
   * @return a builder
   */
  public static Builder builder(Platform platform, List<ScrubTarget> targets) {
    return new Builder(platform, List.copyOf(targets));
  }

  /** Sets up a {@link Scrub}. */
  public static final class Builder {

    private final Platform platform;
    private final List<ScrubTarget> targets;
    private long bytesPerSecond = 4L << 20;
    private Duration pause = Duration.ofHours(24);

    private Builder(Platform platform, List<ScrubTarget> targets) {
      this.platform = platform;
      this.targets = targets;
    }

    /**
     * Sets how much is read in a second.
     *
     * @param bytes positive; 4 MiB unless set
     * @return this builder
     * @throws IllegalArgumentException if it is not positive
     */
    public Builder bytesPerSecond(long bytes) {
      if (bytes <= 0) {
        throw new IllegalArgumentException(
            "Invalid scrub rate of %d bytes a second: give more than zero.".formatted(bytes));
      }
      this.bytesPerSecond = bytes;
      return this;
    }

    /**
     * Sets how long to pause when everything has been read.
     *
     * @param time zero or more; a day unless set
     * @return this builder
     * @throws IllegalArgumentException if it is negative
     */
    public Builder pause(Duration time) {
      if (time.isNegative()) {
        throw new IllegalArgumentException(
            "Invalid pause %s between scrubs: give zero or more.".formatted(time));
      }
      this.pause = time;
      return this;
    }

    /**
     * Begins to read.
     *
     * @return what is to be closed
     */
    public Scrub start() {
      return new Scrub(this);
    }
  }

  private synchronized void tick() {
    if (closed || platform.monotonicClock().nanos() - resumeNanos < 0) {
      return;
    }
    long budget = bytesPerSecond;
    while (budget > 0 && next < targets.size()) {
      budget -= step(targets.get(next), budget);
    }
    if (next == targets.size()) {
      complete();
    }
  }

  /** Reads on in the present target; at its end turns to the next. */
  private long step(ScrubTarget target, long budget) {
    try {
      Pass present = pass != null ? pass : begin(target);
      long read = present.step(budget);
      bytes += read;
      if (progress != null) {
        progress.add(read);
      }
      if (read == 0) {
        endPass();
      }
      return read;
    } catch (IOException refused) {
      failures++;
      LOG.warn("Scrub of {} was given up until the next time", target.name(), refused);
      endPass();
      return 0;
    }
  }

  private Pass begin(ScrubTarget target) throws IOException {
    Pass begun = target.begin();
    pass = begun;
    progress = Progress.begin(platform, "scrub " + target.name(), begun.total(), "bytes");
    return begun;
  }

  private void endPass() {
    Pass ended = pass;
    pass = null;
    if (progress != null) {
      progress.close();
      progress = null;
    }
    next++;
    try {
      if (ended != null) {
        ended.close();
      }
    } catch (IOException ignoredItWasOnlyRead) {
      LOG.debug("A scrubbed file does not close", ignoredItWasOnlyRead);
    }
  }

  private void complete() {
    passes++;
    next = 0;
    lastCompleted = Optional.of(platform.wallClock().instant());
    resumeNanos = platform.monotonicClock().nanos() + pause.toNanos();
  }

  /**
   * Returns how scrubbing fares.
   *
   * @return numbers of this moment
   */
  public synchronized Status status() {
    return new Status(passes, bytes, failures, lastCompleted);
  }

  /** Reads no more. Closing twice is harmless. */
  @Override
  public void close() {
    task.close();
    synchronized (this) {
      closed = true;
      if (pass != null) {
        endPass();
      }
    }
  }
}
