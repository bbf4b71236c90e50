package io.kubernaut.health.checks.history;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * Watches one measurement for a breach to come, and keeps count of how often it was right.
 *
 * <p>It keeps 120 points, and looks at them with each new one, later with each fourth. It warns
 * when three looks in a row foresee a breach of both all the points it keeps and the latest half of
 * them; the warning stands until six looks in a row foresee none. A warning is right if the limit
 * is reached while it stands, and wrong if it is taken back before. A limit that is reached without
 * a warning is missed. Not safe for threads.
 */
public final class Foresight {

  private static final int KEPT = 120;
  private static final int POINTS_PER_LOOK = 30;
  private static final int RAISED_BY = 3;
  private static final int CLEARED_BY = 6;

  private final double limit;
  private final boolean rising;
  private final double[] seconds = new double[KEPT];
  private final double[] values = new double[KEPT];
  private int count;
  private int taken;
  private int foreseen;
  private int unforeseen;
  private boolean warning;
  private boolean breached;
  private Optional<Trend.Breach> breach = Optional.empty();
  private int right;
  private int wrong;
  private int missed;

  private Foresight(double limit, boolean rising) {
    this.limit = limit;
    this.rising = rising;
  }

  /**
   * Begins to watch.
   *
   * @param limit what must not be reached
   * @param rising whether it lies above
   * @return without a point
   */
  public static Foresight of(double limit, boolean rising) {
    return new Foresight(limit, rising);
  }

  /**
   * How good the warnings were.
   *
   * @param right warnings that came true
   * @param wrong warnings that were taken back
   * @param missed breaches without a warning
   */
  public record Quality(int right, int wrong, int missed) {

    /**
     * Adds what another one has counted.
     *
     * @param other the other
     * @return the sum
     */
    public Quality plus(Quality other) {
      return new Quality(right + other.right, wrong + other.wrong, missed + other.missed);
    }

    /**
     * Returns the share of breaches that were foreseen.
     *
     * @return from 0 to 1; 1 if there was none
     */
    public double foreseen() {
      return right + missed == 0 ? 1 : right / (double) (right + missed);
    }
  }

  /**
   * Takes a point.
   *
   * @param time when; later than the one before
   * @param value what was measured
   * @return whether a warning has begun with it
   */
  public boolean take(Instant time, double value) {
    add(time.getEpochSecond() + time.getNano() / 1e9, value);
    boolean over = rising ? value >= limit : value <= limit;
    if (over != breached) {
      breached = over;
      if (over) {
        right += warning ? 1 : 0;
        missed += warning ? 0 : 1;
        clear();
      } else {
        count = 0; // what comes after a breach is another story
      }
    }
    taken++;
    return !breached && taken % Math.max(1, count / POINTS_PER_LOOK) == 0 && look(time);
  }

  private void add(double time, double value) {
    if (count == KEPT) {
      System.arraycopy(seconds, 1, seconds, 0, KEPT - 1);
      System.arraycopy(values, 1, values, 0, KEPT - 1);
      count--;
    }
    seconds[count] = time;
    values[count++] = value;
  }

  private boolean look(Instant time) {
    Optional<Trend.Breach> all = foresee(time, 0);
    Optional<Trend.Breach> latest = all.isEmpty() ? all : foresee(time, count / 2);
    boolean both = all.isPresent() && (latest.isPresent() || count < 24);
    foreseen = both ? foreseen + 1 : 0;
    unforeseen = both ? 0 : unforeseen + 1;
    if (both) {
      breach = all;
    }
    if (!warning && foreseen >= RAISED_BY) {
      warning = true;
      return true;
    }
    if (warning && unforeseen >= CLEARED_BY) {
      wrong++;
      clear();
    }
    return false;
  }

  private Optional<Trend.Breach> foresee(Instant time, int from) {
    return Trend.of(
            Arrays.copyOfRange(seconds, from, count), Arrays.copyOfRange(values, from, count))
        .flatMap(trend -> trend.breach(limit, rising, time));
  }

  private void clear() {
    warning = false;
    foreseen = 0;
    unforeseen = 0;
    breach = Optional.empty();
  }

  /**
   * Tells whether a warning stands.
   *
   * @return false from the breach on
   */
  public boolean isWarning() {
    return warning;
  }

  /**
   * Returns when the limit will be reached.
   *
   * @return empty while nothing is foreseen
   */
  public Optional<Trend.Breach> breach() {
    return breach;
  }

  /**
   * Returns how good the warnings were.
   *
   * @return counts since the begin
   */
  public Quality quality() {
    return new Quality(right, wrong, missed);
  }
}
