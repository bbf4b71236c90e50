package io.kubernaut.types.value;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of a resource as Kubernetes writes it: {@code 100m}, {@code 1.5Gi}, {@code 1e3}.
 *
 * <p>Arithmetic is exact. The canonical form keeps the family of suffixes it was written in, has no
 * fraction and the largest possible suffix; a binary quantity that is not a whole number is written
 * in decimal suffixes. Amounts below one nano are rounded away from zero; the largest magnitude is
 * 2<sup>63</sup>-1. Two quantities are equal if they are the same amount in the same family; {@link
 * #compareTo} compares amounts only.
 */
public final class Quantity implements Comparable<Quantity> {

  /** The families of suffixes. */
  public enum Family {
    /** Powers of 1000: {@code n u m k M G T P E}. */
    DECIMAL,
    /** Powers of 1024: {@code Ki Mi Gi Ti Pi Ei}. */
    BINARY,
    /** Powers of ten, by threes: {@code e3}. */
    EXPONENT
  }

  private static final Pattern SYNTAX =
      Pattern.compile(
          "([+-]?(?:\\d+\\.?\\d*|\\.\\d+))(?:([KMGTPE]i)|([numkMGTPE])|[eE]([+-]?\\d{1,3}))?");
  private static final List<String> DECIMALS =
      List.of("n", "u", "m", "", "k", "M", "G", "T", "P", "E");
  private static final List<String> BINARIES = List.of("", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei");
  private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);
  private static final BigDecimal KIBI = BigDecimal.valueOf(1024);
  private static final int LONGEST = 128;

  private final BigDecimal amount;
  private final Family family;

  private Quantity(BigDecimal amount, Family family) {
    BigDecimal nanos = amount.setScale(9, RoundingMode.UP);
    BigDecimal bounded = nanos.min(MOST).max(MOST.negate());
    this.amount = bounded.signum() == 0 ? BigDecimal.ZERO : bounded.stripTrailingZeros();
    this.family = family;
  }

  /**
   * Returns a quantity.
   *
   * @param amount in whole units
   * @param family how it is written
   * @return the quantity
   */
  public static Quantity of(BigDecimal amount, Family family) {
    return new Quantity(amount, family);
  }

  /**
   * Parses a quantity.
   *
   * @param text for example {@code 1.5Gi}
   * @return the quantity
   * @throws IllegalArgumentException if the text is not a quantity
   */
  @JsonCreator
  public static Quantity parse(String text) {
    Matcher parts = text.length() > LONGEST ? null : SYNTAX.matcher(text);
    if (parts == null || !parts.matches()) {
      throw new IllegalArgumentException(
          "Not a quantity: \""
              + text
              + "\". Write a number and at most one suffix of n u m k M G T P E, Ki Mi Gi Ti Pi Ei"
              + " or e<exponent>, for example \"500m\" or \"1.5Gi\".");
    }
    BigDecimal number = new BigDecimal(parts.group(1));
    if (parts.group(2) != null) {
      return new Quantity(
          number.multiply(KIBI.pow(BINARIES.indexOf(parts.group(2)))), Family.BINARY);
    }
    if (parts.group(4) != null) {
      return new Quantity(
          number.scaleByPowerOfTen(Integer.parseInt(parts.group(4))), Family.EXPONENT);
    }
    String suffix = parts.group(3) == null ? "" : parts.group(3);
    return new Quantity(
        number.scaleByPowerOfTen(3 * (DECIMALS.indexOf(suffix) - 3)), Family.DECIMAL);
  }

  /**
   * Returns a whole number of units: in YAML a quantity such as {@code 2} has no quotes.
   *
   * @param units the number
   * @return the quantity
   */
  @JsonCreator
  public static Quantity of(long units) {
    return new Quantity(BigDecimal.valueOf(units), Family.DECIMAL);
  }

  /**
   * Returns a number of units: in YAML a quantity such as {@code 0.5} has no quotes.
   *
   * @param units the number
   * @return the quantity
   */
  @JsonCreator
  public static Quantity of(BigDecimal units) {
    return new Quantity(units, Family.DECIMAL);
  }

  /**
   * Returns the amount.
   *
   * @return the exact amount in whole units
   */
  public BigDecimal amount() {
    return amount;
  }

  /**
   * Returns the family.
   *
   * @return how it is written
   */
  public Family family() {
    return family;
  }

  /**
   * Adds a quantity; zero takes the other's family.
   *
   * @param other what to add
   * @return the sum
   */
  public Quantity plus(Quantity other) {
    Family kept = amount.signum() == 0 ? other.family : family;
    return new Quantity(amount.add(other.amount), kept);
  }

  /**
   * Subtracts a quantity; zero takes the other's family.
   *
   * @param other what to subtract
   * @return the difference
   */
  public Quantity minus(Quantity other) {
    Family kept = amount.signum() == 0 ? other.family : family;
    return new Quantity(amount.subtract(other.amount), kept);
  }

  /**
   * Returns the opposite amount.
   *
   * @return the same amount with the other sign
   */
  public Quantity negate() {
    return new Quantity(amount.negate(), family);
  }

  /**
   * Multiplies the amount.
   *
   * @param factor how often
   * @return the product
   */
  public Quantity times(long factor) {
    return new Quantity(amount.multiply(BigDecimal.valueOf(factor)), family);
  }

  /**
   * Returns whole units, rounded away from zero, as Kubernetes' {@code Value} does.
   *
   * @return units
   */
  public long value() {
    return scaled(0);
  }

  /**
   * Returns thousandths, rounded away from zero, as Kubernetes' {@code MilliValue} does.
   *
   * @return thousandths; at most 2^63-1 in magnitude
   */
  public long milliValue() {
    return scaled(3);
  }

  private long scaled(int power) {
    BigDecimal whole = amount.scaleByPowerOfTen(power).setScale(0, RoundingMode.UP);
    return whole.min(MOST).max(MOST.negate()).longValueExact();
  }

  @Override
  public int compareTo(Quantity other) {
    return amount.compareTo(other.amount);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Quantity that && amount.equals(that.amount) && family == that.family;
  }

  @Override
  public int hashCode() {
    return 31 * amount.hashCode() + family.hashCode();
  }

  /** Returns the canonical form. */
  @Override
  @JsonValue
  public String toString() {
    if (family == Family.BINARY && amount.abs().compareTo(KIBI) >= 0 && amount.scale() <= 0) {
      return binary(amount.toBigIntegerExact());
    }
    if (amount.signum() == 0) {
      return "0";
    }
    int power = Math.min(18, Math.floorDiv(-amount.scale(), 3) * 3);
    String digits = amount.scaleByPowerOfTen(-power).toBigIntegerExact().toString();
    if (family == Family.EXPONENT) {
      return power == 0 ? digits : digits + "e" + power;
    }
    return digits + DECIMALS.get(power / 3 + 3);
  }

  private static String binary(BigInteger whole) {
    int steps = Math.min(6, whole.getLowestSetBit() / 10);
    return whole.shiftRight(10 * steps) + BINARIES.get(steps);
  }
}
