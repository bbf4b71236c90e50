package io.kubernaut.types.value;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A number of bytes: {@code 512}, {@code 64KiB}, {@code 5Gi}, {@code 10MB}.
 *
 * @param bytes the number of bytes, not negative
 */
public record ByteSize(long bytes) implements Comparable<ByteSize> {

  private static final Pattern SYNTAX =
      Pattern.compile("(\\d{1,19}(?:\\.\\d{1,9})?) ?([kKMGTPE]?)(i?)(B?)");
  private static final List<String> PREFIXES = List.of("", "K", "M", "G", "T", "P", "E");

  /**
   * Checks the size.
   *
   * @param bytes the number of bytes
   * @throws IllegalArgumentException if it is negative
   */
  public ByteSize {
    if (bytes < 0) {
      throw new IllegalArgumentException(
          "A size of " + bytes + " bytes is negative. Use 0 or more.");
    }
  }

  /**
   * Parses a size. {@code k M G T P E} are powers of 1000, with an {@code i} powers of 1024.
   *
   * @param text for example {@code 5Gi}
   * @return the size
   * @throws IllegalArgumentException if the text is no size, not whole, or beyond 2^63-1 bytes
   */
  @JsonCreator
  public static ByteSize parse(String text) {
    Matcher parts = SYNTAX.matcher(text);
    if (!parts.matches() || (parts.group(2).isEmpty() && !parts.group(3).isEmpty())) {
      throw invalid(text, null);
    }
    int power = PREFIXES.indexOf(parts.group(2).equals("k") ? "K" : parts.group(2));
    int base = parts.group(3).isEmpty() ? 1000 : 1024;
    try {
      BigDecimal unit = BigDecimal.valueOf(base).pow(power);
      return new ByteSize(new BigDecimal(parts.group(1)).multiply(unit).longValueExact());
    } catch (ArithmeticException e) {
      throw invalid(text, e);
    }
  }

  /**
   * Returns a number of bytes: in JSON and YAML a size such as {@code 512} has no quotes.
   *
   * @param bytes the number of bytes
   * @return the size
   * @throws IllegalArgumentException if it is negative, not whole, or beyond 2^63-1
   */
  @JsonCreator
  public static ByteSize of(BigDecimal bytes) {
    if (bytes.signum() < 0 || bytes.precision() - bytes.scale() > 19) {
      throw invalid(bytes.toString(), null);
    }
    try {
      return new ByteSize(bytes.longValueExact());
    } catch (ArithmeticException e) {
      throw invalid(bytes.toString(), e);
    }
  }

  /**
   * Returns a number of bytes.
   *
   * @param bytes the number of bytes
   * @return the size
   * @throws IllegalArgumentException if it is negative
   */
  @JsonCreator
  public static ByteSize of(long bytes) {
    return new ByteSize(bytes);
  }

  private static IllegalArgumentException invalid(String text, @Nullable Exception cause) {
    return new IllegalArgumentException(
        "Not a size in whole bytes below 2^63: \""
            + text
            + "\". Write for example \"512\", \"64KiB\", \"5Gi\" or \"10MB\".",
        cause);
  }

  @Override
  public int compareTo(ByteSize other) {
    return Long.compare(bytes, other.bytes);
  }

  /** Returns the size with the largest binary prefix that leaves it whole. */
  @Override
  @JsonValue
  public String toString() {
    int steps = bytes == 0 ? 0 : Math.min(6, Long.numberOfTrailingZeros(bytes) / 10);
    String unit = steps == 0 ? "B" : PREFIXES.get(steps) + "iB";
    return (bytes >> (10 * steps)) + unit;
  }
}
