package io.kubernaut.health.diagnostics.posture;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.health.checks.Measurement;
import io.kubernaut.health.checks.Outcome;
import io.kubernaut.types.Severity;
import io.kubernaut.types.health.Finding;
import io.kubernaut.types.health.HealthStatus;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("BR-HEALTH-010")
class PostureHealthTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private static Outcome look(Severity... weaknesses) {
    List<Finding> findings =
        Arrays.stream(weaknesses)
            .map(
                severity ->
                    Weakness.certain("console", severity, "It is " + severity, "port", "80", "TLS")
                        .finding("security.plain-endpoint", List.of("SC-8"), NOW))
            .toList();
    var checked =
        new PostureReport.Checked("security.plain-endpoint", "console", List.of("SC-8"), findings);
    return PostureHealth.check(() -> new PostureReport(NOW, List.of(checked))).look();
  }

  @Test
  void aCleanServiceIsUpWithAFullScore() {
    Outcome outcome = look();

    assertThat(outcome.status()).isEqualTo(HealthStatus.UP);
    assertThat(outcome.score()).isEqualTo(100);
    assertThat(outcome.measurement()).contains(Measurement.of(100, "points"));
  }

  @ParameterizedTest
  @CsvSource({"CRITICAL, DOWN, 60", "HIGH, DEGRADED, 80", "WARNING, DEGRADED, 90", "INFO, UP, 98"})
  void theWorstFindingDecides(Severity severity, HealthStatus status, int score) {
    Outcome outcome = look(severity);

    assertThat(outcome.status()).isEqualTo(status);
    assertThat(outcome.score()).isEqualTo(score);
  }

  @Test
  void theWorstIsNamedAndTheOthersCounted() {
    assertThat(look(Severity.WARNING, Severity.HIGH, Severity.INFO).message())
        .isEqualTo("console: It is " + Severity.HIGH + ", and 2 more");
  }

  @Test
  void aLookThatFailsIsDown() {
    Outcome outcome =
        PostureHealth.check(
                () -> {
                  throw new IllegalStateException("no report");
                })
            .look();
    assertThat(outcome.status()).isEqualTo(HealthStatus.DOWN);
    assertThat(outcome.message()).contains("no report");
  }
}
