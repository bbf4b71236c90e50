package io.kubernaut.types.value;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A length of time in the notation of Prometheus and Alertmanager: {@code 30s}, {@code 5m}, {@code
 * 1h30m}, {@code 2w}. Units come in descending order, each at most once, without fractions; a day
 * has 24 hours, a week 7 days, a year 365 days.
 *
 * <p>Not the notation of Go: {@code 1.5h} is Go's only, {@code 1d} is Prometheus' only.
 *
 * @param duration not negative, in whole milliseconds, at most about 292 years
 * @see <a
 *     href="https://prometheus.io/docs/prometheus/latest/configuration/configuration/">Prometheus
 *     configuration, {@code <duration>}</a>
 */
public record PrometheusDuration(Duration duration) implements Comparable<PrometheusDuration> {

  private static final Pattern SYNTAX =
      Pattern.compile(
          "(?:(\\d{1,19})y)?(?:(\\d{1,19})w)?(?:(\\d{1,19})d)?(?:(\\d{1,19})h)?(?:(\\d{1,19})m)?"
              + "(?:(\\d{1,19})s)?(?:(\\d{1,19})ms)?");
  private static final String[] UNITS = {"y", "w", "d", "h", "m", "s", "ms"};
  private static final long[] MILLIS = {
    31_536_000_000L, 604_800_000L, 86_400_000L, 3_600_000L, 60_000L, 1_000L, 1L
  };
  private static final long MOST = Long.MAX_VALUE / 1_000_000;

  /**
   * Checks the length.
   *
   * @param duration not negative, in whole milliseconds
   * @throws IllegalArgumentException if it is negative, finer than a millisecond, or too long
   */
  public PrometheusDuration {
    boolean isWhole = duration.toNanosPart() % 1_000_000 == 0;
    if (duration.isNegative() || !isWhole || duration.compareTo(Duration.ofMillis(MOST)) > 0) {
      throw invalid(duration.toString(), null);
    }
  }

  /**
   * Parses a length of time.
   *
   * @param text for example {@code 1h30m}; {@code 0} needs no unit
   * @return the length
   * @throws IllegalArgumentException if the text is not in this notation, or too long a time
   */
  @JsonCreator
  public static PrometheusDuration parse(String text) {
    if (text.equals("0")) {
      return new PrometheusDuration(Duration.ZERO);
    }
    Matcher parts = SYNTAX.matcher(text);
    if (text.isEmpty() || !parts.matches()) {
      throw invalid(text, null);
    }
    try {
      long millis = 0;
      for (int i = 0; i < UNITS.length; i++) {
        String number = parts.group(i + 1);
        if (number != null) {
          long part = Math.multiplyExact(Long.parseLong(number), MILLIS[i]);
          millis = Math.addExact(millis, part);
        }
      }
      if (millis > MOST) {
        throw invalid(text, null);
      }
      return new PrometheusDuration(Duration.ofMillis(millis));
    } catch (ArithmeticException | NumberFormatException e) {
      throw invalid(text, e);
    }
  }

  private static IllegalArgumentException invalid(String given, @Nullable Exception cause) {
    return new IllegalArgumentException(
        "Not a length of time for Prometheus: \""
            + given
            + "\". Write whole numbers with the units y, w, d, h, m, s, ms in this order, for example"
            + " \"30s\" or \"1h30m\", of at most 292 years.",
        cause);
  }

  @Override
  public int compareTo(PrometheusDuration other) {
    return duration.compareTo(other.duration);
  }

  /**
   * Returns the length as Prometheus writes it: years, weeks and days only where they are whole.
   */
  @Override
  @JsonValue
  public String toString() {
    long rest = duration.toMillis();
    if (rest == 0) {
      return "0s";
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < UNITS.length; i++) {
      boolean mustBeWhole = i < 3;
      if (mustBeWhole ? rest % MILLIS[i] == 0 : rest >= MILLIS[i]) {
        text.append(rest / MILLIS[i] == 0 ? "" : rest / MILLIS[i] + UNITS[i]);
        rest %= MILLIS[i];
      }
    }
    return text.toString();
  }
}
