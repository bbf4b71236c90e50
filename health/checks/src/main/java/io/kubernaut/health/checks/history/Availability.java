package io.kubernaut.health.checks.history;

import io.kubernaut.health.checks.history.StatusTimeline.Stretch;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * How much of a window something was available, to the nanosecond.
 *
 * <p>UP and DEGRADED are available, DOWN is not. Time of which nothing is known is neither: it is
 * told apart, and counts in no ratio. Planned maintenance is left out, whatever the status was;
 * windows of maintenance that overlap are counted once. {@code up + down + unknown + maintenance}
 * is the length of the window.
 *
 * @param up available
 * @param down not available
 * @param unknown nobody knows
 * @param maintenance left out
 */
public record Availability(Duration up, Duration down, Duration unknown, Duration maintenance) {

  /**
   * A planned interruption.
   *
   * @param from where it begins
   * @param to where it ends
   */
  public record Maintenance(Instant from, Instant to) {

    /**
     * Checks the order.
     *
     * @param from where it begins
     * @param to where it ends
     * @throws IllegalArgumentException if it ends before it begins
     */
    public Maintenance {
      if (to.isBefore(from)) {
        throw new IllegalArgumentException(
            "Maintenance ends before it begins: from %s to %s. Swap them?".formatted(from, to));
      }
    }
  }

  /**
   * Measures a window.
   *
   * @param timeline how it was
   * @param from where the window begins
   * @param to where it ends
   * @param maintenance what is left out, in any order, overlapping or not
   * @return the availability
   * @throws IllegalArgumentException if the window is empty
   */
  public static Availability of(
      StatusTimeline timeline, Instant from, Instant to, Collection<Maintenance> maintenance) {
    requireWindow(from, to);
    Duration up = Duration.ZERO;
    Duration down = Duration.ZERO;
    Duration unknown = Duration.ZERO;
    List<Maintenance> planned = merged(maintenance);
    for (Stretch stretch : timeline.between(from, to)) {
      Duration counted =
          Duration.between(stretch.from(), stretch.to())
              .minus(overlap(planned, stretch.from(), stretch.to()));
      switch (stretch.status()) {
        case UP, DEGRADED -> up = up.plus(counted);
        case DOWN -> down = down.plus(counted);
        case UNKNOWN -> unknown = unknown.plus(counted);
      }
    }
    return new Availability(up, down, unknown, overlap(planned, from, to));
  }

  static void requireWindow(Instant from, Instant to) {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException(
          "The window from %s to %s is empty. Let it end after it begins.".formatted(from, to));
    }
  }

  /** Sorted, and what overlaps or touches made one. */
  private static List<Maintenance> merged(Collection<Maintenance> all) {
    List<Maintenance> merged = new ArrayList<>();
    all.stream()
        .sorted(Comparator.comparing(Maintenance::from))
        .forEach(
            next -> {
              int last = merged.size() - 1;
              if (last >= 0 && !next.from().isAfter(merged.get(last).to())) {
                Maintenance before = merged.get(last);
                Instant end = before.to().isAfter(next.to()) ? before.to() : next.to();
                merged.set(last, new Maintenance(before.from(), end));
              } else {
                merged.add(next);
              }
            });
    return merged;
  }

  private static Duration overlap(List<Maintenance> planned, Instant from, Instant to) {
    Duration sum = Duration.ZERO;
    for (Maintenance one : planned) {
      Instant begin = one.from().isAfter(from) ? one.from() : from;
      Instant end = one.to().isBefore(to) ? one.to() : to;
      sum = begin.isBefore(end) ? sum.plus(Duration.between(begin, end)) : sum;
    }
    return sum;
  }

  /**
   * Returns the share of the known time in which it was available.
   *
   * @return from 0 to 1, with twelve digits, rounded down so that nothing is promised that was not
   *     kept; 1 if nothing is known
   */
  public BigDecimal ratio() {
    BigDecimal known = nanos(up.plus(down));
    return known.signum() == 0 ? BigDecimal.ONE : nanos(up).divide(known, 12, RoundingMode.DOWN);
  }

  private static BigDecimal nanos(Duration time) {
    return BigDecimal.valueOf(time.getSeconds())
        .movePointRight(9)
        .add(BigDecimal.valueOf(time.getNano()));
  }

  /**
   * Returns how much downtime an objective allows in a window: 99.99 % are 4.32 minutes in 30 days.
   *
   * @param objective the share of time, for example {@code 0.9999}
   * @param window the length of the window
   * @return the budget, rounded down to the nanosecond
   * @throws IllegalArgumentException if the objective is not from 0 to 1
   */
  public static Duration budget(BigDecimal objective, Duration window) {
    if (objective.signum() < 0 || objective.compareTo(BigDecimal.ONE) > 0) {
      throw new IllegalArgumentException(
          "Invalid objective %s: give a share from 0 to 1, for example 0.9999."
              .formatted(objective));
    }
    BigDecimal[] parts =
        nanos(window)
            .multiply(BigDecimal.ONE.subtract(objective))
            .divideAndRemainder(BigDecimal.valueOf(1_000_000_000));
    return Duration.ofSeconds(parts[0].longValueExact(), parts[1].longValue());
  }

  /**
   * Returns what is left of the budget of an objective, over all of this window but maintenance.
   *
   * @param objective the share of time, for example {@code 0.9999}
   * @return negative if it is overspent
   * @throws IllegalArgumentException if the objective is not from 0 to 1
   */
  public Duration budgetLeft(BigDecimal objective) {
    return budget(objective, up.plus(down).plus(unknown)).minus(down);
  }
}
