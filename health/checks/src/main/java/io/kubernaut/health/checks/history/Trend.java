package io.kubernaut.health.checks.history;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * Where a measurement is heading.
 *
 * <p>The slope is Theil's and Sen's: the median of the slopes between all pairs of points, which up
 * to a third of wild points do not move. Whether there is a slope at all is asked of Mann's and
 * Kendall's test, which counts how many pairs rise and how many fall: only beyond four standard
 * deviations it is believed, because it is asked again with each new point. The interval of the
 * slope comes from the same test, and with it the earliest and the latest time of a breach.
 *
 * <p>A breach is foreseen only if its best guess lies within one and a half times the length of
 * what was seen: who has watched for twenty minutes says nothing about tomorrow. And the latest
 * half has to go the same way as the whole, so that a climb that is over is not prolonged.
 *
 * <p>For n points the test takes n² / 2 comparisons, and only where it finds a trend as many slopes
 * are sorted.
 *
 * @param slope per second
 * @param low the lower end of the 80 % interval of the slope
 * @param high the upper end
 * @param level the value it has now, by the line through all points
 * @param significance of Mann's and Kendall's test, in standard deviations; its sign is the
 *     direction
 * @param span how long it was watched
 * @see <a href="https://doi.org/10.1080/01621459.1968.10480934">P. K. Sen: Estimates of the
 *     Regression Coefficient Based on Kendall's Tau, 1968</a>
 */
public record Trend(
    double slope, double low, double high, double level, double significance, Duration span) {

  private static final int LEAST_POINTS = 12;
  private static final double BELIEVED = 4;
  private static final double HORIZON = 1.5;
  private static final double EIGHTY_PERCENT = 1.2816;

  /**
   * When a limit will be reached.
   *
   * @param best the best guess
   * @param earliest the earliest, of the 80 % interval
   * @param latest the latest; {@link Instant#MAX} if it may as well never get there
   */
  public record Breach(Instant best, Instant earliest, Instant latest) {}

  /**
   * Finds the trend of points.
   *
   * @param seconds when, in seconds of any origin, in order
   * @param values what was measured
   * @return empty if there is none that can be believed: fewer than twelve points, or no direction
   */
  public static Optional<Trend> of(double[] seconds, double[] values) {
    int n = seconds.length;
    if (n < LEAST_POINTS || seconds[n - 1] <= seconds[0]) {
      return Optional.empty();
    }
    double deviation = Math.sqrt(n * (n - 1.0) * (2.0 * n + 5) / 18);
    double significance = rising(values) / deviation;
    if (Math.abs(significance) < BELIEVED) {
      return Optional.empty(); // before the slopes, which are what takes time
    }
    double[] slopes = slopes(seconds, values);
    double slope = median(slopes);
    int reach = (int) Math.round(EIGHTY_PERCENT * deviation / 2);
    int middle = slopes.length / 2;
    return Optional.of(
        new Trend(
            slope,
            slopes[Math.max(0, middle - reach)],
            slopes[Math.min(slopes.length - 1, middle + reach)],
            level(seconds, values, slope),
            significance,
            Duration.ofNanos((long) ((seconds[n - 1] - seconds[0]) * 1e9))));
  }

  /** All slopes between two points, sorted. */
  private static double[] slopes(double[] seconds, double[] values) {
    int n = seconds.length;
    double[] slopes = new double[n * (n - 1) / 2];
    int count = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        double apart = seconds[j] - seconds[i];
        if (apart > 0) {
          slopes[count++] = (values[j] - values[i]) / apart;
        }
      }
    }
    double[] found = Arrays.copyOf(slopes, count);
    Arrays.sort(found);
    return found;
  }

  private static double median(double[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private static double level(double[] seconds, double[] values, double slope) {
    double end = seconds[seconds.length - 1];
    double[] moved = new double[values.length];
    for (int i = 0; i < moved.length; i++) {
      moved[i] = values[i] + slope * (end - seconds[i]);
    }
    Arrays.sort(moved);
    return median(moved);
  }

  /** How many more pairs rise than fall. */
  private static long rising(double[] values) {
    long sum = 0;
    for (int i = 0; i < values.length; i++) {
      for (int j = i + 1; j < values.length; j++) {
        sum += Double.compare(values[j], values[i]) > 0 ? 1 : values[j] == values[i] ? 0 : -1;
      }
    }
    return sum;
  }

  /**
   * Foresees when a limit is reached.
   *
   * @param limit the limit
   * @param rising whether it lies above
   * @param now the time of the last point
   * @return empty if the trend does not lead there, or not soon enough to be believed
   */
  public Optional<Breach> breach(double limit, boolean rising, Instant now) {
    double towards = rising ? 1 : -1;
    double left = towards * (limit - level);
    double speed = towards * slope;
    if (towards * significance < BELIEVED || speed <= 0) {
      return Optional.empty();
    }
    double seconds = Math.max(0, left / speed);
    if (seconds > HORIZON * span.toNanos() / 1e9) {
      return Optional.empty();
    }
    double fast = towards * (rising ? high : low);
    double slow = towards * (rising ? low : high);
    return Optional.of(
        new Breach(
            in(now, seconds),
            in(now, Math.max(0, left / Math.max(fast, speed))),
            slow <= 0 ? Instant.MAX : in(now, Math.max(seconds, left / slow))));
  }

  private static Instant in(Instant now, double seconds) {
    return now.plusMillis((long) Math.min(seconds * 1_000, 1e14));
  }
}
