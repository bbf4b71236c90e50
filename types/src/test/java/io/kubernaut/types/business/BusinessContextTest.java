package io.kubernaut.types.business;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.types.RoundTrip;
import io.kubernaut.types.schema.Open;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("BR-TYPE-016")
class BusinessContextTest {

  private static Map<String, String> label(String label, @Nullable String value) {
    Map<String, String> labels = new HashMap<>();
    if (value != null) {
      labels.put(BusinessContext.PREFIX + label, value);
    }
    return labels;
  }

  @ParameterizedTest(name = "{0}, {1}, {2} is {3} by {4}")
  @CsvSource({
    ", , , , ",
    ", , gold, gold, DEFAULT",
    ", silver, gold, silver, NAMESPACE",
    "bronze, silver, gold, bronze, RESOURCE",
    "bronze, , , bronze, RESOURCE",
    "'', silver, gold, silver, NAMESPACE",
    "' ', '', gold, gold, DEFAULT",
    "GOLD, silver, , gold, RESOURCE",
    "' platinum ', , , platinum, RESOURCE"
  })
  void takesTheStrongestLabel(
      String resource, String namespace, String fallback, String tier, LabelSource source) {
    BusinessContext context =
        BusinessContext.resolve(
            label("sla-tier", resource), label("sla-tier", namespace), label("sla-tier", fallback));

    assertThat(Optional.ofNullable(context.slaTier()).map(Open::text))
        .isEqualTo(Optional.ofNullable(tier));
    assertThat(context.sources().get("sla-tier")).isEqualTo(source);
    assertThat(context.unknown()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    ", , , false",
    "true, , , true",
    ", true, , true",
    ", , true, true",
    "false, true, true, false",
    "TRUE, , , true",
    "yes, true, , false"
  })
  void isManagedOnlyIfALabelSaysSo(
      String resource, String namespace, String fallback, boolean managed) {
    assertThat(
            BusinessContext.resolve(
                    label("managed", resource),
                    label("managed", namespace),
                    label("managed", fallback))
                .managed())
        .isEqualTo(managed);
  }

  @Test
  void keepsAndFlagsWordsThatAreNotKnown() {
    BusinessContext context =
        BusinessContext.resolve(
            Map.of(
                "kubernaut.ai/environment", "qa-7",
                "kubernaut.ai/criticality", "extreme",
                "kubernaut.ai/priority", "p1",
                "kubernaut.ai/managed", "maybe"),
            Map.of("kubernaut.ai/environment", "production"),
            Map.of());

    assertThat(context.environment()).extracting(Open::text).isEqualTo("qa-7");
    assertThat(context.environment().known()).isEmpty();
    assertThat(context.priority().is(Priority.P1)).isTrue();
    assertThat(context.managed()).isFalse();
    assertThat(context.unknown())
        .containsOnly(
            Map.entry("environment", "qa-7"),
            Map.entry("criticality", "extreme"),
            Map.entry("managed", "maybe"));
  }

  @Test
  void takesTheOwnerFromEitherLabelAndTheLevelBeforeTheLabel() {
    assertThat(
            BusinessContext.resolve(
                    Map.of("kubernaut.ai/owner", "ada"),
                    Map.of("kubernaut.ai/service-owner", "bob"),
                    Map.of())
                .owner())
        .isEqualTo("ada");
  }

  @Test
  void saysNothingAboutWhatHasNoLabels() {
    BusinessContext none = BusinessContext.resolve(Map.of("app", "x"), Map.of(), Map.of());
    assertThat(none)
        .isEqualTo(
            new BusinessContext(
                false, null, null, null, null, null, null, null, Map.of(), Map.of(), Map.of()));
    RoundTrip.inEveryCodec(BusinessContext.class, none);
    RoundTrip.inEveryCodec(
        BusinessContext.class,
        BusinessContext.resolve(
            Map.of("kubernaut.ai/managed", "true", "kubernaut.ai/environment", "moon"),
            Map.of("kubernaut.ai/business-unit", "shop"),
            Map.of("kubernaut.ai/cost-center", "4711")));
  }
}
