package io.kubernaut.types.cloud;

import io.kubernaut.types.cloud.BillingLine.ChargeCategory;
import io.kubernaut.types.cloud.BillingLine.ChargeClass;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.Violations;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What FOCUS 1.2 says of prices, costs, currencies and details. A cost is the product of price and
 * quantity within its own rounding: half a unit of its last decimal place, and of the second one if
 * it has fewer.
 */
final class FocusAmounts {

  private static final Set<String> CURRENCIES =
      Currency.getAvailableCurrencies().stream()
          .map(Currency::getCurrencyCode)
          .collect(Collectors.toUnmodifiableSet());

  private static final int LEAST_PLACES = 2;
  private static final BigDecimal HALF = new BigDecimal("0.5");

  private final Violations found;

  FocusAmounts(Violations found) {
    this.found = found;
  }

  void check(String at, BillingLine line) {
    notNegative(at + "ListUnitPrice", line.listUnitPrice());
    notNegative(at + "ContractedUnitPrice", line.contractedUnitPrice());
    notNegative(at + "PricingCurrencyListUnitPrice", line.pricingCurrencyListUnitPrice());
    if (line.chargeClass() != ChargeClass.CORRECTION) {
      BigDecimal quantity = line.pricingQuantity();
      product(at + "ListCost", line.listUnitPrice(), quantity, line.listCost());
      product(at + "ContractedCost", line.contractedUnitPrice(), quantity, line.contractedCost());
    }
    boolean isCommitment =
        line.chargeCategory() == ChargeCategory.PURCHASE && line.commitmentDiscountId() != null;
    found.unless(
        !isCommitment || line.effectiveCost().signum() == 0,
        at + "EffectiveCost",
        line.effectiveCost(),
        "must be 0 for the purchase of a commitment",
        "The usage that it covers has the cost.");
    found.unless(
        CURRENCIES.contains(line.billingCurrency()),
        at + "BillingCurrency",
        line.billingCurrency(),
        "must be a code of ISO 4217",
        "Use for example EUR.");
    flat(at + "SkuPriceDetails", line.skuPriceDetails());
    flat(at + "Tags", line.tags());
  }

  private void notNegative(String at, @Nullable BigDecimal price) {
    found.unless(
        price == null || price.signum() >= 0,
        at,
        price,
        "must not be below zero",
        "Make the quantity negative.");
  }

  private void product(
      String at, @Nullable BigDecimal price, @Nullable BigDecimal quantity, BigDecimal cost) {
    if (price == null || quantity == null) {
      return;
    }
    BigDecimal apart = price.multiply(quantity).subtract(cost).abs();
    BigDecimal most = HALF.movePointLeft(Math.max(LEAST_PLACES, cost.scale()));
    found.unless(
        apart.compareTo(most) <= 0,
        at,
        cost,
        "must be the unit price " + price + " times the quantity " + quantity,
        "Correct one of the three.");
  }

  private void flat(String at, Map<String, RawJson> values) {
    values.forEach(
        (name, value) ->
            found.unless(
                value.node().isValueNode(),
                at,
                name,
                "must have texts, numbers, true, false or null as values",
                "Write what is in it under names of their own."));
  }
}
