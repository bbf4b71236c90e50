package io.kubernaut.types.health;

import static io.kubernaut.types.Documents.read;
import static io.kubernaut.types.Documents.resource;
import static io.kubernaut.types.Documents.tree;
import static io.kubernaut.types.Documents.write;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubernaut.types.Criticality;
import io.kubernaut.types.schema.Codec;
import io.kubernaut.types.schema.Codecs;
import io.kubernaut.types.schema.InvalidDocumentException;
import io.kubernaut.types.schema.RawJson;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("BR-TYPE-007")
class HealthReportTest {

  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

  private final Codec<HealthReport> reports = Codecs.json(HealthReport.class);

  @Test
  void readsAPublishedBodyAndWritesItAgain() {
    String body = new String(resource("golden/health-report/1/orders.json"), UTF_8);

    HealthReport report = reports.read(body.getBytes(UTF_8));

    assertThat(tree(new String(reports.write(report), UTF_8))).isEqualTo(tree(body));
    assertThat(report.check("payment").orElseThrow().isImpacted()).isFalse();
    assertThat(report.checks().get("payment").get(0).impactedBy())
        .containsExactly("ledger", "bank");
  }

  @Test
  void writesTheWordsOfThePublishedBody() {
    HealthReport report =
        HealthReport.builder(HealthStatus.DEGRADED)
            .service("orders", "takes orders")
            .version("2", "2.14.1")
            .note("one node is slow")
            .output("slow")
            .check(
                "orders-db:responseTime",
                CheckResult.builder(HealthStatus.DEGRADED, NOON)
                    .component("datastore", "pg-1")
                    .observed(250, "ms")
                    .output("slower than 100 ms")
                    .affects("/orders/{id}")
                    .criticality(Criticality.CRITICAL)
                    .score(60, 0.5)
                    .took(Duration.ofMillis(250))
                    .build())
            .build();

    assertThat(tree(write(HealthReport.class, report)))
        .isEqualTo(
            tree(
                """
                {"status":"warn","version":"2","releaseId":"2.14.1","notes":["one node is slow"],
                 "output":"slow","serviceId":"orders","description":"takes orders",
                 "checks":{"orders-db:responseTime":[
                   {"componentId":"pg-1","componentType":"datastore","observedValue":250,
                    "observedUnit":"ms","status":"warn","affectedEndpoints":["/orders/{id}"],
                    "time":"2026-01-31T12:00:00Z","output":"slower than 100 ms",
                    "criticality":"critical","score":60,"confidence":0.5,"took":"PT0.25S"}]}}
                """));
  }

  @Test
  void aReportWithoutChecksIsOnlyItsStatus() {
    HealthReport report = HealthReport.builder(HealthStatus.UP).build();

    assertThat(write(HealthReport.class, report)).isEqualTo("{\"status\":\"pass\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "pass, UP",
    "ok, UP",
    "up, UP",
    "UP, UP",
    "warn, DEGRADED",
    "Warn, DEGRADED",
    "unknown, UNKNOWN",
    "fail, DOWN",
    "error, DOWN",
    "down, DOWN",
    "FAIL, DOWN"
  })
  void readsAliasesInAnyCase(String word, HealthStatus status) {
    assertThat(read(HealthReport.class, "{'status':'" + word + "'}").status()).isEqualTo(status);
  }

  @Test
  void refusesAnotherWord() {
    assertThatThrownBy(() -> read(HealthReport.class, "{'status':'fine'}"))
        .isInstanceOf(InvalidDocumentException.class)
        .hasMessageContaining("/status")
        .hasMessageContaining(
            "Not a health status: \"fine\". Use \"pass\", \"warn\", \"unknown\" or \"fail\".");
  }

  @Test
  void keepsAnyObservedValueAsItWasWritten() {
    String body = "{\"status\":\"pass\",\"checks\":{\"a\":[{\"observedValue\":1.50}]}}";

    assertThat(write(HealthReport.class, reports.read(body.getBytes(UTF_8)))).isEqualTo(body);
    CheckResult result =
        CheckResult.builder(HealthStatus.UP, NOON).observed(RawJson.of("[1,\"a\"]"), "1").build();
    assertThat(write(CheckResult.class, result)).contains("\"observedValue\":[1,\"a\"]");
  }

  @ParameterizedTest
  @CsvSource({
    "-1, 0.5, /score",
    "101, 0.5, /score",
    "50, -0.1, /confidence",
    "50, 1.1, /confidence"
  })
  void refusesScoresAndConfidencesOutOfRange(int score, double confidence, String pointer) {
    CheckResult.Builder builder = CheckResult.builder(HealthStatus.UP, NOON);

    assertThatThrownBy(() -> builder.score(score, confidence).build())
        .isInstanceOf(InvalidDocumentException.class)
        .hasMessageContaining(pointer);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "100, 1", "1, 0.001"})
  void takesScoresAndConfidencesAtTheirBounds(int score, double confidence) {
    CheckResult result =
        CheckResult.builder(HealthStatus.UP, NOON).score(score, confidence).build();

    assertThat(result.score()).isEqualTo(score);
    assertThat(result.confidence()).isEqualTo(confidence);
  }

  @Test
  void findsTheWorstNodeOfACheck() {
    HealthReport report =
        HealthReport.builder(HealthStatus.DOWN)
            .check("db", CheckResult.builder(HealthStatus.UP, NOON).build())
            .check("db", CheckResult.builder(HealthStatus.DOWN, NOON).output("no route").build())
            .check("db", CheckResult.builder(HealthStatus.DEGRADED, NOON).build())
            .build();

    assertThat(report.check("db").orElseThrow().output()).isEqualTo("no route");
    assertThat(report.check("cache")).isEmpty();
    assertThat(report.checks()).containsOnlyKeys("db");
    assertThat(report.checks().get("db")).hasSize(3).isUnmodifiable();
    assertThat(List.copyOf(report.checks().keySet())).containsExactly("db");
  }
}
