package io.kubernaut.types.value;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A duration in the notation of Go: {@code 1h30m}, {@code 100ms}, {@code 1.5h}, {@code -2us}.
 *
 * <p>Like Go's, a duration has a resolution of one nanosecond and a range of about 292 years.
 * Fractions are computed as Go does, in doubles, and what is below a nanosecond is cut off; so
 * {@code 0.3333333333333333333h} is 20 minutes here as there. There is no unit for days: their
 * length depends on the calendar.
 *
 * @param duration at least -2^63 and at most 2^63-1 nanoseconds
 * @see <a href="https://pkg.go.dev/time#ParseDuration">Go, time.ParseDuration</a>
 */
public record GoDuration(Duration duration) implements Comparable<GoDuration> {

  private static final Pattern PART = Pattern.compile("(\\d*)(?:\\.(\\d*))?([^0-9.]*)");
  private static final BigInteger MOST = BigInteger.ONE.shiftLeft(63);
  private static final BigInteger MOST_DIGITS = MOST.divide(BigInteger.TEN);
  private static final Map<String, Long> UNITS =
      Map.of(
          "ns", 1L,
          "us", 1_000L,
          "µs", 1_000L, // U+00B5, the micro sign
          "μs", 1_000L, // U+03BC, the Greek letter
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "m", 60_000_000_000L,
          "h", 3_600_000_000_000L);
  private static final int LONGEST = 256;

  /**
   * Checks the duration.
   *
   * @param duration at least -2^63 and at most 2^63-1 nanoseconds
   * @throws IllegalArgumentException if it is beyond
   */
  public GoDuration {
    nanos(duration);
  }

  /**
   * Reads a duration.
   *
   * @param text for example {@code 1h30m}
   * @return the duration
   * @throws IllegalArgumentException if the text is not a duration, or longer than 292 years
   */
  @JsonCreator
  public static GoDuration of(String text) {
    return new GoDuration(parse(text));
  }

  /**
   * Parses a duration.
   *
   * @param text for example {@code 1h30m}
   * @return the duration
   * @throws IllegalArgumentException if the text is not a duration, or longer than 292 years
   */
  public static Duration parse(String text) {
    boolean isSigned = text.startsWith("-") || text.startsWith("+");
    String parts = isSigned ? text.substring(1) : text;
    if (parts.equals("0")) {
      return Duration.ZERO;
    }
    if (parts.isEmpty() || text.length() > LONGEST) {
      throw invalid(text, "it is " + (parts.isEmpty() ? "empty" : "too long"));
    }
    BigInteger sum = sum(text, parts);
    BigInteger nanos = text.startsWith("-") ? sum.negate() : sum;
    if (nanos.bitLength() >= Long.SIZE) {
      throw outOfRange(text);
    }
    return Duration.ofNanos(nanos.longValueExact());
  }

  private static BigInteger sum(String text, String parts) {
    Matcher part = PART.matcher(parts);
    BigInteger sum = BigInteger.ZERO;
    for (int at = 0; at < parts.length(); at = part.end()) {
      part.region(at, parts.length());
      boolean hasDigits =
          part.lookingAt()
              && (!part.group(1).isEmpty() || (part.group(2) != null && !part.group(2).isEmpty()));
      if (!hasDigits) {
        throw invalid(text, "a number is missing");
      }
      sum = sum.add(nanos(text, part));
      if (sum.compareTo(MOST) > 0) {
        throw outOfRange(text);
      }
    }
    return sum;
  }

  private static BigInteger nanos(String text, Matcher part) {
    String word = part.group(3);
    Long unit = UNITS.get(word);
    if (unit == null) {
      String number = part.group().substring(0, part.group().length() - word.length());
      throw invalid(
          text, word.isEmpty() ? number + " lacks its unit" : "\"" + word + "\" is no unit");
    }
    String whole = part.group(1).isEmpty() ? "0" : part.group(1);
    String digits = part.group(2) == null ? "" : part.group(2);
    return new BigInteger(whole)
        .multiply(BigInteger.valueOf(unit))
        .add(BigInteger.valueOf(fraction(digits, unit)));
  }

  // Go keeps as many digits as fit into 63 bits, and multiplies as doubles.
  private static long fraction(String digits, long unit) {
    BigInteger kept = BigInteger.ZERO;
    double scale = 1;
    for (int i = 0; i < digits.length() && kept.compareTo(MOST_DIGITS) <= 0; i++) {
      BigInteger digit = BigInteger.valueOf(digits.charAt(i) - '0');
      BigInteger more = kept.multiply(BigInteger.TEN).add(digit);
      if (more.compareTo(MOST) > 0) {
        break;
      }
      kept = more;
      scale *= 10;
    }
    return (long) (kept.doubleValue() * (unit / scale));
  }

  /**
   * Formats a duration as Go does: the largest fitting units, no unit left out in between.
   *
   * @param duration within Go's range
   * @return for example {@code 1h30m0s} or {@code 1.5s}
   * @throws IllegalArgumentException if the duration is longer than 292 years
   */
  public static String format(Duration duration) {
    long nanos = nanos(duration);
    String size = size(BigDecimal.valueOf(nanos).abs());
    return nanos < 0 ? "-" + size : size;
  }

  private static long nanos(Duration duration) {
    BigInteger nanos =
        BigInteger.valueOf(duration.getSeconds())
            .multiply(BigInteger.valueOf(1_000_000_000))
            .add(BigInteger.valueOf(duration.getNano()));
    if (nanos.bitLength() >= Long.SIZE) {
      throw outOfRange(duration.toString());
    }
    return nanos.longValueExact();
  }

  private static String size(BigDecimal nanos) {
    if (nanos.signum() == 0) {
      return "0s";
    }
    for (String unit : new String[] {"ns", "µs", "ms"}) {
      BigDecimal size = BigDecimal.valueOf(UNITS.getOrDefault(unit, 1L));
      if (nanos.compareTo(size.movePointRight(3)) < 0) {
        return plain(nanos.divide(size)) + unit;
      }
    }
    BigDecimal[] minutes = nanos.divideAndRemainder(BigDecimal.valueOf(60_000_000_000L));
    String seconds = plain(minutes[1].movePointLeft(9)) + "s";
    long whole = minutes[0].longValueExact();
    if (whole == 0) {
      return seconds;
    }
    return (whole < 60 ? "" : whole / 60 + "h") + whole % 60 + "m" + seconds;
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  private static IllegalArgumentException invalid(String text, @Nullable String reason) {
    return new IllegalArgumentException(
        "Not a duration: \""
            + text.substring(0, Math.min(LONGEST, text.length()))
            + "\": "
            + reason
            + ". Write numbers with units ns, us, ms, s, m, h, for example \"1h30m\" or \"100ms\".");
  }

  private static IllegalArgumentException outOfRange(String text) {
    return new IllegalArgumentException(
        "Duration \"" + text + "\" is out of range. Use at most about 292 years (2562047h).");
  }

  @Override
  public int compareTo(GoDuration other) {
    return duration.compareTo(other.duration);
  }

  /** Returns the duration as Go writes it. */
  @Override
  @JsonValue
  public String toString() {
    return format(duration);
  }
}
