/**
 * Money without rounding surprises.
 *
 * <pre>{@code
 * Money bill = Money.of("100.00", "EUR");
 * List<Money> shares = bill.allocate(List.of(BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ONE));
 * // 33.34, 33.33, 33.33: always the whole bill
 * }</pre>
 */
package io.kubernaut.types.money;
