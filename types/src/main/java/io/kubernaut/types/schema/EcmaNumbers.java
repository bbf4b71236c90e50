package io.kubernaut.types.schema;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Writes numbers as ECMAScript does (ECMA-262, Number::toString): as few digits as tell the number
 * from its neighbours; plain between 1e-6 and 1e21, with an exponent beyond.
 */
final class EcmaNumbers {

  private static final int PLAIN_ABOVE = -6;
  private static final int PLAIN_UP_TO = 21;

  private EcmaNumbers() {}

  /** Returns the shortest decimal that reads as this finite number. */
  static BigDecimal shortest(double number) {
    BigDecimal decimal = new BigDecimal(NumberOutput.toString(number, true));
    BigDecimal digits = decimal.stripTrailingZeros();
    return digits.precision() == 2 ? oneDigit(number, digits) : digits;
  }

  static BigDecimal shortest(float number) {
    return new BigDecimal(NumberOutput.toString(number, true));
  }

  // Java's rule prefers two digits that are nearer to one that is enough: 4.9E-324 for 5e-324.
  private static BigDecimal oneDigit(double number, BigDecimal twoDigits) {
    BigDecimal down = twoDigits.setScale(twoDigits.scale() - 1, RoundingMode.DOWN);
    BigDecimal up = twoDigits.setScale(twoDigits.scale() - 1, RoundingMode.UP);
    boolean isNearerDown = twoDigits.unscaledValue().abs().intValue() % 10 < 5;
    BigDecimal nearer = isNearerDown ? down : up;
    BigDecimal further = isNearerDown ? up : down;
    if (nearer.doubleValue() == number) {
      return nearer.stripTrailingZeros();
    }
    return further.doubleValue() == number ? further.stripTrailingZeros() : twoDigits;
  }

  /** Writes a decimal with all its digits. */
  static String text(BigDecimal number) {
    if (number.signum() == 0) {
      return "0";
    }
    BigDecimal stripped = number.stripTrailingZeros();
    String digits = stripped.unscaledValue().abs().toString();
    long point = (long) digits.length() - stripped.scale();
    return (number.signum() < 0 ? "-" : "") + text(digits, point);
  }

  /** Writes digits whose decimal point stands behind the first {@code point} of them. */
  private static String text(String digits, long point) {
    int count = digits.length();
    if (point > PLAIN_UP_TO || point <= PLAIN_ABOVE) {
      String fraction = count == 1 ? "" : "." + digits.substring(1);
      return digits.charAt(0) + fraction + "e" + (point > 0 ? "+" : "") + (point - 1);
    }
    if (point <= 0) {
      return "0." + "0".repeat((int) -point) + digits;
    }
    return point >= count
        ? digits + "0".repeat((int) point - count)
        : digits.substring(0, (int) point) + "." + digits.substring((int) point);
  }
}
