package io.kubernaut.types.money;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An exact amount in one currency, with up to 12 decimals so that unit prices fit.
 *
 * <p>Arithmetic is exact and never rounds by itself. {@link #rounded()} rounds half to even, to the
 * currency's smallest unit (JPY none, EUR 2, KWD 3 decimals). Equal amounts are equal, however many
 * zeros they were written with.
 *
 * @param amount the amount
 * @param currency the currency, ISO 4217
 */
public record Money(BigDecimal amount, Currency currency) implements Comparable<Money> {

  /** The most decimals of an amount. */
  public static final int MOST_DECIMALS = 12;

  private static final int MOST_DIGITS = 30;

  /**
   * Checks the amount and brings it into one scale.
   *
   * @param amount the amount
   * @param currency the currency
   * @throws IllegalArgumentException if the amount has more than 12 decimals, or more than 30
   *     digits before them
   */
  public Money {
    BigDecimal stripped = amount.stripTrailingZeros();
    if (stripped.scale() > MOST_DECIMALS) {
      throw new IllegalArgumentException(
          "Amount "
              + amount
              + " "
              + currency
              + " has more than 12 decimals. Round it first, saying how.");
    }
    if ((long) stripped.precision() - stripped.scale() > MOST_DIGITS) {
      // Not shown: written out, such a number may fill the memory.
      throw new IllegalArgumentException(
          "An amount in "
              + currency
              + " has more than 30 digits before the point. Check its exponent.");
    }
    int digits = Math.max(0, currency.getDefaultFractionDigits());
    amount = stripped.setScale(Math.max(stripped.scale(), digits));
  }

  /**
   * Returns money.
   *
   * @param amount a decimal number, for example {@code 12.50}
   * @param currency an ISO 4217 code, for example {@code EUR}
   * @return the money
   * @throws IllegalArgumentException if the number or the code is not valid
   */
  public static Money of(String amount, String currency) {
    try {
      return new Money(new BigDecimal(amount), Currency.getInstance(currency));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "Not an amount: \"" + amount + "\". Write a decimal number, for example \"12.50\".", e);
    }
  }

  /**
   * Returns no money.
   *
   * @param currency the currency
   * @return zero
   */
  public static Money zero(Currency currency) {
    return new Money(BigDecimal.ZERO, currency);
  }

  /** Divides two numbers, and rounds half to even, to 12 decimals. */
  static Money rounded(BigDecimal amount, BigDecimal divisor, Currency currency) {
    return new Money(amount.divide(divisor, MOST_DECIMALS, RoundingMode.HALF_EVEN), currency);
  }

  /**
   * Adds money of the same currency.
   *
   * @param other what to add
   * @return the exact sum
   * @throws IllegalArgumentException if the currencies differ
   */
  public Money plus(Money other) {
    return new Money(amount.add(same(other).amount), currency);
  }

  /**
   * Subtracts money of the same currency.
   *
   * @param other what to subtract
   * @return the exact difference
   * @throws IllegalArgumentException if the currencies differ
   */
  public Money minus(Money other) {
    return new Money(amount.subtract(same(other).amount), currency);
  }

  /**
   * Multiplies, and rounds half to even, to 12 decimals.
   *
   * @param factor what to multiply by, for example a quantity
   * @return the product
   */
  public Money times(BigDecimal factor) {
    return rounded(amount.multiply(factor), BigDecimal.ONE, currency);
  }

  private Money same(Money other) {
    if (!currency.equals(other.currency)) {
      throw new IllegalArgumentException(
          "Cannot mix "
              + this
              + " with "
              + other
              + ": the currencies differ. Convert one of them first.");
    }
    return other;
  }

  /**
   * Rounds half to even, to the currency's smallest unit.
   *
   * @return the rounded money
   */
  public Money rounded() {
    int digits = Math.max(0, currency.getDefaultFractionDigits());
    return new Money(amount.setScale(digits, RoundingMode.HALF_EVEN), currency);
  }

  /**
   * Shares the rounded amount out by the method of the largest remainder: each share is cut to the
   * smallest unit, and the units left over go one by one to the largest remainders, the earlier
   * first.
   *
   * @param weights the parts, none negative, not all zero
   * @return one share per weight; their sum is exactly {@link #rounded()}
   * @throws IllegalArgumentException if there is nothing to share by
   */
  public List<Money> allocate(List<BigDecimal> weights) {
    BigDecimal total = total(weights);
    int digits = Math.max(0, currency.getDefaultFractionDigits());
    BigInteger units = rounded().amount.movePointRight(digits).toBigIntegerExact();
    List<BigDecimal[]> parts = new ArrayList<>();
    BigInteger left = units.abs();
    for (BigDecimal weight : weights) {
      BigDecimal[] part = new BigDecimal(units.abs()).multiply(weight).divideAndRemainder(total);
      parts.add(part);
      left = left.subtract(part[0].toBigIntegerExact());
    }
    List<Integer> luckiest =
        IntStream.range(0, parts.size())
            .boxed()
            .sorted(Comparator.comparing((Integer i) -> parts.get(i)[1]).reversed())
            .limit(left.longValueExact())
            .toList();
    luckiest.forEach(i -> parts.get(i)[0] = parts.get(i)[0].add(BigDecimal.ONE));
    return parts.stream().map(part -> ofUnits(part[0], units.signum(), digits)).toList();
  }

  private Money ofUnits(BigDecimal units, int sign, int digits) {
    return new Money(units.multiply(BigDecimal.valueOf(sign)).movePointLeft(digits), currency);
  }

  private static BigDecimal total(List<BigDecimal> weights) {
    BigDecimal total = weights.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    if (total.signum() <= 0 || weights.stream().anyMatch(weight -> weight.signum() < 0)) {
      throw new IllegalArgumentException(
          "Cannot share by the weights " + weights + ". Give none below zero, and one above.");
    }
    return total;
  }

  /**
   * Compares amounts.
   *
   * @throws IllegalArgumentException if the currencies differ
   */
  @Override
  public int compareTo(Money other) {
    return amount.compareTo(same(other).amount);
  }

  /** Returns the amount and the currency's code. */
  @Override
  public String toString() {
    return amount.toPlainString() + " " + currency.getCurrencyCode();
  }
}
