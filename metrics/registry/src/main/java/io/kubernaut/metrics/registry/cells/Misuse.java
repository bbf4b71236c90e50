package io.kubernaut.metrics.registry.cells;

/**
 * What a caller did wrong on a recording path, where nothing is thrown. The name in lower case is
 * the metric's label.
 */
public enum Misuse {
  /** The value was not a number. */
  NAN,
  /** A counter was incremented by, or a time or amount recorded was, less than zero. */
  NEGATIVE,
  /** The value was infinite. */
  INFINITE,
  /** The number of label values was not the number of labels. */
  LABEL_COUNT,
  /** A label value was null. */
  LABEL_NULL,
  /** A gauge or function meter threw, or did not answer in time. */
  CALLBACK,
  /** A meter clashed with one of another type and is not exposed. */
  CONFLICT;

  /**
   * Names what is wrong with an amount.
   *
   * @param amount what is not a finite number of at least zero
   * @return the reason
   */
  static Misuse ofAmount(double amount) {
    if (Double.isNaN(amount)) {
      return NAN;
    }
    return amount < 0 ? NEGATIVE : INFINITE;
  }
}
