package io.kubernaut.types.cloud;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.kubernaut.types.money.Money;
import io.kubernaut.types.schema.Codecs;
import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.InvalidDocumentException;
import io.kubernaut.types.schema.Matches;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.SchemaType;
import io.kubernaut.types.schema.Size;
import io.kubernaut.types.schema.Sparse;
import io.kubernaut.types.schema.Validated;
import io.kubernaut.types.schema.Violations;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A line of a bill, with the columns of FOCUS 1.2, the FinOps Open Cost and Usage Specification.
 * Earlier versions have fewer columns and can be read, too; a provider's own columns begin with
 * {@code x_}. Costs are in the billing currency; periods are half open.
 *
 * <p>There are as many components as the standard has columns: a line is read from a provider's
 * export, or made with {@link #of}.
 *
 * @see <a href="https://focus.finops.org/focus-specification/v1-2/">FOCUS 1.2</a>
 * @param availabilityZone the zone it was used in
 * @param billedCost what is invoiced
 * @param billingAccountId the account that is invoiced
 * @param billingAccountName its name
 * @param billingAccountType what kind of account it is
 * @param billingCurrency the currency of all costs, ISO 4217
 * @param billingPeriodEnd the first moment after the period of the invoice
 * @param billingPeriodStart when that period begins
 * @param capacityReservationId the reservation of capacity it belongs to
 * @param capacityReservationStatus whether the reservation was used
 * @param chargeCategory what kind of charge it is
 * @param chargeClass whether it corrects a charge of an earlier period
 * @param chargeDescription what it is for, for people
 * @param chargeFrequency how often it comes
 * @param chargePeriodEnd the first moment after the period it is for
 * @param chargePeriodStart when that period begins
 * @param commitmentDiscountCategory what was committed to
 * @param commitmentDiscountId the commitment it belongs to
 * @param commitmentDiscountName its name
 * @param commitmentDiscountQuantity how much of the commitment it takes
 * @param commitmentDiscountStatus whether the commitment was used
 * @param commitmentDiscountType what the provider calls it
 * @param commitmentDiscountUnit the unit of that quantity
 * @param consumedQuantity how much was used
 * @param consumedUnit the unit of that quantity
 * @param contractedCost the cost at negotiated prices
 * @param contractedUnitPrice the negotiated price of a pricing unit
 * @param effectiveCost the cost with everything that was paid for before
 * @param invoiceId the invoice
 * @param invoiceIssuerName who invoices
 * @param listCost the cost at list prices
 * @param listUnitPrice the list price of a pricing unit
 * @param pricingCategory by which kind of price
 * @param pricingCurrency the currency of prices, which may be a virtual one
 * @param pricingCurrencyContractedUnitPrice the negotiated price in that currency
 * @param pricingCurrencyEffectiveCost the effective cost in that currency
 * @param pricingCurrencyListUnitPrice the list price in that currency
 * @param pricingQuantity how many pricing units it is for
 * @param pricingUnit the unit of prices
 * @param providerName who offers the service
 * @param publisherName who makes it
 * @param regionId the region it was used in
 * @param regionName its name
 * @param resourceId what was used
 * @param resourceName its name
 * @param resourceType what kind of thing it is
 * @param serviceCategory what the service is for
 * @param serviceName the service
 * @param serviceSubcategory what it is for, more closely
 * @param skuId what was sold
 * @param skuMeter what is metered
 * @param skuPriceDetails what else the price depends on
 * @param skuPriceId the price
 * @param subAccountId the part of the account
 * @param subAccountName its name
 * @param subAccountType what kind of part it is
 * @param tags the tags of the resource
 * @param extra fields this version does not know
 */
@Sparse
@SchemaType(name = "billing-line", version = 1)
public record BillingLine(
    @JsonProperty("AvailabilityZone") @Nullable @Size(max = 4096) String availabilityZone,
    @JsonProperty("BilledCost") BigDecimal billedCost,
    @JsonProperty("BillingAccountId") @Size(max = 4096) String billingAccountId,
    @JsonProperty("BillingAccountName") @Nullable @Size(max = 4096) String billingAccountName,
    @JsonProperty("BillingAccountType") @Nullable @Size(max = 4096) String billingAccountType,
    @JsonProperty("BillingCurrency")
        @Matches(value = "[A-Z]{3}", as = "a currency's code of ISO 4217, such as \"EUR\"")
        String billingCurrency,
    @JsonProperty("BillingPeriodEnd") Instant billingPeriodEnd,
    @JsonProperty("BillingPeriodStart") Instant billingPeriodStart,
    @JsonProperty("CapacityReservationId") @Nullable @Size(max = 4096) String capacityReservationId,
    @JsonProperty("CapacityReservationStatus") @Nullable UsedOrNot capacityReservationStatus,
    @JsonProperty("ChargeCategory") ChargeCategory chargeCategory,
    @JsonProperty("ChargeClass") @Nullable ChargeClass chargeClass,
    @JsonProperty("ChargeDescription") @Nullable @Size(max = 4096) String chargeDescription,
    @JsonProperty("ChargeFrequency") @Nullable ChargeFrequency chargeFrequency,
    @JsonProperty("ChargePeriodEnd") Instant chargePeriodEnd,
    @JsonProperty("ChargePeriodStart") Instant chargePeriodStart,
    @JsonProperty("CommitmentDiscountCategory")
        @Nullable CommitmentDiscountCategory commitmentDiscountCategory,
    @JsonProperty("CommitmentDiscountId") @Nullable @Size(max = 4096) String commitmentDiscountId,
    @JsonProperty("CommitmentDiscountName") @Nullable @Size(max = 4096)
        String commitmentDiscountName,
    @JsonProperty("CommitmentDiscountQuantity") @Nullable BigDecimal commitmentDiscountQuantity,
    @JsonProperty("CommitmentDiscountStatus") @Nullable UsedOrNot commitmentDiscountStatus,
    @JsonProperty("CommitmentDiscountType") @Nullable @Size(max = 4096)
        String commitmentDiscountType,
    @JsonProperty("CommitmentDiscountUnit") @Nullable @Size(max = 4096)
        String commitmentDiscountUnit,
    @JsonProperty("ConsumedQuantity") @Nullable BigDecimal consumedQuantity,
    @JsonProperty("ConsumedUnit") @Nullable @Size(max = 4096) String consumedUnit,
    @JsonProperty("ContractedCost") BigDecimal contractedCost,
    @JsonProperty("ContractedUnitPrice") @Nullable BigDecimal contractedUnitPrice,
    @JsonProperty("EffectiveCost") BigDecimal effectiveCost,
    @JsonProperty("InvoiceId") @Nullable @Size(max = 4096) String invoiceId,
    @JsonProperty("InvoiceIssuerName") @Size(max = 4096) String invoiceIssuerName,
    @JsonProperty("ListCost") BigDecimal listCost,
    @JsonProperty("ListUnitPrice") @Nullable BigDecimal listUnitPrice,
    @JsonProperty("PricingCategory") @Nullable PricingCategory pricingCategory,
    @JsonProperty("PricingCurrency") @Nullable @Size(max = 4096) String pricingCurrency,
    @JsonProperty("PricingCurrencyContractedUnitPrice")
        @Nullable BigDecimal pricingCurrencyContractedUnitPrice,
    @JsonProperty("PricingCurrencyEffectiveCost") @Nullable BigDecimal pricingCurrencyEffectiveCost,
    @JsonProperty("PricingCurrencyListUnitPrice") @Nullable BigDecimal pricingCurrencyListUnitPrice,
    @JsonProperty("PricingQuantity") @Nullable BigDecimal pricingQuantity,
    @JsonProperty("PricingUnit") @Nullable @Size(max = 4096) String pricingUnit,
    @JsonProperty("ProviderName") @Size(max = 4096) String providerName,
    @JsonProperty("PublisherName") @Size(max = 4096) String publisherName,
    @JsonProperty("RegionId") @Nullable @Size(max = 4096) String regionId,
    @JsonProperty("RegionName") @Nullable @Size(max = 4096) String regionName,
    @JsonProperty("ResourceId") @Nullable @Size(max = 4096) String resourceId,
    @JsonProperty("ResourceName") @Nullable @Size(max = 4096) String resourceName,
    @JsonProperty("ResourceType") @Nullable @Size(max = 4096) String resourceType,
    @JsonProperty("ServiceCategory") @Size(max = 4096) String serviceCategory,
    @JsonProperty("ServiceName") @Size(max = 4096) String serviceName,
    @JsonProperty("ServiceSubcategory") @Nullable @Size(max = 4096) String serviceSubcategory,
    @JsonProperty("SkuId") @Nullable @Size(max = 4096) String skuId,
    @JsonProperty("SkuMeter") @Nullable @Size(max = 4096) String skuMeter,
    @JsonProperty("SkuPriceDetails") Map<String, RawJson> skuPriceDetails,
    @JsonProperty("SkuPriceId") @Nullable @Size(max = 4096) String skuPriceId,
    @JsonProperty("SubAccountId") @Nullable @Size(max = 4096) String subAccountId,
    @JsonProperty("SubAccountName") @Nullable @Size(max = 4096) String subAccountName,
    @JsonProperty("SubAccountType") @Nullable @Size(max = 4096) String subAccountType,
    @JsonProperty("Tags") Map<String, RawJson> tags,
    @Extra Map<String, RawJson> extra)
    implements Validated {

  /**
   * Copies the collections.
   *
   * @param availabilityZone the zone it was used in
   * @param billedCost what is invoiced
   * @param billingAccountId the account that is invoiced
   * @param billingAccountName its name
   * @param billingAccountType what kind of account it is
   * @param billingCurrency the currency of all costs, ISO 4217
   * @param billingPeriodEnd the first moment after the period of the invoice
   * @param billingPeriodStart when that period begins
   * @param capacityReservationId the reservation of capacity it belongs to
   * @param capacityReservationStatus whether the reservation was used
   * @param chargeCategory what kind of charge it is
   * @param chargeClass whether it corrects a charge of an earlier period
   * @param chargeDescription what it is for, for people
   * @param chargeFrequency how often it comes
   * @param chargePeriodEnd the first moment after the period it is for
   * @param chargePeriodStart when that period begins
   * @param commitmentDiscountCategory what was committed to
   * @param commitmentDiscountId the commitment it belongs to
   * @param commitmentDiscountName its name
   * @param commitmentDiscountQuantity how much of the commitment it takes
   * @param commitmentDiscountStatus whether the commitment was used
   * @param commitmentDiscountType what the provider calls it
   * @param commitmentDiscountUnit the unit of that quantity
   * @param consumedQuantity how much was used
   * @param consumedUnit the unit of that quantity
   * @param contractedCost the cost at negotiated prices
   * @param contractedUnitPrice the negotiated price of a pricing unit
   * @param effectiveCost the cost with everything that was paid for before
   * @param invoiceId the invoice
   * @param invoiceIssuerName who invoices
   * @param listCost the cost at list prices
   * @param listUnitPrice the list price of a pricing unit
   * @param pricingCategory by which kind of price
   * @param pricingCurrency the currency of prices, which may be a virtual one
   * @param pricingCurrencyContractedUnitPrice the negotiated price in that currency
   * @param pricingCurrencyEffectiveCost the effective cost in that currency
   * @param pricingCurrencyListUnitPrice the list price in that currency
   * @param pricingQuantity how many pricing units it is for
   * @param pricingUnit the unit of prices
   * @param providerName who offers the service
   * @param publisherName who makes it
   * @param regionId the region it was used in
   * @param regionName its name
   * @param resourceId what was used
   * @param resourceName its name
   * @param resourceType what kind of thing it is
   * @param serviceCategory what the service is for
   * @param serviceName the service
   * @param serviceSubcategory what it is for, more closely
   * @param skuId what was sold
   * @param skuMeter what is metered
   * @param skuPriceDetails what else the price depends on
   * @param skuPriceId the price
   * @param subAccountId the part of the account
   * @param subAccountName its name
   * @param subAccountType what kind of part it is
   * @param tags the tags of the resource
   * @param extra fields this version does not know
   */
  public BillingLine {
    skuPriceDetails = Frozen.map(skuPriceDetails);
    tags = Frozen.map(tags);
    extra = Frozen.map(extra);
  }

  /** Whether something reserved or committed was used. */
  public enum UsedOrNot {
    /** Used. */
    @JsonProperty("Used")
    USED,
    /** Unused. */
    @JsonProperty("Unused")
    UNUSED
  }

  /** What kind of charge it is. */
  public enum ChargeCategory {
    /** Usage. */
    @JsonProperty("Usage")
    USAGE,
    /** Purchase. */
    @JsonProperty("Purchase")
    PURCHASE,
    /** Tax. */
    @JsonProperty("Tax")
    TAX,
    /** Credit. */
    @JsonProperty("Credit")
    CREDIT,
    /** Adjustment. */
    @JsonProperty("Adjustment")
    ADJUSTMENT
  }

  /** Whether a charge corrects another. */
  public enum ChargeClass {
    /** Correction. */
    @JsonProperty("Correction")
    CORRECTION
  }

  /** How often a charge comes. */
  public enum ChargeFrequency {
    /** One-Time. */
    @JsonProperty("One-Time")
    ONE_TIME,
    /** Recurring. */
    @JsonProperty("Recurring")
    RECURRING,
    /** Usage-Based. */
    @JsonProperty("Usage-Based")
    USAGE_BASED
  }

  /** What was committed to. */
  public enum CommitmentDiscountCategory {
    /** Spend. */
    @JsonProperty("Spend")
    SPEND,
    /** Usage. */
    @JsonProperty("Usage")
    USAGE
  }

  /** By which kind of price something is charged. */
  public enum PricingCategory {
    /** Standard. */
    @JsonProperty("Standard")
    STANDARD,
    /** Dynamic. */
    @JsonProperty("Dynamic")
    DYNAMIC,
    /** Committed. */
    @JsonProperty("Committed")
    COMMITTED,
    /** Other. */
    @JsonProperty("Other")
    OTHER
  }

  /**
   * Makes a line from the texts of its columns.
   *
   * @param columns a text for each column that is not empty
   * @return the line
   * @throws InvalidDocumentException if a column is missing or not in its form, or a rule is broken
   */
  public static BillingLine of(Map<String, String> columns) {
    return Codecs.json(BillingLine.class).read(FocusColumns.document(columns));
  }

  @Override
  public void validate(Violations found) {
    period(found, "BillingPeriod", billingPeriodStart, billingPeriodEnd);
    period(found, "ChargePeriod", chargePeriodStart, chargePeriodEnd);
    price(found, "ListUnitPrice", listUnitPrice);
    price(found, "ContractedUnitPrice", contractedUnitPrice);
    price(found, "PricingCurrencyListUnitPrice", pricingCurrencyListUnitPrice);
    price(found, "PricingCurrencyContractedUnitPrice", pricingCurrencyContractedUnitPrice);
    found.unless(
        FocusServices.categories().contains(serviceCategory),
        "/ServiceCategory",
        serviceCategory,
        "must be a category of FOCUS",
        "Use Other if none fits.");
    boolean isCommitted = commitmentDiscountId != null && chargeCategory == ChargeCategory.USAGE;
    found.unless(
        isCommitted == (commitmentDiscountStatus != null),
        "/CommitmentDiscountStatus",
        commitmentDiscountStatus,
        isCommitted
            ? "must be there for usage under a commitment"
            : "must be left out: it is no usage under a commitment",
        "Correct it, or CommitmentDiscountId.");
    found.unless(
        (pricingQuantity == null) == (pricingUnit == null) || chargeClass == ChargeClass.CORRECTION,
        "/PricingUnit",
        pricingUnit,
        "must be there exactly if PricingQuantity is",
        "Give both or none.");
  }

  // A credit gives back at a negative price.
  private void price(Violations found, String name, @Nullable BigDecimal price) {
    boolean mayBeNegative =
        chargeCategory == ChargeCategory.CREDIT || chargeCategory == ChargeCategory.ADJUSTMENT;
    if (price != null && price.signum() < 0 && !mayBeNegative) {
      found.add(
          "/" + name,
          price,
          "must not be below zero, except for credits and adjustments",
          "Correct it, or ChargeCategory.");
    }
  }

  private static void period(Violations found, String name, Instant start, Instant end) {
    if (!end.isAfter(start)) {
      found.add("/" + name + "End", end, "must be after " + name + "Start " + start, "Swap them?");
    }
  }

  /**
   * Returns what is invoiced.
   *
   * @return {@code BilledCost} in the billing currency
   * @throws IllegalArgumentException if the currency is none of ISO 4217
   */
  public Money billed() {
    return new Money(billedCost, Currency.getInstance(billingCurrency));
  }

  /**
   * Tells whether the list cost is the list price times the quantity, as it must be unless the line
   * corrects another.
   *
   * @param tolerance how far they may be apart, for rounding
   * @return true if so, or if price or quantity is not given
   */
  public boolean isConsistent(BigDecimal tolerance) {
    if (listUnitPrice == null || pricingQuantity == null || chargeClass == ChargeClass.CORRECTION) {
      return true;
    }
    BigDecimal computed = listUnitPrice.multiply(pricingQuantity);
    return computed.subtract(listCost).abs().compareTo(tolerance) <= 0;
  }
}
