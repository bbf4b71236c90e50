package io.kubernaut.metrics.query.http;

import io.kubernaut.metrics.store.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Where the API reads what is scraped. Safe for any thread. */
@FunctionalInterface
public interface TargetSource {

  /** Nothing is scraped. */
  TargetSource NONE = List::of;

  /**
   * Returns all targets as they are now.
   *
   * @return the targets in their order
   */
  List<Target> targets();

  /** What is known of a target. */
  enum Health {
    /** It was not scraped yet. */
    UNKNOWN,
    /** The last scrape went well. */
    UP,
    /** The last scrape went wrong. */
    DOWN
  }

  /**
   * What is scraped.
   *
   * @param discovered its labels as they were found
   * @param labels its labels as they are written
   * @param pool the job it belongs to
   * @param url where it is scraped
   * @param health how the last scrape went
   * @param lastError what went wrong at the last scrape, or empty
   * @param lastScrape when it was; {@link Instant#EPOCH} if never
   * @param took how long it took
   * @param interval how often it is scraped
   * @param timeout how long a scrape may take
   */
  record Target(
      Labels discovered,
      Labels labels,
      String pool,
      String url,
      Health health,
      String lastError,
      Instant lastScrape,
      Duration took,
      Duration interval,
      Duration timeout) {}
}
