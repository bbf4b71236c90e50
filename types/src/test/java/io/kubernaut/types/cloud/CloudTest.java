package io.kubernaut.types.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.kubernaut.types.RoundTrip;
import io.kubernaut.types.money.Money;
import io.kubernaut.types.schema.InvalidDocumentException;
import io.kubernaut.types.schema.Violation;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("BR-TYPE-012")
class CloudTest {

  private static final String SUBSCRIPTION = "/subscriptions/0b1f6471-1bf0-4dda-aec3-cb9272f09590";

  @ParameterizedTest
  @CsvSource({
    "arn:aws:ec2:eu-west-1:123456789012:instance/i-0abc, AWS, 123456789012, eu-west-1",
    "arn:aws:s3:::bucket/a:b/c, AWS, , ",
    "arn:aws:iam::123456789012:role/path/to/role, AWS, 123456789012, ",
    "arn:aws:iam::aws:policy/ReadOnlyAccess, AWS, aws, ",
    "arn:aws-cn:sqs:cn-north-1:123456789012:queue, AWS, 123456789012, cn-north-1",
    "arn:aws-us-gov:lambda:us-gov-west-1:123456789012:function:f:prod, AWS, 123456789012, us-gov-west-1",
    "arn:aws-iso-b:sns:us-isob-east-1:123456789012:t, AWS, 123456789012, us-isob-east-1",
    "arn:aws:logs:*:*:*, AWS, *, *",
    "//compute.googleapis.com/projects/shop-prod/zones/europe-west1-b/instances/web-0, GCP, shop-prod, europe-west1",
    "//compute.googleapis.com/projects/123456789/regions/us-east4/addresses/a, GCP, 123456789, us-east4",
    "//container.googleapis.com/projects/shop-prod/locations/europe-west1-b/clusters/c, GCP, shop-prod, europe-west1",
    "//compute.googleapis.com/projects/shop-prod/global/networks/n, GCP, shop-prod, ",
    "//storage.googleapis.com/projects/_/buckets/b, GCP, _, ",
    "//cloudresourcemanager.googleapis.com/organizations/1, GCP, , ",
    "//storage.googleapis.com/example.com:shop-prod, GCP, , "
  })
  void readsIds(String text, Provider provider, String account, String region) {
    CloudResourceId id = CloudResourceId.parse(text);

    assertThat(id.provider()).isEqualTo(provider);
    assertThat(id.account().orElse(null)).isEqualTo(account);
    assertThat(id.region().orElse(null)).isEqualTo(region);
    assertThat(id).hasToString(text).isEqualTo(CloudResourceId.parse(text));
  }

  @ParameterizedTest
  @CsvSource({
    "'', , , ",
    "/resourceGroups/shop, shop, , ",
    "/resourceGroups/shop/providers/Microsoft.Compute/virtualMachines/web-0, shop, Microsoft.Compute/virtualMachines, web-0",
    "/resourceGroups/shop/providers/Microsoft.Sql/servers/s/databases/d, shop, Microsoft.Sql/servers/databases, d",
    "/resourceGroups/shop/providers/Microsoft.Compute/virtualMachines/w/providers/Microsoft.Insights/diagnosticSettings/x, shop, Microsoft.Insights/diagnosticSettings, x",
    "/providers/Microsoft.Authorization/roleAssignments/r, , Microsoft.Authorization/roleAssignments, r"
  })
  void readsIdsOfAzure(String rest, String group, String type, String name) {
    AzureResourceId id = AzureResourceId.parse(SUBSCRIPTION + rest);

    assertThat(id.account()).contains("0b1f6471-1bf0-4dda-aec3-cb9272f09590");
    assertThat(id.region()).isEmpty();
    assertThat(id.resourceGroup().orElse(null)).isEqualTo(group);
    assertThat(id.resourceType().orElse(null)).isEqualTo(type);
    if (name != null) {
      assertThat(id.name()).isEqualTo(name);
    }
    assertThat(CloudResourceId.parse(id.toString())).isEqualTo(id);
  }

  @Test
  void readsIdsOfTenantsAndManagementGroups() {
    assertThat(
            AzureResourceId.parse("/providers/Microsoft.Management/managementGroups/g")
                .resourceType())
        .contains("Microsoft.Management/managementGroups");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "bucket",
        "arn:",
        "arn:aws:s3",
        "arn:aws:s3:::",
        "arn:azure:s3:::b",
        "arn:aws:S3:::b",
        "arn:aws:ec2:eu west:1:i",
        "arn:aws:ec2:eu-west-1:12345:i",
        "/",
        "/subscriptions",
        "/subscriptions/x",
        SUBSCRIPTION + "/",
        SUBSCRIPTION + "/resourceGroups",
        SUBSCRIPTION + "/resourceGroups/a/b",
        SUBSCRIPTION + "/resourceGroups/a/providers/Microsoft.Compute",
        SUBSCRIPTION + "/resourceGroups/a/providers/Microsoft.Compute/virtualMachines",
        SUBSCRIPTION + "/resourceGroups/a/providers/Compute/virtualMachines/w",
        SUBSCRIPTION + "/resourceGroups/a b",
        "//",
        "//compute.googleapis.com",
        "//compute.googleapis.com/",
        "//compute.example.com/projects/p",
        "//compute.googleapis.com/projects//zones",
        "//compute.googleapis.com/projects/X/zones/z"
      })
  void refusesOtherIds(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CloudResourceId.parse(text))
        .withMessageStartingWith("Invalid cloud resource id \"" + text + "\": ");
  }

  @Test
  void comparesAsTheProviderDoes() {
    AzureResourceId azure = AzureResourceId.parse(SUBSCRIPTION + "/resourceGroups/Shop");
    AzureResourceId other =
        AzureResourceId.parse(
            SUBSCRIPTION
                    .toUpperCase(java.util.Locale.ROOT)
                    .replace("SUBSCRIPTIONS", "subscriptions")
                + "/resourcegroups/shop");
    assertThat(azure).isEqualTo(other).hasSameHashCodeAs(other);
    assertThat(azure.toString()).endsWith("/Shop");
    assertThat(Arn.parse("arn:aws:s3:::Bucket")).isNotEqualTo(Arn.parse("arn:aws:s3:::bucket"));
    assertThat(GcpResourceName.parse("//storage.googleapis.com/projects/_/buckets/B"))
        .isNotEqualTo(GcpResourceName.parse("//storage.googleapis.com/projects/_/buckets/b"));
    assertThat(GcpResourceName.parse("//compute.googleapis.com/projects/shop-prod"))
        .isNotEqualTo(GcpResourceName.parse("//compute.googleapis.com/projects/123"));
    CloudResourceId aws = Arn.parse("arn:aws:s3:::b");
    assertThat(aws).isNotEqualTo(azure);
    assertThat(new Region(Provider.AWS, "us-east-1"))
        .isNotEqualTo(new Region(Provider.AZURE, "useast1"));
  }

  @Test
  void tellsTypeAndNameOfAnArn() {
    assertThat(Arn.parse("arn:aws:lambda:eu-west-1:123456789012:function:f:prod"))
        .satisfies(
            arn -> {
              assertThat(arn.resourceType()).contains("function");
              assertThat(arn.resourceId()).isEqualTo("f:prod");
            });
    assertThat(Arn.parse("arn:aws:sqs:eu-west-1:123456789012:queue").resourceType()).isEmpty();
    assertThat(Arn.parse("arn:aws:sqs:eu-west-1:123456789012:queue").resourceId())
        .isEqualTo("queue");
  }

  @ParameterizedTest
  @CsvSource({
    "AWS, us-east-1a, us-east-1",
    "AWS, us-gov-west-1b, us-gov-west-1",
    "AWS, us-west-2-lax-1a, us-west-2",
    "AWS, us-east-1-wl1-bos-wlz-1, us-east-1",
    "AZURE, westeurope-1, westeurope",
    "AZURE, eastus2-3, eastus2",
    "GCP, europe-west1-b, europe-west1",
    "GCP, northamerica-northeast2-c, northamerica-northeast2"
  })
  void knowsTheRegionOfAZone(Provider provider, String zone, String region) {
    assertThat(Zone.of(provider, zone).region()).isEqualTo(new Region(provider, region));
    assertThat(Zone.of(provider, zone).provider()).isEqualTo(provider);
  }

  @ParameterizedTest
  @CsvSource({
    "AWS, us-east-1",
    "AWS, europe-west1-b",
    "AZURE, 1",
    "AZURE, westeurope",
    "GCP, europe-west1",
    "GCP, us-east-1a"
  })
  void refusesOtherZones(Provider provider, String zone) {
    assertThatIllegalArgumentException().isThrownBy(() -> Zone.of(provider, zone));
  }

  @Test
  void takesDisplayNamesOfAzure() {
    assertThat(new Region(Provider.AZURE, "West Europe"))
        .isEqualTo(new Region(Provider.AZURE, "westeurope"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Region(Provider.GCP, "eu-west-1"))
        .withMessage(
            "\"eu-west-1\" is no name of a region of GCP. Write for example europe-west1.");
  }

  @ParameterizedTest
  @CsvSource({
    "AWS, m5.xlarge, m5, 4",
    "AWS, m5dn.24xlarge, m5, 96",
    "AWS, t3.micro, t3, ",
    "AWS, c7g.large, c7, 2",
    "AWS, u-6tb1.metal, u-6tb1, ",
    "AWS, x2iedn.32xlarge, x2, 128",
    "AZURE, Standard_D4s_v5, Dsv5, 4",
    "AZURE, Standard_E8-4ds_v5, Edsv5, 4",
    "AZURE, Standard_B1ms, Bms, 1",
    "AZURE, Standard_NC24ads_A100_v4, NCadsv4, 24",
    "GCP, n2-standard-8, n2, 8",
    "GCP, e2-medium, e2, ",
    "GCP, n1-custom-4-16384, n1, 4",
    "GCP, custom-2-4096, n1, 2",
    "GCP, n2d-custom-8-65536-ext, n2d, 8",
    "GCP, a2-highgpu-1g, a2, ",
    "GCP, c3-standard-4-lssd, c3, 4"
  })
  void readsTypesOfMachines(Provider provider, String name, String family, Integer vcpus) {
    InstanceType type = InstanceType.parse(provider, name);

    assertThat(type.provider()).isEqualTo(provider);
    assertThat(type.family()).isEqualTo(family);
    assertThat(type.vcpus().orElse(null)).isEqualTo(vcpus);
    assertThat(type).isEqualTo(InstanceType.parse(provider, name));
    if (provider != Provider.GCP) {
      assertThat(type).hasToString(name);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "AWS, m5",
    "AWS, m5.huge",
    "AWS, Standard_D4s_v5",
    "AZURE, D4s_v5",
    "AZURE, Standard_4",
    "GCP, n2",
    "GCP, m5.xlarge"
  })
  void refusesOtherTypes(Provider provider, String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> InstanceType.parse(provider, name))
        .withMessageStartingWith("\"" + name + "\" is no type of a machine of " + provider);
  }

  @ParameterizedTest
  @CsvSource({
    "AWS, Team, a b@c, true",
    "AWS, aws:x, v, false",
    "AWS, k, a#b, false",
    "AWS, '', v, false",
    "AZURE, Team, a#b, true",
    "AZURE, a/b, v, false",
    "AZURE, Microsoft.x, v, false",
    "AZURE, azureX, v, false",
    "GCP, team, prod-1, true",
    "GCP, Team, v, false",
    "GCP, 1team, v, false",
    "GCP, team, Prod, false",
    "GCP, größe, ok, true"
  })
  void checksTagsByTheProvidersRules(Provider provider, String key, String value, boolean isRight) {
    assertThat(TagRules.check(provider, Map.of(key, value)).isEmpty()).isEqualTo(isRight);
  }

  @ParameterizedTest
  @CsvSource({"AWS, 128, 256, 50", "AZURE, 512, 256, 50", "GCP, 63, 63, 64"})
  void checksTagsAtTheirLimits(Provider provider, int key, int value, int most) {
    assertThat(TagRules.check(provider, Map.of("k".repeat(key), "v".repeat(value)))).isEmpty();
    assertThat(TagRules.check(provider, Map.of("k".repeat(key + 1), "v"))).hasSize(1);
    assertThat(TagRules.check(provider, Map.of("k", "v".repeat(value + 1)))).hasSize(1);
    assertThat(TagRules.check(provider, tags(most))).isEmpty();
    assertThat(TagRules.check(provider, tags(most + 1)))
        .extracting(Violation::rule)
        .containsExactly("must be at most " + most);
  }

  private static Map<String, String> tags(int count) {
    return IntStream.range(0, count).boxed().collect(Collectors.toMap(i -> "k" + i, i -> "v"));
  }

  @Test
  void comparesKeysAsTheProviderDoes() {
    Map<String, String> both = new TreeMap<>(Map.of("Team", "a", "team", "b"));
    assertThat(TagRules.check(Provider.AWS, both)).isEmpty();
    assertThat(TagRules.check(Provider.AZURE, both)).hasSize(1);
    assertThat(TagRules.find(Provider.AZURE, Map.of("Team", "a"), "TEAM")).contains("a");
    assertThat(TagRules.find(Provider.AWS, Map.of("Team", "a"), "team")).isEmpty();
  }

  private static Map<String, String> row() {
    Map<String, String> row = new HashMap<>();
    row.put("BilledCost", "12.50");
    row.put("EffectiveCost", "12.50");
    row.put("ListCost", "12.50");
    row.put("ContractedCost", "12.50");
    row.put("BillingAccountId", "0123");
    row.put("BillingCurrency", "EUR");
    row.put("BillingPeriodStart", "2026-01-01T00:00:00Z");
    row.put("BillingPeriodEnd", "2026-02-01T00:00:00Z");
    row.put("ChargePeriodStart", "2026-01-07 10:00:00");
    row.put("ChargePeriodEnd", "2026-01-07 11:00:00");
    row.put("ChargeCategory", "Usage");
    row.put("ChargeFrequency", "Usage-Based");
    row.put("InvoiceIssuerName", "AWS");
    row.put("ProviderName", "AWS");
    row.put("PublisherName", "AWS");
    row.put("ServiceCategory", "Compute");
    row.put("ServiceName", "Amazon EC2");
    row.put("PricingQuantity", "50");
    row.put("PricingUnit", "Hours");
    row.put("ListUnitPrice", "0.25");
    row.put("ChargeClass", "NULL");
    row.put("Tags", "{\"team\":\"web\",\"flag\":true}");
    row.put("x_Discount", "7");
    return row;
  }

  @Test
  void readsALineFromItsColumns() {
    BillingLine line = BillingLine.of(row());

    assertThat(line.billed()).isEqualTo(Money.of("12.50", "EUR"));
    assertThat(line.chargePeriodStart()).hasToString("2026-01-07T10:00:00Z");
    assertThat(line.chargeClass()).isNull();
    assertThat(line.tags()).containsKeys("team", "flag");
    assertThat(line.extra()).containsOnlyKeys("x_Discount");
    assertThat(line.isConsistent(BigDecimal.ZERO)).isTrue();
    RoundTrip.inEveryCodec(BillingLine.class, line);
  }

  @ParameterizedTest
  @CsvSource({
    "BilledCost, , /BilledCost",
    "BilledCost, a lot, /BilledCost",
    "ChargeCategory, Gift, /ChargeCategory",
    "BillingCurrency, euro, /BillingCurrency",
    "ListUnitPrice, -1, /ListUnitPrice",
    "BillingPeriodEnd, 2026-01-01T00:00:00Z, /BillingPeriodEnd",
    "ChargePeriodEnd, tomorrow, /ChargePeriodEnd",
    "ServiceCategory, Fun, /ServiceCategory",
    "CommitmentDiscountStatus, Used, /CommitmentDiscountStatus",
    "CommitmentDiscountId, c-1, /CommitmentDiscountStatus",
    "PricingUnit, , /PricingUnit"
  })
  void refusesLinesThatBreakARule(String column, String value, String pointer) {
    Map<String, String> row = row();
    row.put(column, value == null ? "" : value);

    assertThatExceptionOfType(InvalidDocumentException.class)
        .isThrownBy(() -> BillingLine.of(row))
        .satisfies(
            e ->
                assertThat(e.violations()).extracting(Violation::pointer).containsExactly(pointer));
  }
}
