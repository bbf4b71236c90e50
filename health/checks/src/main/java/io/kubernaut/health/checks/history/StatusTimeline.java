package io.kubernaut.health.checks.history;

import io.kubernaut.types.health.HealthStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The statuses of one thing over time: each holds from its moment to the next. Before the first
 * nothing is known. Immutable.
 *
 * @param changes in order of time; of several at one moment the last counts
 */
public record StatusTimeline(List<Change> changes) {

  /**
   * The moment a status began.
   *
   * @param time when
   * @param status what it is from then on
   */
  public record Change(Instant time, HealthStatus status) {}

  /**
   * Copies and checks the list.
   *
   * @param changes in order of time
   * @throws IllegalArgumentException if they are not in order
   */
  public StatusTimeline {
    changes = List.copyOf(changes);
    for (int i = 1; i < changes.size(); i++) {
      if (changes.get(i).time().isBefore(changes.get(i - 1).time())) {
        throw new IllegalArgumentException(
            "Changes of a status are not in order: %s comes after %s. Sort them by time."
                .formatted(changes.get(i), changes.get(i - 1)));
      }
    }
  }

  /** A stretch of one status. */
  record Stretch(Instant from, Instant to, HealthStatus status) {}

  /** The stretches of a window, without gaps. */
  List<Stretch> between(Instant from, Instant to) {
    List<Stretch> stretches = new ArrayList<>();
    Instant begin = from;
    HealthStatus status = HealthStatus.UNKNOWN;
    for (Change change : changes) {
      if (change.time().isAfter(begin) && begin.isBefore(to)) {
        Instant end = change.time().isBefore(to) ? change.time() : to;
        stretches.add(new Stretch(begin, end, status));
        begin = end;
      }
      status = change.time().isBefore(to) ? change.status() : status;
    }
    if (begin.isBefore(to)) {
      stretches.add(new Stretch(begin, to, status));
    }
    return stretches;
  }

  /**
   * Returns the status at a moment.
   *
   * @param moment when
   * @return {@link HealthStatus#UNKNOWN} before the first change
   */
  public HealthStatus at(Instant moment) {
    HealthStatus status = HealthStatus.UNKNOWN;
    for (Change change : changes) {
      if (change.time().isAfter(moment)) {
        break;
      }
      status = change.status();
    }
    return status;
  }

  /**
   * Returns a history strip: the worst status in each of some equal parts of a window.
   *
   * @param from where the window begins
   * @param to where it ends
   * @param cells how many parts; at least one
   * @return the statuses, the oldest first
   * @throws IllegalArgumentException if the window is empty or there is no part
   */
  public List<HealthStatus> strip(Instant from, Instant to, int cells) {
    Availability.requireWindow(from, to);
    if (cells < 1) {
      throw new IllegalArgumentException("A strip of %d cells: give at least 1.".formatted(cells));
    }
    Duration length = Duration.between(from, to);
    List<HealthStatus> strip = new ArrayList<>();
    for (int i = 0; i < cells; i++) {
      Instant begin = from.plus(length.multipliedBy(i).dividedBy(cells));
      Instant end = from.plus(length.multipliedBy(i + 1L).dividedBy(cells));
      strip.add(HealthStatus.worst(between(begin, end).stream().map(Stretch::status).toList()));
    }
    return List.copyOf(strip);
  }

  /**
   * Returns how often the status changed in a window.
   *
   * @param from where the window begins
   * @param to where it ends
   * @return a count
   */
  public int changesBetween(Instant from, Instant to) {
    return Math.max(0, between(from, to).size() - 1);
  }
}
