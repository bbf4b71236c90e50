package io.kubernaut.types.cloud;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The columns that rules ask whether a billing line has them, by the names of FOCUS. */
final class FocusValues {

  private interface Column {
    @Nullable Object of(BillingLine line);
  }

  private static final Map<String, Column> COLUMNS =
      Map.ofEntries(
          Map.entry("BillingAccountId", BillingLine::billingAccountId),
          Map.entry("BillingAccountName", BillingLine::billingAccountName),
          Map.entry("BillingAccountType", BillingLine::billingAccountType),
          Map.entry("CapacityReservationId", BillingLine::capacityReservationId),
          Map.entry("CapacityReservationStatus", BillingLine::capacityReservationStatus),
          Map.entry("ChargeFrequency", BillingLine::chargeFrequency),
          Map.entry("CommitmentDiscountCategory", BillingLine::commitmentDiscountCategory),
          Map.entry("CommitmentDiscountId", BillingLine::commitmentDiscountId),
          Map.entry("CommitmentDiscountName", BillingLine::commitmentDiscountName),
          Map.entry("CommitmentDiscountQuantity", BillingLine::commitmentDiscountQuantity),
          Map.entry("CommitmentDiscountStatus", BillingLine::commitmentDiscountStatus),
          Map.entry("CommitmentDiscountType", BillingLine::commitmentDiscountType),
          Map.entry("CommitmentDiscountUnit", BillingLine::commitmentDiscountUnit),
          Map.entry("ConsumedQuantity", BillingLine::consumedQuantity),
          Map.entry("ConsumedUnit", BillingLine::consumedUnit),
          Map.entry("ContractedUnitPrice", BillingLine::contractedUnitPrice),
          Map.entry("ListUnitPrice", BillingLine::listUnitPrice),
          Map.entry("PricingCategory", BillingLine::pricingCategory),
          Map.entry("PricingCurrency", BillingLine::pricingCurrency),
          Map.entry("PricingCurrencyEffectiveCost", BillingLine::pricingCurrencyEffectiveCost),
          Map.entry("PricingCurrencyListUnitPrice", BillingLine::pricingCurrencyListUnitPrice),
          Map.entry("PricingQuantity", BillingLine::pricingQuantity),
          Map.entry("PricingUnit", BillingLine::pricingUnit),
          Map.entry("RegionId", BillingLine::regionId),
          Map.entry("RegionName", BillingLine::regionName),
          Map.entry("ResourceId", BillingLine::resourceId),
          Map.entry("ResourceType", BillingLine::resourceType),
          Map.entry("ServiceSubcategory", BillingLine::serviceSubcategory),
          Map.entry("SkuId", BillingLine::skuId),
          Map.entry("SkuMeter", BillingLine::skuMeter),
          Map.entry("SkuPriceDetails", BillingLine::skuPriceDetails),
          Map.entry("SkuPriceId", BillingLine::skuPriceId),
          Map.entry("SubAccountId", BillingLine::subAccountId),
          Map.entry("SubAccountName", BillingLine::subAccountName),
          Map.entry("SubAccountType", BillingLine::subAccountType));

  private FocusValues() {}

  static Set<String> columns() {
    return COLUMNS.keySet();
  }

  /** Returns what a column says; null if the line is without it. */
  static @Nullable Object of(BillingLine line, String column) {
    Column named = COLUMNS.get(column);
    if (named == null) {
      throw new IllegalArgumentException(
          "No rule asks for the column \"" + column + "\". Add it to the list.");
    }
    return named.of(line);
  }

  /** Tells whether a line has a column. */
  static boolean has(BillingLine line, String column) {
    Object value = of(line, column);
    return value instanceof Map<?, ?> map ? !map.isEmpty() : value != null;
  }
}
