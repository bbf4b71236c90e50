package io.kubernaut.metrics.query.syntax;

/** The operators between two expressions. */
public enum BinaryOperator {
  /** Left, and right where left has no match. */
  OR("or", 1, Kind.SET),
  /** Left where right has a match. */
  AND("and", 2, Kind.SET),
  /** Left where right has no match. */
  UNLESS("unless", 2, Kind.SET),
  /** Equal. */
  EQUAL("==", 3, Kind.COMPARISON),
  /** Not equal. */
  NOT_EQUAL("!=", 3, Kind.COMPARISON),
  /** Less or equal. */
  LESS_EQUAL("<=", 3, Kind.COMPARISON),
  /** Less. */
  LESS("<", 3, Kind.COMPARISON),
  /** Greater or equal. */
  GREATER_EQUAL(">=", 3, Kind.COMPARISON),
  /** Greater. */
  GREATER(">", 3, Kind.COMPARISON),
  /** A histogram without what is above a value. */
  TRIM_UPPER("</", 3, Kind.TRIM),
  /** A histogram without what is below a value. */
  TRIM_LOWER(">/", 3, Kind.TRIM),
  /** Plus. */
  ADD("+", 4, Kind.ARITHMETIC),
  /** Minus. */
  SUB("-", 4, Kind.ARITHMETIC),
  /** Times. */
  MUL("*", 5, Kind.ARITHMETIC),
  /** Divided by. */
  DIV("/", 5, Kind.ARITHMETIC),
  /** Remainder, with the sign of the left. */
  MOD("%", 5, Kind.ARITHMETIC),
  /** The angle of a point. */
  ATAN2("atan2", 5, Kind.ARITHMETIC),
  /** To the power of; from the right. */
  POW("^", 6, Kind.ARITHMETIC);

  /** The families of operators. */
  public enum Kind {
    /** Results in a new value. */
    ARITHMETIC,
    /** Keeps or drops a value. */
    COMPARISON,
    /** Keeps or drops series by their labels. */
    SET,
    /** Cuts a histogram. */
    TRIM
  }

  /** How tight a sign binds. */
  static final int UNARY_PRECEDENCE = 5;

  private final String symbol;
  private final int precedence;
  private final Kind kind;

  BinaryOperator(String symbol, int precedence, Kind kind) {
    this.symbol = symbol;
    this.precedence = precedence;
    this.kind = kind;
  }

  /**
   * Returns how it is written.
   *
   * @return the symbol or word
   */
  public String symbol() {
    return symbol;
  }

  /**
   * Returns its family.
   *
   * @return the kind
   */
  public Kind kind() {
    return kind;
  }

  /**
   * Tells whether it compares.
   *
   * @return true for the six comparisons
   */
  public boolean isComparison() {
    return kind == Kind.COMPARISON;
  }

  /**
   * Tells whether it works on sets of series.
   *
   * @return true for {@code and}, {@code or}, {@code unless}
   */
  public boolean isSet() {
    return kind == Kind.SET;
  }

  int precedence() {
    return precedence;
  }

  boolean isRightAssociative() {
    return this == POW;
  }
}
