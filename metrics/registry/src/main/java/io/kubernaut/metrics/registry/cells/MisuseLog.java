package io.kubernaut.metrics.registry.cells;

import java.util.concurrent.atomic.AtomicLongArray;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what callers did wrong while recording, and logs the first of each kind. Safe for any
 * thread.
 */
@SuppressWarnings("EnumOrdinal") // an array is the point
public final class MisuseLog {
  private static final Logger LOG = LoggerFactory.getLogger(MisuseLog.class);

  private final AtomicLongArray counts = new AtomicLongArray(Misuse.values().length);

  /** Makes a log with nothing in it. */
  public MisuseLog() {}

  /**
   * Counts one misuse.
   *
   * @param misuse what was wrong
   * @param meter the name of the meter
   */
  public void record(Misuse misuse, String meter) {
    if (counts.getAndIncrement(misuse.ordinal()) == 0) {
      LOG.warn(
          "Dropped a recording to \"{}\": {}. Further ones are only counted, in kubernaut_sdk_misuse_total.",
          meter,
          misuse);
    }
  }

  /**
   * Returns how often something was wrong.
   *
   * @param misuse what
   * @return a count since the registry was made
   */
  public long count(Misuse misuse) {
    return counts.get(misuse.ordinal());
  }
}
