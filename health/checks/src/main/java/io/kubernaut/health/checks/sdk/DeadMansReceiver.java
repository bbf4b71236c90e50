package io.kubernaut.health.checks.sdk;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The other end of a dead man's switch, in another process: it knows when a sign of life is
 * overdue. Safe for any thread.
 */
public final class DeadMansReceiver {

  private final Duration patience;
  private final InstantSource clock;
  private volatile Instant latest;

  private DeadMansReceiver(Duration patience, InstantSource clock) {
    this.patience = patience;
    this.clock = clock;
    this.latest = clock.instant();
  }

  /**
   * Returns a receiver; the time until the first sign counts from now.
   *
   * @param patience how long it waits for a sign: a few intervals of the sender
   * @param clock the present
   * @return the receiver
   */
  public static DeadMansReceiver waiting(Duration patience, InstantSource clock) {
    return new DeadMansReceiver(patience, clock);
  }

  /** Takes a sign of life. */
  public void sign() {
    latest = clock.instant();
  }

  /**
   * Returns when the latest sign came.
   *
   * @return a moment; when this was made if none came yet
   */
  public Instant latest() {
    return latest;
  }

  /**
   * Tells whether the alarm is to be raised.
   *
   * @return true if the latest sign is older than the patience
   */
  public boolean isOverdue() {
    return Duration.between(latest, clock.instant()).compareTo(patience) > 0;
  }
}
