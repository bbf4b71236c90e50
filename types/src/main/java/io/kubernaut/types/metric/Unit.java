package io.kubernaut.types.metric;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.math.MathContext;

/**
 * The unit of what is measured, as a code of UCUM, and as the word that OpenMetrics ends names
 * with: {@code s} and {@code seconds}, {@code By} and {@code bytes}.
 *
 * <p>Not all of UCUM: the units that OpenTelemetry, OpenMetrics and FOCUS use, and annotations such
 * as <code>{request}</code>, which count things and are of no dimension.
 *
 * @param code the code of UCUM; case matters
 * @see <a href="https://ucum.org/ucum">The Unified Code for Units of Measure</a>
 */
public record Unit(String code) {

  /** Of no dimension. */
  public static final Unit ONE = new Unit("1");

  /** Seconds. */
  public static final Unit SECONDS = new Unit("s");

  /** Bytes. */
  public static final Unit BYTES = new Unit("By");

  private static final int LONGEST = 63;

  /**
   * Checks the code.
   *
   * @param code the code of UCUM
   * @throws IllegalArgumentException if it is not one of the codes that are known here
   */
  public Unit {
    if (UnitTable.find(code) == null) {
      throw new IllegalArgumentException(
          "Not a unit: \""
              + code.substring(0, Math.min(LONGEST, code.length()))
              + "\". Use one of "
              + String.join(", ", UnitTable.ALL.keySet())
              + ", or what is counted in braces, for example {request}.");
    }
  }

  /**
   * Parses a code of UCUM.
   *
   * @param code for example {@code ms} or <code>{request}</code>
   * @return the unit
   * @throws IllegalArgumentException if it is not one of the codes that are known here
   */
  @JsonCreator
  public static Unit parse(String code) {
    return new Unit(code);
  }

  /**
   * Finds a unit by the word that OpenMetrics has for it.
   *
   * @param word for example {@code seconds}
   * @return the unit
   * @throws IllegalArgumentException if no unit here has this word
   */
  public static Unit ofOpenMetrics(String word) {
    return UnitTable.ALL.entrySet().stream()
        .filter(unit -> unit.getValue().word().equals(word))
        .map(unit -> new Unit(unit.getKey()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "No unit is called \""
                        + word.substring(0, Math.min(LONGEST, word.length()))
                        + "\". Use one of "
                        + UnitTable.ALL.values().stream().map(UnitTable.Entry::word).toList()
                        + "."));
  }

  /**
   * Returns the word that OpenMetrics has for it.
   *
   * @return for example {@code seconds}; empty for what is only counted
   */
  public String openMetrics() {
    return known().word();
  }

  /**
   * Tells whether both measure the same, so that one can be expressed in the other.
   *
   * @param other the other unit
   * @return true for {@code ms} and {@code h}
   */
  public boolean isLike(Unit other) {
    return known().dimension().equals(other.known().dimension());
  }

  /**
   * Expresses an amount of this unit in another.
   *
   * @param amount how many of this unit
   * @param other the other unit
   * @return how many of the other; exact if 34 digits are enough
   * @throws IllegalArgumentException if they do not measure the same
   */
  public BigDecimal convert(BigDecimal amount, Unit other) {
    if (!isLike(other)) {
      throw new IllegalArgumentException(
          "An amount of "
              + code
              + " ("
              + known().dimension()
              + ") cannot be expressed in "
              + other.code
              + " ("
              + other.known().dimension()
              + "). Choose a unit that measures the same.");
    }
    return amount.multiply(known().factor()).divide(other.known().factor(), MathContext.DECIMAL128);
  }

  private UnitTable.Entry known() {
    UnitTable.Entry known = UnitTable.find(code);
    if (known == null) {
      throw new IllegalStateException("Accepted once, refused now: " + code);
    }
    return known;
  }

  /** Returns the code. */
  @Override
  @JsonValue
  public String toString() {
    return code;
  }
}
