package io.kubernaut.metrics.query.internal.engine;

import io.kubernaut.metrics.query.syntax.BinaryOperator;

/** What operators do to two floats. */
final class FloatOperation {

  private FloatOperation() {}

  static double arithmetic(BinaryOperator operator, double a, double b) {
    return switch (operator) {
      case ADD -> a + b;
      case SUB -> a - b;
      case MUL -> a * b;
      case DIV -> a / b;
      case MOD -> a % b;
      case POW -> power(a, b);
      case ATAN2 -> Math.atan2(a, b);
      default -> throw new IllegalArgumentException(operator + " computes no number");
    };
  }

  /**
   * Powers of one are one, whatever the exponent: unlike Java, Go says so of NaN and infinities
   * too.
   */
  private static double power(double base, double exponent) {
    if (base == 1 || (base == -1 && Double.isInfinite(exponent))) {
      return 1;
    }
    return Math.pow(base, exponent);
  }

  static boolean compare(BinaryOperator operator, double a, double b) {
    return switch (operator) {
      case EQUAL -> a == b;
      case NOT_EQUAL -> a != b;
      case LESS -> a < b;
      case LESS_EQUAL -> a <= b;
      case GREATER -> a > b;
      case GREATER_EQUAL -> a >= b;
      default -> throw new IllegalArgumentException(operator + " does not compare");
    };
  }

  /** Computes a whole column; the loops are simple enough to become vector instructions. */
  static void arithmetic(BinaryOperator operator, double[] a, double[] b, double[] into, int size) {
    switch (operator) {
      case ADD -> {
        for (int i = 0; i < size; i++) {
          into[i] = a[i] + b[i];
        }
      }
      case SUB -> {
        for (int i = 0; i < size; i++) {
          into[i] = a[i] - b[i];
        }
      }
      case MUL -> {
        for (int i = 0; i < size; i++) {
          into[i] = a[i] * b[i];
        }
      }
      case DIV -> {
        for (int i = 0; i < size; i++) {
          into[i] = a[i] / b[i];
        }
      }
      default -> {
        for (int i = 0; i < size; i++) {
          into[i] = arithmetic(operator, a[i], b[i]);
        }
      }
    }
  }

  static double scalar(BinaryOperator operator, double a, double b) {
    return operator.isComparison() ? compare(operator, a, b) ? 1 : 0 : arithmetic(operator, a, b);
  }
}
