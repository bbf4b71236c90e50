package io.kubernaut.types.health;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collection;
import java.util.Locale;

/**
 * How a service or a part of it is, the best first. The order is total: of several, {@link #worst}
 * is what counts.
 *
 * <p>Documents use the words of the health body, {@code pass}, {@code warn} and {@code fail}, in
 * any case; {@code ok}, {@code up}, {@code error} and {@code down} are read as well. {@code
 * unknown} is ours: the body's list is a recommendation.
 *
 * @see <a
 *     href="https://datatracker.ietf.org/doc/html/draft-inadarei-api-health-check-06#section-3.1">
 *     Health Check Response Format for HTTP APIs, status</a>
 */
public enum HealthStatus {
  /** It works. */
  UP("pass"),
  /** It works, with concerns. */
  DEGRADED("warn"),
  /** Nobody has looked yet, or not for too long. */
  UNKNOWN("unknown"),
  /** It does not work. */
  DOWN("fail");

  private final String word;

  HealthStatus(String word) {
    this.word = word;
  }

  /**
   * Reads a word.
   *
   * @param word for example {@code pass}, in any case
   * @return the status
   * @throws IllegalArgumentException if it is another word
   */
  @JsonCreator
  public static HealthStatus parse(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "pass", "ok", "up" -> UP;
      case "warn" -> DEGRADED;
      case "unknown" -> UNKNOWN;
      case "fail", "error", "down" -> DOWN;
      default ->
          throw new IllegalArgumentException(
              "Not a health status: \""
                  + word
                  + "\". Use \"pass\", \"warn\", \"unknown\" or \"fail\".");
    };
  }

  /**
   * Returns the worst of several.
   *
   * @param all the statuses
   * @return {@link #UP} if there is none
   */
  public static HealthStatus worst(Collection<HealthStatus> all) {
    return all.stream().reduce(UP, HealthStatus::or);
  }

  /**
   * Returns the worse of two.
   *
   * @param other the other status
   * @return one of the two
   */
  public HealthStatus or(HealthStatus other) {
    return compareTo(other) >= 0 ? this : other;
  }

  /**
   * Tells whether requests can be sent to it.
   *
   * @return true if it works, with or without concerns
   */
  public boolean isServing() {
    return compareTo(DEGRADED) <= 0;
  }

  /**
   * Returns the status code that goes with it.
   *
   * @return 200 if it serves, otherwise 503
   */
  public int httpStatus() {
    return isServing() ? 200 : 503;
  }

  /**
   * Returns the word in documents.
   *
   * @return for example {@code pass}
   */
  @JsonValue
  public String word() {
    return word;
  }
}
