package io.kubernaut.health.checks;

import io.kubernaut.types.health.HealthStatus;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What one run of a check found out. Immutable.
 *
 * <pre>{@code
 * return Outcome.degraded("the second replica is behind").with("lag", "12 s").score(70);
 * }</pre>
 */
public final class Outcome {

  /** How long a message or a detail may be; the rest is cut off. */
  public static final int LONGEST_TEXT = 1_000;

  private static final int MOST_DETAILS = 32;
  private static final Outcome UP =
      new Outcome(HealthStatus.UP, "", Map.of(), null, OptionalInt.empty());

  private final HealthStatus status;
  private final String message;
  private final Map<String, String> details;
  private final @Nullable Measurement measurement;
  private final OptionalInt score;

  private Outcome(
      HealthStatus status,
      String message,
      Map<String, String> details,
      @Nullable Measurement measurement,
      OptionalInt score) {
    this.status = status;
    this.message = message;
    this.details = details;
    this.measurement = measurement;
    this.score = score;
  }

  /**
   * Says that it works.
   *
   * @return an outcome without a message
   */
  public static Outcome up() {
    return UP;
  }

  /**
   * Says that it works, with concerns.
   *
   * @param message what the concern is
   * @return the outcome
   */
  public static Outcome degraded(String message) {
    return of(HealthStatus.DEGRADED, message);
  }

  /**
   * Says that it does not work.
   *
   * @param message what is wrong
   * @return the outcome
   */
  public static Outcome down(String message) {
    return of(HealthStatus.DOWN, message);
  }

  /**
   * Says that it could not be found out.
   *
   * @param message why
   * @return the outcome
   */
  public static Outcome unknown(String message) {
    return of(HealthStatus.UNKNOWN, message);
  }

  /**
   * Returns an outcome.
   *
   * @param status how it is
   * @param message what is wrong; empty if nothing is. Past {@value #LONGEST_TEXT} characters it is
   *     cut off
   * @return the outcome
   */
  public static Outcome of(HealthStatus status, String message) {
    Objects.requireNonNull(status, "status");
    return new Outcome(status, cut(message), Map.of(), null, OptionalInt.empty());
  }

  /** What a check that has thrown found out. */
  static Outcome thrown(Throwable thrown) {
    String message = message(thrown);
    String kind = thrown.getClass().getSimpleName();
    return down(message.isBlank() ? kind : kind + ": " + message);
  }

  /** An exception of somebody else may fail even when it is asked what it says. */
  private static String message(Throwable thrown) {
    try {
      return Objects.requireNonNullElse(thrown.getMessage(), "");
    } catch (RuntimeException | Error ignoredNothingToSay) {
      return "";
    }
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT - 1) + "…";
  }

  /**
   * Returns this outcome with a detail. No secrets: details are shown.
   *
   * @param name what it is called
   * @param value its value. More than 32 details are left out
   * @return the changed copy
   */
  public Outcome with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(details);
    if (more.size() < MOST_DETAILS || more.containsKey(name)) {
      more.put(cut(name), cut(value));
    }
    return new Outcome(status, message, Collections.unmodifiableMap(more), measurement, score);
  }

  /**
   * Returns this outcome with what was measured.
   *
   * @param measured the measurement
   * @return the changed copy
   */
  public Outcome observed(Measurement measured) {
    return new Outcome(status, message, details, measured, score);
  }

  /**
   * Returns this outcome with a score of its own. Unless set, UP scores 100, DEGRADED 50, the rest
   * 0.
   *
   * @param outOf100 from 0 to 100
   * @return the changed copy
   * @throws IllegalArgumentException if it is outside of that range
   */
  public Outcome score(int outOf100) {
    if (outOf100 < 0 || outOf100 > 100) {
      throw new IllegalArgumentException(
          "Invalid score %d: give 0 (does not work) to 100 (as good as can be)."
              .formatted(outOf100));
    }
    return new Outcome(status, message, details, measurement, OptionalInt.of(outOf100));
  }

  /** Returns this outcome with another status and message, as for one that took too long. */
  Outcome become(HealthStatus other, String why) {
    return new Outcome(other, cut(why), details, measurement, score);
  }

  /**
   * Returns how it is.
   *
   * @return the status
   */
  public HealthStatus status() {
    return status;
  }

  /**
   * Returns what is wrong.
   *
   * @return a sentence; empty if nothing is
   */
  public String message() {
    return message;
  }

  /**
   * Returns the details.
   *
   * @return values by name, in the order in which they were given; unmodifiable
   */
  public Map<String, String> details() {
    return details;
  }

  /**
   * Returns what was measured.
   *
   * @return empty if nothing was
   */
  public Optional<Measurement> measurement() {
    return Optional.ofNullable(measurement);
  }

  /**
   * Returns how good it is.
   *
   * @return from 0 to 100
   */
  public int score() {
    return score.orElse(
        switch (status) {
          case UP -> 100;
          case DEGRADED -> 50;
          case UNKNOWN, DOWN -> 0;
        });
  }

  @Override
  public String toString() {
    return message.isEmpty() ? status.name() : status + ": " + message;
  }
}
