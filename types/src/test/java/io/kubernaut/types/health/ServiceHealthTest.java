package io.kubernaut.types.health;

import static io.kubernaut.types.Documents.read;
import static io.kubernaut.types.Documents.tree;
import static io.kubernaut.types.Documents.write;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bodies that Kubernaut's services answer probes with, read and given. */
@Tag("BR-TYPE-007")
class ServiceHealthTest {

  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

  private static final String NOT_READY =
      """
      {"status":"not_ready","timestamp":"2026-01-31T12:00:00Z","dependencies":{
        "postgresql":{"status":"healthy","latency":"2ms"},
        "redis":{"status":"unhealthy","latency":"5s","error":"connection timeout"},
        "vectordb":{"status":"degraded","latency":"150ms","warning":"high latency"}},
       "reason":"redis unhealthy"}
      """;

  @Test
  void comesOutAsItCameIn() {
    assertThat(tree(write(ServiceHealth.class, read(ServiceHealth.class, NOT_READY))))
        .isEqualTo(tree(NOT_READY));
    assertThat(write(ServiceHealth.class, read(ServiceHealth.class, "{\"status\":\"ready\"}")))
        .isEqualTo("{\"status\":\"ready\"}");
  }

  @Test
  void becomesAReportWithACheckForEachDependency() {
    HealthReport report = read(ServiceHealth.class, NOT_READY).toReport();

    assertThat(report.status()).isEqualTo(HealthStatus.DOWN);
    assertThat(report.output()).isEqualTo("redis unhealthy");
    assertThat(report.checks()).containsOnlyKeys("postgresql", "redis", "vectordb");
    CheckResult redis = report.check("redis").orElseThrow();
    assertThat(redis.status()).isEqualTo(HealthStatus.DOWN);
    assertThat(redis.output()).isEqualTo("connection timeout");
    assertThat(redis.took()).isEqualTo(Duration.ofSeconds(5));
    assertThat(redis.time()).isEqualTo(NOON);
    assertThat(report.check("vectordb").orElseThrow().output()).isEqualTo("high latency");
  }

  @Test
  void saysWhatAReportSays() {
    ServiceHealth said = read(ServiceHealth.class, NOT_READY);

    assertThat(ServiceHealth.of(ProbeKind.READINESS, said.toReport(), NOON)).isEqualTo(said);
  }

  @ParameterizedTest
  @CsvSource({
    "LIVENESS, UP, healthy",
    "LIVENESS, DEGRADED, degraded",
    "LIVENESS, UNKNOWN, unhealthy",
    "LIVENESS, DOWN, unhealthy",
    "READINESS, UP, ready",
    "READINESS, DEGRADED, degraded",
    "READINESS, UNKNOWN, not_ready",
    "READINESS, DOWN, not_ready",
    "STARTUP, UP, ready",
    "STARTUP, DOWN, not_ready"
  })
  void hasItsOwnWordsForEachKind(ProbeKind kind, HealthStatus status, String word) {
    ServiceHealth body =
        ServiceHealth.of(kind, HealthReport.builder(status).output("slow").build(), NOON);

    assertThat(body.status().text()).isEqualTo(word);
    assertThat(body.reason()).isEqualTo(status.isServing() ? null : "slow");
  }

  @Test
  void doesWithoutALatencyThatIsNone() {
    String odd = "{'status':'ready','dependencies':{'a':{'status':'healthy','latency':'fast'}}}";

    CheckResult check = read(ServiceHealth.class, odd).toReport().check("a").orElseThrow();

    assertThat(check.status()).isEqualTo(HealthStatus.UP);
    assertThat(check.took()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 | ok | UP |",
        "200 | '' | UP |",
        "204 | '' | UP |",
        "302 | moved | UP | moved",
        "503 | '' | DOWN |",
        "503 | ok | DOWN |",
        "500 | no heap left | DOWN | no heap left",
        "200 | {\"status\":\"pass\"} | UP |",
        "200 | {\"status\":\"warn\",\"output\":\"slow\"} | DEGRADED | slow",
        "503 | {\"status\":\"fail\",\"output\":\"no disk\"} | DOWN | no disk",
        "200 | {\"status\":\"fail\"} | DOWN |",
        "503 | {\"status\":\"pass\"} | DOWN |",
        "200 | {\"status\":\"healthy\",\"timestamp\":\"2026-01-31T12:00:00Z\"} | UP |",
        "200 | {\"status\":\"ready\"} | UP |",
        "200 | {\"status\":\"degraded\",\"reason\":\"no cache\"} | DEGRADED | no cache",
        "503 | {\"status\":\"not_ready\",\"reason\":\"redis\"} | DOWN | redis",
        "200 | {\"status\":\"asleep\"} | UNKNOWN |",
        "503 | {\"title\":\"Unavailable\",\"status\":503,\"detail\":\"going down\"} | DOWN | going down",
        "503 | {\"title\":\"Unavailable\",\"status\":503} | DOWN | Unavailable",
        "200 | {\"uptime\":1} | UP | {\"uptime\":1}",
        "200 | [1] | UP | [1]",
        "200 | {\"status\":\"pass\",\"checks\":7} | UNKNOWN |",
      })
  void readsWhateverAServiceAnswers(
      int httpStatus, String body, HealthStatus status, String output) {
    HealthReport report = ProbeAnswer.read(httpStatus, body.getBytes(UTF_8));

    assertThat(report.status()).isEqualTo(status);
    assertThat(report.output()).isEqualTo(output);
  }

  @Test
  void keepsOnlyTheStartOfALongAnswer() {
    HealthReport report = ProbeAnswer.read(500, "x".repeat(10_000).getBytes(UTF_8));

    assertThat(report.output()).hasSize(201).endsWith("…");
  }
}
