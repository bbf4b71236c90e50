package io.kubernaut.types.workflow;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

/**
 * The moment by which something must be done. It is handed down as a moment, never as a length of
 * time: so it is the same for everybody, whatever their time zone, and time lost on the way is not
 * given back.
 *
 * @param at the moment; at it, time is over
 */
public record Deadline(Instant at) implements Comparable<Deadline> {

  /**
   * Returns a deadline some time from now.
   *
   * @param limit how long
   * @param now the time
   * @return the deadline
   */
  public static Deadline in(Duration limit, Instant now) {
    return new Deadline(now.plus(limit));
  }

  /**
   * Parses a deadline.
   *
   * @param text RFC 3339, with any offset
   * @return the deadline
   * @throws IllegalArgumentException if it is no time, or has no offset
   */
  @JsonCreator
  public static Deadline parse(String text) {
    try {
      return new Deadline(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "Not a deadline: \"%s\". Write a time with its offset, for example \"2026-01-31T23:59:59Z\"."
              .formatted(text),
          e);
    }
  }

  /**
   * Returns the deadline of a part of the work: its own limit, but never later than this one.
   *
   * @param limit how long the part may take
   * @param now the time
   * @return the earlier of both
   */
  public Deadline child(Duration limit, Instant now) {
    Deadline own = in(limit, now);
    return own.compareTo(this) < 0 ? own : this;
  }

  /**
   * Returns the time that is left.
   *
   * @param now the time
   * @return zero once it is over
   */
  public Duration left(Instant now) {
    return now.isBefore(at) ? Duration.between(now, at) : Duration.ZERO;
  }

  /**
   * Tells whether time is over.
   *
   * @param now the time
   * @return true at the deadline and after it
   */
  public boolean isOver(Instant now) {
    return !now.isBefore(at);
  }

  @Override
  public int compareTo(Deadline other) {
    return at.compareTo(other.at);
  }

  /** Returns the moment, in UTC. */
  @Override
  @JsonValue
  public String toString() {
    return at.toString();
  }
}
