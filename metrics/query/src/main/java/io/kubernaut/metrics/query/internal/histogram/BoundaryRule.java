package io.kubernaut.metrics.query.internal.histogram;

/**
 * Which of its borders belong to a bucket, as a number: 0 the upper only, 1 the lower only, 2 none,
 * 3 both.
 */
public final class BoundaryRule {

  private BoundaryRule() {}

  public static int of(double lower, double upper, boolean custom) {
    if (custom) {
      return lower == Double.NEGATIVE_INFINITY ? 3 : 0;
    }
    return lower < 0 && upper > 0 ? 3 : lower < 0 ? 1 : 0;
  }

  static boolean includesLower(int rule) {
    return rule == 1 || rule == 3;
  }

  static boolean includesUpper(int rule) {
    return rule == 0 || rule == 3;
  }
}
