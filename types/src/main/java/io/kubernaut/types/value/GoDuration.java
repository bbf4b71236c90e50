package io.kubernaut.types.value;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations in the notation of Go: {@code 1h30m}, {@code 100ms}, {@code 1.5h}, {@code -2us}.
 *
 * <p>Like Go's, a duration has a resolution of one nanosecond and a range of about 292 years;
 * digits below a nanosecond are cut off. There is no unit for days: their length depends on the
 * calendar.
 */
public final class GoDuration {

  private static final Pattern PART =
      Pattern.compile("(\\d+\\.?\\d*|\\.\\d+)(ns|us|µs|μs|ms|s|m|h)");
  private static final int LONGEST = 256;

  private GoDuration() {}

  /**
   * Parses a duration.
   *
   * @param text for example {@code 1h30m}
   * @return the duration
   * @throws IllegalArgumentException if the text is not a duration, or longer than 292 years
   */
  public static Duration parse(String text) {
    boolean signed = text.startsWith("-") || text.startsWith("+");
    String parts = signed ? text.substring(1) : text;
    if (parts.equals("0")) {
      return Duration.ZERO;
    }
    if (parts.isEmpty() || text.length() > LONGEST) {
      throw invalid(text);
    }
    BigDecimal sum = sum(text, parts);
    BigDecimal nanos = text.startsWith("-") ? sum.negate() : sum;
    try {
      return Duration.ofNanos(nanos.longValueExact());
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "Duration \"" + text + "\" is out of range. Use at most about 292 years (2562047h).", e);
    }
  }

  private static BigDecimal sum(String text, String parts) {
    Matcher part = PART.matcher(parts);
    BigDecimal sum = BigDecimal.ZERO;
    int at = 0;
    for (; at < parts.length(); at = part.end()) {
      part.region(at, parts.length());
      if (!part.lookingAt()) {
        throw invalid(text);
      }
      BigDecimal unit = nanos(part.group(2));
      sum = sum.add(new BigDecimal(part.group(1)).multiply(unit).setScale(0, RoundingMode.DOWN));
    }
    return sum;
  }

  /**
   * Formats a duration as Go does: the largest fitting units, no unit left out in between.
   *
   * @param duration within Go's range
   * @return for example {@code 1h30m0s} or {@code 1.5s}
   * @throws IllegalArgumentException if the duration is longer than 292 years
   */
  public static String format(Duration duration) {
    long nanos;
    try {
      nanos = duration.toNanos();
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "Duration " + duration + " is out of Go's range. Use at most about 292 years.", e);
    }
    String size = size(BigDecimal.valueOf(nanos).abs());
    return nanos < 0 ? "-" + size : size;
  }

  private static String size(BigDecimal nanos) {
    if (nanos.signum() == 0) {
      return "0s";
    }
    for (String unit : new String[] {"ns", "us", "ms"}) {
      if (nanos.compareTo(nanos(unit).movePointRight(3)) < 0) {
        return plain(nanos.divide(nanos(unit))) + (unit.equals("us") ? "µs" : unit);
      }
    }
    BigDecimal[] minutes = nanos.divideAndRemainder(nanos("m"));
    String seconds = plain(minutes[1].movePointLeft(9)) + "s";
    long whole = minutes[0].longValueExact();
    if (whole == 0) {
      return seconds;
    }
    return (whole < 60 ? "" : whole / 60 + "h") + whole % 60 + "m" + seconds;
  }

  private static BigDecimal nanos(String unit) {
    return BigDecimal.valueOf(
        switch (unit) {
          case "ns" -> 1;
          case "us", "µs", "μs" -> 1_000;
          case "ms" -> 1_000_000;
          case "s" -> 1_000_000_000;
          case "m" -> 60_000_000_000L;
          default -> 3_600_000_000_000L;
        });
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  private static IllegalArgumentException invalid(String text) {
    return new IllegalArgumentException(
        "Not a duration: \""
            + text
            + "\". Write numbers with units ns, us, ms, s, m, h, for example \"1h30m\" or"
            + " \"100ms\".");
  }
}
