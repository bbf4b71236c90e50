package io.kubernaut.types.alert;

import static io.kubernaut.types.Documents.resource;
import static io.kubernaut.types.Documents.utc;
import static io.kubernaut.types.Documents.write;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubernaut.types.schema.Codec;
import io.kubernaut.types.schema.Codecs;
import io.kubernaut.types.schema.InvalidDocumentException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("BR-TYPE-008")
class AlertNotificationTest {

  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

  private final Codec<AlertNotification> webhook = Codecs.json(AlertNotification.class);

  private final Alert cpu =
      Alert.firing(
          Map.of("alertname", "HighCPU", "pod", "a", "team", "shop"),
          Map.of("runbook", "cpu", "summary", "a is hot"),
          NOON);
  private final Alert over =
      Alert.firing(
              Map.of("alertname", "HighCPU", "pod", "b", "team", "shop"),
              Map.of("runbook", "cpu", "summary", "b is hot"),
              NOON)
          .resolved(NOON.plusSeconds(30));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "firing", // as of Alertmanager 0.25
        "old", // as of 0.15: no fingerprint, no count of truncated alerts, an offset in the times
        "resolved", // as of 0.28, with fields that are not known here
        "grafana" // version 1, with fields of its own
      })
  void readsWhatIsSentAndWritesItAgain(String sample) {
    byte[] sent = resource("golden/alert-notification/1/" + sample + ".json");

    AlertNotification read = webhook.read(sent);

    String again = new String(webhook.write(read), UTF_8);
    assertThat(utc(again)).isEqualTo(utc(new String(sent, UTF_8)));
    assertThat(webhook.read(again.getBytes(UTF_8))).isEqualTo(read);
  }

  @Test
  void tellsOfAGroup() {
    AlertNotification told =
        AlertNotification.of("gateway", List.of(cpu, over), NOON.plusSeconds(60))
            .grouped("{}:{alertname=\"HighCPU\"}", Map.of("alertname", "HighCPU"))
            .sentFrom("http://orders:8080");

    assertThat(told.isFiring()).isTrue();
    assertThat(told.commonLabels()).isEqualTo(Map.of("alertname", "HighCPU", "team", "shop"));
    assertThat(told.commonAnnotations()).isEqualTo(Map.of("runbook", "cpu"));
    assertThat(told.alerts())
        .extracting(alert -> alert.status().toString(), NotifiedAlert::endsAt)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("firing", NotifiedAlert.GOES_ON),
            org.assertj.core.groups.Tuple.tuple("resolved", NOON.plusSeconds(30)));
    assertThat(webhook.read(webhook.write(told))).isEqualTo(told);
  }

  @Test
  void writesTheEndOfAFiringAlertAsZeroTimeOfGo() {
    AlertNotification told = AlertNotification.of("gateway", List.of(cpu), NOON);

    assertThat(write(AlertNotification.class, told))
        .contains("\"endsAt\":\"0001-01-01T00:00:00Z\"")
        .contains("\"version\":\"4\"")
        .contains("\"truncatedAlerts\":0")
        .contains("\"fingerprint\":\"" + cpu.fingerprint() + "\"");
  }

  @Test
  void isResolvedWhenAllAlertsAre() {
    Instant later = NOON.plusSeconds(60);

    assertThat(AlertNotification.of("r", List.of(over), later).isFiring()).isFalse();
    assertThat(AlertNotification.of("r", List.of(), later).isFiring()).isFalse();
  }

  @Test
  void returnsTheAlertsItWasTold() {
    AlertNotification told = AlertNotification.of("r", List.of(cpu, over), NOON.plusSeconds(60));

    assertThat(told.alerts())
        .extracting(NotifiedAlert::alert)
        .containsExactly(cpu.from(""), over.from(""));
  }

  @Test
  void cutsAlertsOffAndSaysHowMany() {
    AlertNotification told = AlertNotification.of("r", List.of(cpu, over), NOON.plusSeconds(60));

    assertThat(told.atMost(0)).isEqualTo(told);
    assertThat(told.atMost(2)).isEqualTo(told);
    assertThat(told.atMost(1).alerts()).hasSize(1);
    assertThat(told.atMost(1).truncatedAlerts()).isEqualTo(1);
    assertThat(told.atMost(1).commonLabels()).isEqualTo(told.commonLabels());
  }

  @Test
  void refusesABodyThatContradictsItself() {
    String body = write(AlertNotification.class, AlertNotification.of("r", List.of(cpu), NOON));

    assertThatThrownBy(
            () ->
                webhook.read(
                    body.replaceFirst("\"firing\"", "\"resolved\"")
                        .replace("\"version\":\"4\"", "\"version\":\"3\"")
                        .replace("\"truncatedAlerts\":0", "\"truncatedAlerts\":-1")
                        .replace("\"commonLabels\":{", "\"commonLabels\":{\"zone\":\"a\",")
                        .getBytes(UTF_8)))
        .isInstanceOf(InvalidDocumentException.class)
        .hasMessageContaining("/version")
        .hasMessageContaining("/truncatedAlerts");
    assertThatThrownBy(
            () -> webhook.read(body.replaceFirst("\"firing\"", "\"resolved\"").getBytes(UTF_8)))
        .hasMessageContaining("/status = resolved  must be \"firing\" if any alert is");
    assertThatThrownBy(
            () ->
                webhook.read(
                    body.replace("\"commonLabels\":{", "\"commonLabels\":{\"zone\":\"a\",")
                        .getBytes(UTF_8)))
        .hasMessageContaining("/alerts/0/labels")
        .hasMessageContaining("must hold all of commonLabels");
  }
}
