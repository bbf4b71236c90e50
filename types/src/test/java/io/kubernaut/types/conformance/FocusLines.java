package io.kubernaut.types.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubernaut.types.cloud.BillingLine;
import io.kubernaut.types.schema.Codecs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An export of ours with a line of every kind that the rules of FOCUS tell apart. */
final class FocusLines {

  private static final String NONE = "";

  private FocusLines() {}

  static List<BillingLine> all() {
    List<Map<String, String>> lines = new ArrayList<>();
    lines.add(line("ChargeCategory", "Usage"));
    lines.add(line("ChargeCategory", "Usage", "PricingCategory", "Dynamic", "Tags", NONE));
    lines.add(committed("Usage", "Used"));
    lines.add(with(committed("Usage", "Unused"), "ConsumedQuantity", NONE, "ConsumedUnit", NONE));
    lines.add(
        with(
            committed("Purchase", NONE),
            "ChargeFrequency",
            "Recurring",
            "EffectiveCost",
            "0",
            "ConsumedQuantity",
            NONE,
            "ConsumedUnit",
            NONE));
    lines.add(line("CapacityReservationId", "cr-1", "CapacityReservationStatus", "Used"));
    lines.add(line("CapacityReservationId", "cr-1", "CapacityReservationStatus", "Unused"));
    lines.add(line("ChargeClass", "Correction", "BilledCost", "-1.25", "ListCost", "-1.25"));
    for (String category : List.of("Tax", "Credit", "Adjustment")) {
      lines.add(unpriced(category));
    }
    return lines.stream().map(BillingLine::of).toList();
  }

  /** Returns lines as they are written. */
  static FocusRows rows(List<BillingLine> lines) {
    String csv = new String(Codecs.csv(BillingLine.class).write(lines.get(0)), UTF_8);
    Set<String> header = new LinkedHashSet<>();
    for (String column : csv.lines().findFirst().orElseThrow().split(",", -1)) {
      header.add(column.replace("\"", ""));
    }
    return new FocusRows(
        header,
        lines.stream()
            .map(line -> (ObjectNode) Cases.json(Codecs.json(BillingLine.class).write(line)))
            .toList());
  }

  private static Map<String, String> committed(String category, String status) {
    return line(
        "ChargeCategory", category,
        "CommitmentDiscountCategory", "Spend",
        "CommitmentDiscountId", "cd-1",
        "CommitmentDiscountName", "savings",
        "CommitmentDiscountQuantity", "50",
        "CommitmentDiscountStatus", status,
        "CommitmentDiscountType", "Savings Plan",
        "CommitmentDiscountUnit", "EUR",
        "PricingCategory", "Committed");
  }

  private static Map<String, String> unpriced(String category) {
    return line(
        "ChargeCategory", category,
        "ChargeFrequency", "One-Time",
        "ConsumedQuantity", NONE,
        "ConsumedUnit", NONE,
        "ContractedUnitPrice", NONE,
        "ListUnitPrice", NONE,
        "PricingCategory", NONE,
        "PricingCurrencyListUnitPrice", NONE,
        "PricingQuantity", NONE,
        "PricingUnit", NONE,
        "RegionId", NONE,
        "RegionName", NONE,
        "ResourceId", NONE,
        "ResourceName", NONE,
        "ResourceType", NONE,
        "SkuId", NONE,
        "SkuMeter", NONE,
        "SkuPriceDetails", NONE,
        "SkuPriceId", NONE,
        "SubAccountId", NONE,
        "SubAccountName", NONE,
        "SubAccountType", NONE);
  }

  private static Map<String, String> with(Map<String, String> line, String... columns) {
    for (int i = 0; i < columns.length; i += 2) {
      line.put(columns[i], columns[i + 1]);
    }
    return line;
  }

  /** Makes a line of usage with some columns changed. */
  private static Map<String, String> line(String... changed) {
    Map<String, String> line = new LinkedHashMap<>();
    with(
        line,
        "AvailabilityZone",
        "eu-central-1a",
        "BilledCost",
        "12.50",
        "BillingAccountId",
        "0123",
        "BillingAccountName",
        "Shop",
        "BillingAccountType",
        "Agreement",
        "BillingCurrency",
        "EUR",
        "BillingPeriodEnd",
        "2026-02-01T00:00:00Z",
        "BillingPeriodStart",
        "2026-01-01T00:00:00Z",
        "ChargeCategory",
        "Usage",
        "ChargeDescription",
        "a virtual machine",
        "ChargeFrequency",
        "Usage-Based",
        "ChargePeriodEnd",
        "2026-01-07T11:00:00Z",
        "ChargePeriodStart",
        "2026-01-07T10:00:00Z",
        "ConsumedQuantity",
        "50",
        "ConsumedUnit",
        "Hours",
        "ContractedCost",
        "12.50",
        "ContractedUnitPrice",
        "0.25",
        "EffectiveCost",
        "12.50",
        "InvoiceId",
        "inv-1",
        "InvoiceIssuerName",
        "AWS",
        "ListCost",
        "12.50",
        "ListUnitPrice",
        "0.25",
        "PricingCategory",
        "Standard",
        "PricingCurrency",
        "USD",
        "PricingCurrencyContractedUnitPrice",
        "0.3",
        "PricingCurrencyEffectiveCost",
        "15",
        "PricingCurrencyListUnitPrice",
        "0.3",
        "PricingQuantity",
        "50",
        "PricingUnit",
        "Hours",
        "ProviderName",
        "AWS",
        "PublisherName",
        "AWS",
        "RegionId",
        "eu-central-1",
        "RegionName",
        "Frankfurt",
        "ResourceId",
        "i-1",
        "ResourceName",
        "orders-0",
        "ResourceType",
        "Virtual Machine",
        "ServiceCategory",
        "Compute",
        "ServiceName",
        "Amazon EC2",
        "ServiceSubcategory",
        "Virtual Machines",
        "SkuId",
        "sku-1",
        "SkuMeter",
        "Compute Usage",
        "SkuPriceDetails",
        "{\"CoreCount\":4}",
        "SkuPriceId",
        "price-1",
        "SubAccountId",
        "sub-1",
        "SubAccountName",
        "Orders",
        "SubAccountType",
        "Account",
        "Tags",
        "{\"team\":\"shop\"}");
    return with(line, changed);
  }
}
