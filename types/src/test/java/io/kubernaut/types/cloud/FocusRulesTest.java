package io.kubernaut.types.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.types.schema.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("BR-TYPE-012")
class FocusRulesTest {

  private static Map<String, String> row() {
    Map<String, String> row = new TreeMap<>();
    row.put("BilledCost", "12.50");
    row.put("EffectiveCost", "12.50");
    row.put("ListCost", "12.50");
    row.put("ContractedCost", "12.50");
    row.put("BillingAccountId", "0123");
    row.put("BillingCurrency", "EUR");
    row.put("BillingPeriodStart", "2026-01-01T00:00:00Z");
    row.put("BillingPeriodEnd", "2026-02-01T00:00:00Z");
    row.put("ChargePeriodStart", "2026-01-07T10:00:00Z");
    row.put("ChargePeriodEnd", "2026-01-07T11:00:00Z");
    row.put("ChargeCategory", "Usage");
    row.put("InvoiceIssuerName", "AWS");
    row.put("ProviderName", "AWS");
    row.put("PublisherName", "AWS");
    row.put("ServiceCategory", "Compute");
    row.put("ServiceName", "Amazon EC2");
    row.put("PricingQuantity", "50");
    row.put("PricingUnit", "Hours");
    row.put("ListUnitPrice", "0.25");
    row.put("SkuId", "s-1");
    row.put("SkuPriceId", "p-1");
    row.put("ConsumedQuantity", "50");
    row.put("ConsumedUnit", "Hours");
    return row;
  }

  private static BillingLine line(String... changed) {
    Map<String, String> row = row();
    for (int i = 0; i < changed.length; i += 2) {
      row.put(changed[i], changed[i + 1]);
    }
    return BillingLine.of(row);
  }

  private static List<String> pointers(BillingLine... lines) {
    return FocusRules.check(List.of(lines)).stream().map(Violation::pointer).toList();
  }

  @Test
  void findsNothingInAnExportThatKeepsTheRules() {
    assertThat(FocusRules.check(List.of())).isEmpty();
    assertThat(pointers(line(), line("SkuId", "s-2", "SkuPriceId", "p-2"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "RegionName, Frankfurt, /1/RegionName",
    "RegionId, eu-central-1, ",
    "ConsumedUnit, '', /1/ConsumedUnit",
    "ConsumedQuantity, '', /1/ConsumedUnit /1/ConsumedQuantity",
    "ChargeCategory, Tax, /1/ListUnitPrice /1/PricingQuantity /1/SkuId /1/SkuPriceId"
        + " /1/ConsumedQuantity",
    "SkuId, '', /1/SkuId",
    "BillingCurrency, ZZZ, /1/BillingCurrency",
    "ServiceSubcategory, Caching, /0/ServiceSubcategory /1/ServiceSubcategory",
    "ServiceSubcategory, Other (Compute), /0/ServiceSubcategory",
    "Tags, '{\"a\":[1]}', /1/Tags",
    "ListCost, 12.51, /1/ListCost",
    "ListUnitPrice, 0.2501, "
  })
  void namesTheLineAndTheColumn(String column, String value, String pointers) {
    List<String> expected = pointers == null ? List.of() : List.of(pointers.split(" ", -1));

    assertThat(pointers(line(), line(column, value))).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void asksForAColumnOnlyIfAnotherLineHasIt() {
    BillingLine typed = line("ResourceId", "i-1", "ResourceType", "VM");
    BillingLine plain = line("ResourceId", "i-2");

    assertThat(pointers(plain, line())).isEmpty();
    assertThat(pointers(typed, plain)).containsExactly("/1/ResourceType");
  }

  @Test
  void wantsOneParentForEachPriceAndService() {
    assertThat(pointers(line(), line("SkuId", "s-2"))).containsExactly("/1/SkuId");
    assertThat(pointers(line(), line("ServiceCategory", "Storage")))
        .containsExactly("/1/ServiceCategory");
  }

  @Test
  void saysWhatIsWrong() {
    List<Violation> found = new ArrayList<>(FocusRules.check(List.of(line("ListCost", "13"))));

    assertThat(found)
        .singleElement()
        .satisfies(
            violation -> {
              assertThat(violation.given()).isEqualTo("13");
              assertThat(violation.rule())
                  .isEqualTo("must be the unit price 0.25 times the quantity 50");
              assertThat(violation.remedy()).isEqualTo("Correct one of the three.");
            });
  }

  // 0.333 times 3 is 0.999: right to the cent, wrong where the cost says more places than that.
  @Test
  void allowsForTheRoundingOfTheCost() {
    assertThat(pointers(line("ListUnitPrice", "0.333", "PricingQuantity", "3", "ListCost", "1.00")))
        .isEmpty();
    assertThat(
            pointers(line("ListUnitPrice", "0.333", "PricingQuantity", "3", "ListCost", "1.000")))
        .containsExactly("/0/ListCost");
  }
}
