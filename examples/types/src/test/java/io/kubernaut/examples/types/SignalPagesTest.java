package io.kubernaut.examples.types;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.types.Decision;
import io.kubernaut.types.alert.AlertNotification;
import io.kubernaut.types.alert.DeliveryAttempt;
import io.kubernaut.types.alert.RedeliveryPolicy;
import io.kubernaut.types.audit.AuditEvent;
import io.kubernaut.types.health.HealthStatus;
import io.kubernaut.types.health.ProbeKind;
import io.kubernaut.types.health.ProbeResult;
import io.kubernaut.types.schema.Open;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pages of alerts, health, audit, decisions and scalars; and that no area is without one. */
class SignalPagesTest {

  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

  private static final String ROUTES =
      """
      route:
        receiver: mail
        group_by: [alertname]
        routes:
          - receiver: pager
            matchers: ['severity="critical"']
      receivers: [{name: mail}, {name: pager}]
      """;

  @Test
  void anAlertIsToldToThoseWhoseRouteItTakes() {
    Map<String, String> labels = Map.of("alertname", "HighCPU", "severity", "critical");

    assertThat(AlertPage.told(ROUTES.getBytes(UTF_8), labels, NOON))
        .singleElement()
        .satisfies(
            told -> {
              assertThat(told.receiver()).isEqualTo("pager");
              assertThat(told.groupLabels()).isEqualTo(Map.of("alertname", "HighCPU"));
            });
    assertThat(AlertPage.told(ROUTES.getBytes(UTF_8), Map.of("alertname", "x"), NOON))
        .extracting(AlertNotification::receiver)
        .containsExactly("mail");
  }

  @ParameterizedTest
  @CsvSource({"1, failed, PT30S", "4, timeout, PT4M", "5, failed,", "1, success,", "1, invalid,"})
  void aDeliveryIsTriedAgainAsLongAsItIsOfUse(int attempt, String result, Duration wait) {
    DeliveryAttempt last =
        new DeliveryAttempt(
            "slack",
            attempt,
            NOON,
            Open.of(DeliveryAttempt.Result.class, result),
            null,
            null,
            Map.of());

    assertThat(AlertPage.next(RedeliveryPolicy.standard(), last).orElse(null)).isEqualTo(wait);
  }

  @Test
  void anAuditEventCarriesItsPayload() {
    Parcel parcel = new Parcel("p-1", 2.5, null, List.of("DE"), Map.of());
    AuditEvent event = AuditPage.sent(parcel, "ada", NOON);

    assertThat(AuditPage.parcel(event)).isEqualTo(parcel);
    assertThat(event.actorId()).isEqualTo("ada");
  }

  @Test
  void aDecisionSaysWhatElseThereWasAndWhy() {
    Decision decision = DecisionPage.pick(Duration.ofMillis(9), Duration.ofMillis(7), NOON);

    assertThat(decision.chosen()).isEqualTo("b");
    assertThat(decision.alternatives()).containsExactly("a");
    assertThat(decision.evidence()).isEqualTo(Map.of("a", "9 ms", "b", "7 ms"));
  }

  @ParameterizedTest
  @CsvSource({"20, UP, UP", "20, DOWN, DEGRADED", "250, UP, DEGRADED", "250, DOWN, DEGRADED"})
  void anOptionalDependencyOnlyDegrades(long millis, HealthStatus cache, HealthStatus all) {
    assertThat(HealthPage.report(Duration.ofMillis(millis), cache, NOON).status()).isEqualTo(all);
  }

  @Test
  void probesAreCounted() {
    ProbeResult first = ProbeResult.of(ProbeKind.READINESS, HealthStatus.DOWN, NOON);
    byte[] body = "{\"status\":\"not_ready\"}".getBytes(UTF_8);

    assertThat(HealthPage.probed(first, 503, body, NOON.plusSeconds(10)).streak()).isEqualTo(2);
    assertThat(HealthPage.probed(first, 200, "ok".getBytes(UTF_8), NOON).streak()).isEqualTo(1);
  }

  @Test
  void scalarsAreReadAsPeopleWriteThem() {
    assertThat(ValuePage.each("1h30m", 2)).isEqualTo("45m0s");
    assertThat(ValuePage.together("1.5Gi", "512Mi")).hasToString("2Gi");
  }

  @Test
  void everyAreaHasAPage() throws IOException, URISyntaxException {
    StringBuilder pages = new StringBuilder();
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
        pages.append(Files.readString(file));
      }
    }

    URI types = Decision.class.getProtectionDomain().getCodeSource().getLocation().toURI();
    ModuleDescriptor module =
        ModuleFinder.of(Path.of(types)).find("io.kubernaut.types").orElseThrow().descriptor();
    assertThat(module.exports())
        .isNotEmpty()
        .extracting(ModuleDescriptor.Exports::source)
        .allSatisfy(area -> assertThat(pages).containsPattern("import " + area + "\\.[A-Z]"));
  }
}
