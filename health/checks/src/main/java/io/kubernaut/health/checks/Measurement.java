package io.kubernaut.health.checks;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a check has measured, with the limit it must not cross. What has a limit can be foreseen to
 * cross it.
 *
 * <pre>{@code
 * Measurement.of(0.83, "ratio").below(0.9)      // must stay below
 * Measurement.of(21, "days").above(7)           // must stay above
 * }</pre>
 *
 * @param value a finite number
 * @param unit its unit, for example {@code ms}; empty for none
 * @param limit what it must not reach; null if there is no limit
 * @param rising true if the limit lies above, false if it lies below
 */
public record Measurement(double value, String unit, @Nullable Double limit, boolean rising) {

  /**
   * Checks the numbers.
   *
   * @param value a finite number
   * @param unit its unit
   * @param limit what it must not reach
   * @param rising true if the limit lies above
   * @throws IllegalArgumentException if a number is not finite
   */
  public Measurement {
    if (!Double.isFinite(value) || (limit != null && !Double.isFinite(limit))) {
      throw new IllegalArgumentException(
          "Measured %s %s with the limit %s: both have to be finite numbers. Report no measurement if there is none."
              .formatted(value, unit, limit));
    }
  }

  /**
   * Returns a measurement without a limit.
   *
   * @param value a finite number
   * @param unit its unit; empty for none
   * @return the measurement
   */
  public static Measurement of(double value, String unit) {
    return new Measurement(value, unit, null, true);
  }

  /**
   * Returns this measurement with a limit above it.
   *
   * @param limit what it must stay below
   * @return the changed copy
   */
  public Measurement below(double limit) {
    return new Measurement(value, unit, limit, true);
  }

  /**
   * Returns this measurement with a limit below it.
   *
   * @param limit what it must stay above
   * @return the changed copy
   */
  public Measurement above(double limit) {
    return new Measurement(value, unit, limit, false);
  }

  @Override
  public String toString() {
    String text = number(value) + (unit.isEmpty() ? "" : " " + unit);
    return limit == null ? text : text + (rising ? " of " : ", at least ") + number(limit);
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : String.format(Locale.ROOT, "%.3g", value);
  }
}
