package io.kubernaut.types.alert;

import static io.kubernaut.types.Documents.read;
import static io.kubernaut.types.Documents.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubernaut.types.Severity;
import io.kubernaut.types.schema.InvalidDocumentException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("BR-TYPE-008")
class AlertTest {

  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

  private final Alert alert =
      Alert.firing(
          Map.of("alertname", "HighCPU", "severity", "critical", "namespace", "shop"),
          Map.of("summary", "97 % for 5 min"),
          NOON);

  @Test
  void knowsItsNameAndSeverity() {
    assertThat(alert.name()).isEqualTo("HighCPU");
    assertThat(alert.severity()).contains(Severity.CRITICAL);
    assertThat(read(Alert.class, "{'labels':{'severity':'page'}}").severity()).isEmpty();
  }

  @Test
  void firesUntilItsEndHasCome() {
    Alert over = alert.resolved(NOON.plusSeconds(60));

    assertThat(alert.status(NOON.plusSeconds(3600))).isEqualTo(AlertStatus.FIRING);
    assertThat(over.status(NOON.plusSeconds(59))).isEqualTo(AlertStatus.FIRING);
    assertThat(over.status(NOON.plusSeconds(60))).isEqualTo(AlertStatus.RESOLVED);
  }

  // The label set and its hash are the ones that Prometheus' own tests check.
  @Test
  void computesTheFingerprintThatPrometheusComputes() {
    Map<String, String> labels = Map.of("name", "garland, briggs", "fear", "love is not enough");

    assertThat(Alert.firing(labels, Map.of(), NOON).fingerprint())
        .isEqualTo(HexFormat.of().toHexDigits(5799056148416392346L));
    assertThat(Alert.firing(Map.of("alertname", "Disk", "n", "1"), Map.of(), NOON).fingerprint())
        .as("as told by Alertmanager 0.25")
        .isEqualTo("ad8d30fbf461f124");
    assertThat(alert.resolved(NOON).from("http://x").fingerprint()).isEqualTo(alert.fingerprint());
  }

  @Test
  void writesWhatAlertmanagerTakes() {
    Alert small =
        Alert.firing(Map.of("alertname", "X"), Map.of(), NOON).from("http://prometheus/graph");

    assertThat(write(Alert.class, small))
        .isEqualTo(
            "{\"labels\":{\"alertname\":\"X\"},\"startsAt\":\"2026-01-31T12:00:00Z\","
                + "\"generatorURL\":\"http://prometheus/graph\"}");
  }

  @Test
  void refusesAnAlertWithoutLabelsAndOneThatEndsBeforeItStarts() {
    assertThatThrownBy(() -> read(Alert.class, "{'labels':{}}"))
        .isInstanceOf(InvalidDocumentException.class)
        .hasMessageContaining("/labels")
        .hasMessageContaining("must have at least 1 elements");
    assertThatThrownBy(() -> read(Alert.class, "{'labels':{'a':''}}"))
        .hasMessageContaining("/labels")
        .hasMessageContaining("must have a label that is not empty");
    assertThatThrownBy(() -> write(Alert.class, alert.resolved(NOON.minusSeconds(1))))
        .hasMessageContaining(
            "/endsAt = 2026-01-31T11:59:59Z  must not be before startsAt 2026-01-31T12:00:00Z."
                + " Swap them?");
  }
}
