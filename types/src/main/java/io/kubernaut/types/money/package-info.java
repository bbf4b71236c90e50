/**
 * Money without rounding surprises, and what is done with it: prices, usage, sharing, budgets and
 * quotas.
 *
 * <pre>{@code
 * Money bill = Money.of("100.00", "EUR");
 * List<Money> shares = bill.allocate(List.of(BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ONE));
 * // 33.34, 33.33, 33.33: always the whole bill
 * }</pre>
 *
 * <h2>How amounts are rounded</h2>
 *
 * <ol>
 *   <li>Sums and differences are exact.
 *   <li>Products and quotients (a price times a quantity, a forecast) are rounded half to even to
 *       {@linkplain io.kubernaut.types.money.Money#MOST_DECIMALS 12 decimals}, the precision of
 *       unit prices.
 *   <li>Only {@link io.kubernaut.types.money.Money#rounded()} rounds to the currency's smallest
 *       unit (ISO 4217: JPY none, EUR 2, KWD 3 decimals), half to even. Do it once, at the end.
 *   <li>Sharing cuts every share down to the smallest unit, and hands the units left over to the
 *       largest remainders, so that shares add up.
 * </ol>
 *
 * <p>Currencies never mix: an operation on two of them is refused. There is no {@code double}
 * anywhere.
 */
package io.kubernaut.types.money;
