package io.kubernaut.metrics.query.syntax;

/**
 * A length of time in a query: written out, or computed when the query's range and step are known.
 */
public sealed interface DurationExpr {

  /**
   * Where it stands.
   *
   * @return the span
   */
  Span span();

  /**
   * Computes the length.
   *
   * @param stepSeconds the step of the query, 0 for an instant
   * @param rangeSeconds the length of the query's range
   * @return seconds
   * @throws ArithmeticException if something is divided by zero
   */
  double seconds(double stepSeconds, double rangeSeconds);

  /**
   * Tells whether it is the same for every query.
   *
   * @return true if it depends on neither step nor range
   */
  boolean isConstant();

  /**
   * A length that is written out.
   *
   * @param seconds the length
   * @param span where it stands
   */
  record Literal(double seconds, Span span) implements DurationExpr {

    @Override
    public double seconds(double stepSeconds, double rangeSeconds) {
      return seconds;
    }

    @Override
    public boolean isConstant() {
      return true;
    }

    @Override
    public String toString() {
      return Durations.format(seconds);
    }
  }

  /**
   * The query's step or range.
   *
   * @param range whether it is the range
   * @param span where it stands
   */
  record OfQuery(boolean range, Span span) implements DurationExpr {

    @Override
    public double seconds(double stepSeconds, double rangeSeconds) {
      return range ? rangeSeconds : stepSeconds;
    }

    @Override
    public boolean isConstant() {
      return false;
    }

    @Override
    public String toString() {
      return range ? "range()" : "step()";
    }
  }

  /**
   * A signed length.
   *
   * @param negative whether the sign is minus
   * @param inner the length
   * @param span where it stands
   */
  record Signed(boolean negative, DurationExpr inner, Span span) implements DurationExpr {

    @Override
    public double seconds(double stepSeconds, double rangeSeconds) {
      double seconds = inner.seconds(stepSeconds, rangeSeconds);
      return negative ? -seconds : seconds;
    }

    @Override
    public boolean isConstant() {
      return inner.isConstant();
    }

    @Override
    public String toString() {
      return (negative ? "-" : "+") + inner;
    }
  }

  /**
   * A length in parentheses.
   *
   * @param inner the length
   * @param span where it stands
   */
  record Grouped(DurationExpr inner, Span span) implements DurationExpr {

    @Override
    public double seconds(double stepSeconds, double rangeSeconds) {
      return inner.seconds(stepSeconds, rangeSeconds);
    }

    @Override
    public boolean isConstant() {
      return inner.isConstant();
    }

    @Override
    public String toString() {
      return "(" + inner + ")";
    }
  }

  /** How two lengths are put together. */
  enum Operator {
    /** Plus. */
    ADD("+", 1) {
      @Override
      double apply(double a, double b) {
        return a + b;
      }
    },
    /** Minus. */
    SUB("-", 1) {
      @Override
      double apply(double a, double b) {
        return a - b;
      }
    },
    /** Times. */
    MUL("*", 2) {
      @Override
      double apply(double a, double b) {
        return a * b;
      }
    },
    /** Divided by. */
    DIV("/", 2) {
      @Override
      double apply(double a, double b) {
        if (b == 0) {
          throw new ArithmeticException("division by zero");
        }
        return a / b;
      }
    },
    /** Remainder. */
    MOD("%", 2) {
      @Override
      double apply(double a, double b) {
        if (b == 0) {
          throw new ArithmeticException("modulo by zero");
        }
        return a % b;
      }
    },
    /** To the power of. */
    POW("^", 3) {
      @Override
      double apply(double a, double b) {
        return Math.pow(a, b);
      }
    },
    /** The lesser. */
    MIN("min_of", 0) {
      @Override
      double apply(double a, double b) {
        return Math.min(a, b);
      }
    },
    /** The greater. */
    MAX("max_of", 0) {
      @Override
      double apply(double a, double b) {
        return Math.max(a, b);
      }
    };

    private final String symbol;
    private final int precedence;

    Operator(String symbol, int precedence) {
      this.symbol = symbol;
      this.precedence = precedence;
    }

    abstract double apply(double a, double b);

    int precedence() {
      return precedence;
    }

    boolean isFunction() {
      return precedence == 0;
    }
  }

  /**
   * Two lengths put together.
   *
   * @param operator how
   * @param left one
   * @param right the other
   * @param span where it stands
   */
  record Combined(Operator operator, DurationExpr left, DurationExpr right, Span span)
      implements DurationExpr {

    @Override
    public double seconds(double stepSeconds, double rangeSeconds) {
      return operator.apply(
          left.seconds(stepSeconds, rangeSeconds), right.seconds(stepSeconds, rangeSeconds));
    }

    @Override
    public boolean isConstant() {
      return left.isConstant() && right.isConstant();
    }

    @Override
    public String toString() {
      return operator.isFunction()
          ? operator.symbol + "(" + left + ", " + right + ")"
          : left + " " + operator.symbol + " " + right;
    }
  }
}
