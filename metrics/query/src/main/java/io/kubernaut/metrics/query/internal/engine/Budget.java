package io.kubernaut.metrics.query.internal.engine;

import io.kubernaut.core.runtime.MonotonicClock;
import io.kubernaut.metrics.query.QueryException;
import io.kubernaut.metrics.query.QueryLimitException;
import io.kubernaut.metrics.query.QueryLimits;
import io.kubernaut.metrics.query.QueryLimits.Limit;
import io.kubernaut.metrics.store.ReadGuard;

/**
 * What a query has used of what it may. Everything is counted where it is used, in the query's own
 * thread; only {@link #cancel} comes from others.
 */
public final class Budget implements ReadGuard {

  private final QueryLimits limits;
  private final MonotonicClock clock;
  private final long deadline;
  private volatile boolean cancelled;
  private long samples;
  private long bytes;
  private long peakBytes;
  private long heldSamples;
  private long peakSamples;
  private long series;

  /** Starts to count; the deadline is in nanoseconds of the clock. */
  public Budget(QueryLimits limits, MonotonicClock clock, long deadline) {
    this.limits = limits;
    this.clock = clock;
    this.deadline = deadline;
  }

  /** Ends the query at its next check. */
  public void cancel() {
    cancelled = true;
  }

  @Override
  public void check() {
    if (cancelled) {
      throw new QueryException(
          QueryException.Kind.CANCELED, "query was canceled in expression evaluation");
    }
    if (clock.nanos() - deadline >= 0) {
      throw new QueryLimitException(
          Limit.TIMEOUT,
          limits.timeout().toMillis(),
          "query timed out in expression evaluation: it took longer than "
              + limits.timeout().toMillis()
              + " ms. Ask for fewer series or a shorter range, or raise the timeout.");
    }
  }

  /** Counts series. */
  void series(int number) {
    series += number;
    if (series > limits.series()) {
      throw new QueryLimitException(
          Limit.SERIES,
          limits.series(),
          "query would select more than %d series. Add matchers, or raise the limit."
              .formatted(limits.series()));
    }
  }

  /** How many series may still be selected, plus one. */
  int seriesLeft() {
    return (int) Math.max(0, limits.series() - series);
  }

  /** Counts samples that were read, and checks whether to go on. */
  void samples(long number) {
    samples += number;
    if (samples > limits.samples()) {
      throw new QueryLimitException(
          Limit.SAMPLES,
          limits.samples(),
          "query processing would load too many samples into memory in query execution: more than "
              + limits.samples()
              + ". Ask for fewer series or a shorter range, or raise the limit.");
    }
    check();
  }

  /** Counts memory that is held from now on. */
  void hold(long number) {
    bytes += number;
    peakBytes = Math.max(peakBytes, bytes);
    if (bytes > limits.bytes()) {
      throw new QueryLimitException(
          Limit.BYTES,
          limits.bytes(),
          "query would hold more than %d bytes of results. Aggregate more, ask for fewer steps, or raise the limit."
              .formatted(limits.bytes()));
    }
  }

  /** Counts memory that is held no more. */
  void release(long number) {
    bytes -= number;
  }

  /** Counts samples that are held from now on; fewer than none are held no more. */
  void holdSamples(long number) {
    heldSamples += number;
    peakSamples = Math.max(peakSamples, heldSamples);
  }

  /** Counts samples that go through a node, and are held by whoever reads it. */
  void passSamples(long number) {
    peakSamples = Math.max(peakSamples, heldSamples + number);
  }

  /** Refuses a grid with too many steps. */
  void steps(long number, String what) {
    if (number > limits.steps()) {
      throw new QueryLimitException(
          Limit.STEPS,
          limits.steps(),
          "%s has %d steps; at most %d are allowed. Choose a longer step or a shorter range."
              .formatted(what, number, limits.steps()));
    }
  }

  public long samples() {
    return samples;
  }

  /** The most samples that were held at one time. */
  public long peakSamples() {
    return peakSamples;
  }

  public long peakBytes() {
    return peakBytes;
  }

  public long series() {
    return series;
  }
}
