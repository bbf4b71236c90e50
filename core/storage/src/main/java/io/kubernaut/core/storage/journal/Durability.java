package io.kubernaut.core.storage.journal;

import java.time.Duration;

/**
 * When a record counts as acknowledged, and what it survives then.
 *
 * <table>
 *   <caption>What is lost at worst</caption>
 *   <tr><th>setting</th><th>{@code kill -9}</th><th>power loss</th></tr>
 *   <tr><td>{@link #everyCommit()}</td><td>nothing</td><td>nothing</td></tr>
 *   <tr><td>{@link #every(Duration)}</td><td>nothing</td><td>the interval</td></tr>
 *   <tr><td>{@link #operatingSystem()}</td><td>nothing</td><td>what the system had not written yet, often 30 s</td></tr>
 * </table>
 *
 * <p>Under the first, records that arrive while the disk is busy are forced together. In all of
 * them a segment is forced before the next begins, and everything when the journal is closed.
 *
 * @param interval how often to force; zero for each commit, longer than any other for never
 */
public record Durability(Duration interval) {

  private static final Duration NEVER = Duration.ofSeconds(Long.MAX_VALUE);

  /**
   * Checks the interval.
   *
   * @param interval how often to force; zero for each commit
   * @throws IllegalArgumentException if it is negative
   */
  public Durability {
    if (interval.isNegative()) {
      throw new IllegalArgumentException(
          "Invalid interval %s between forces: give zero or more.".formatted(interval));
    }
  }

  /**
   * Acknowledges what is forced to the disk.
   *
   * @return the safest setting
   */
  public static Durability everyCommit() {
    return new Durability(Duration.ZERO);
  }

  /**
   * Acknowledges what was handed to the operating system, and forces it to the disk later.
   *
   * @param interval how often; positive
   * @return the setting
   * @throws IllegalArgumentException if it is not positive
   */
  public static Durability every(Duration interval) {
    if (interval.isZero()) {
      throw new IllegalArgumentException(
          "Invalid interval of zero between forces: give more, or use everyCommit().");
    }
    return new Durability(interval);
  }

  /**
   * Acknowledges what was handed to the operating system, and leaves it to that.
   *
   * @return the fastest setting
   */
  public static Durability operatingSystem() {
    return new Durability(NEVER);
  }

  boolean isEveryCommit() {
    return interval.isZero();
  }

  boolean isByInterval() {
    return !interval.isZero() && !interval.equals(NEVER);
  }

  @Override
  public String toString() {
    if (isEveryCommit()) {
      return "every commit";
    }
    return isByInterval() ? "every " + interval : "operating system";
  }
}
