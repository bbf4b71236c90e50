package io.kubernaut.types.schema;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.function.Predicate;

/**
 * The least or greatest number allowed. Numbers that a double cannot tell from the bound are
 * compared exactly; NaN is within no bound.
 */
final class Bound implements Predicate<Object> {

  private static final long EXACT = 1L << 53;

  private final double bound;
  private final BigDecimal exact;
  private final boolean isLeast;

  private Bound(double bound, boolean isLeast) {
    this.bound = bound;
    this.exact = new BigDecimal(text(bound));
    this.isLeast = isLeast;
  }

  static Bound atLeast(double bound) {
    return new Bound(bound, true);
  }

  static Bound atMost(double bound) {
    return new Bound(bound, false);
  }

  @Override
  public boolean test(Object value) {
    if (value instanceof BigDecimal decimal) {
      return holds(decimal);
    }
    if (value instanceof BigInteger integer) {
      return holds(new BigDecimal(integer));
    }
    if (value instanceof Long whole && (whole > EXACT || whole < -EXACT)) {
      return holds(BigDecimal.valueOf(whole));
    }
    double number = ((Number) value).doubleValue();
    return isLeast ? number >= bound : number <= bound;
  }

  private boolean holds(BigDecimal number) {
    return isLeast ? number.compareTo(exact) >= 0 : number.compareTo(exact) <= 0;
  }

  /** Shows a bound without a fraction if it has none. */
  static String text(double bound) {
    return bound == Math.rint(bound) && Math.abs(bound) < 1e15
        ? Long.toString((long) bound)
        : Double.toString(bound);
  }
}
