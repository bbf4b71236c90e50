package io.kubernaut.metrics.query.syntax;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The operators that make one series, or a few, of many. */
public enum Aggregator {
  /** The sum. */
  SUM(null),
  /** The mean. */
  AVG(null),
  /** The least. */
  MIN(null),
  /** The greatest. */
  MAX(null),
  /** How many. */
  COUNT(null),
  /** One, if there is any. */
  GROUP(null),
  /** The standard deviation of all. */
  STDDEV(null),
  /** The variance of all. */
  STDVAR(null),
  /** Those with the greatest values. */
  TOPK(ValueType.SCALAR),
  /** Those with the least values. */
  BOTTOMK(ValueType.SCALAR),
  /** A quantile of the values. */
  QUANTILE(ValueType.SCALAR),
  /** How many have each value. */
  COUNT_VALUES(ValueType.STRING),
  /** Any few. */
  LIMITK(ValueType.SCALAR),
  /** A share of all, the same ones each time. */
  LIMIT_RATIO(ValueType.SCALAR);

  private final @Nullable ValueType parameter;

  Aggregator(@Nullable ValueType parameter) {
    this.parameter = parameter;
  }

  /**
   * Returns how it is written.
   *
   * @return its name in lower case
   */
  public String symbol() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the type of its parameter.
   *
   * @return the type, or empty if it takes none
   */
  public Optional<ValueType> parameter() {
    return Optional.ofNullable(parameter);
  }

  /**
   * Tells whether the result is some of the input's series as they are.
   *
   * @return true for topk, bottomk, limitk and limit_ratio
   */
  public boolean selects() {
    return this == TOPK || this == BOTTOMK || this == LIMITK || this == LIMIT_RATIO;
  }
}
