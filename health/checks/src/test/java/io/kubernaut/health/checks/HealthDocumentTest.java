package io.kubernaut.health.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.types.health.CheckResult;
import io.kubernaut.types.health.HealthReport;
import io.kubernaut.types.health.HealthStatus;
import io.kubernaut.types.schema.Codecs;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("BR-HEALTH-002")
class HealthDocumentTest {

  @Test
  void isAValidHealthBodyWithRootCauseScoreAndConfidence() {
    try (Bench bench = new Bench(1)) {
      bench.health.check(bench.check("db").group("storage"), bench.check("orders").dependsOn("db"));
      bench.set(
          "db",
          Outcome.down("pool <exhausted>")
              .with("pool", "\"main\"\u0007")
              .observed(Measurement.of(30, "connections").below(30)));
      bench.advance(java.time.Duration.ZERO);

      HealthReport document = bench.report().document("1.4.2", bench.test.clock().instant());
      byte[] json = Codecs.json(HealthReport.class).write(document);
      HealthReport read = Codecs.json(HealthReport.class).read(json);

      assertThat(read).isEqualTo(document);
      assertThat(read.status()).isEqualTo(HealthStatus.DOWN);
      assertThat(read.serviceId()).isEqualTo("shop");
      assertThat(read.version()).isEqualTo("1.4.2");
      assertThat(read.notes()).containsExactly("group storage: DOWN, 0 of 100");
      assertThat(read.output()).contains("\"db\" is DOWN").contains("1 check follows it");
      CheckResult db = read.check("db").orElseThrow();
      assertThat(db.score()).isZero();
      assertThat(db.confidence()).isEqualTo(0.5);
      assertThat(db.observedUnit()).isEqualTo("connections");
      assertThat(db.extra().get("details").json()).isEqualTo("{\"pool\":\"\\\"main\\\"\\u0007\"}");
      assertThat(read.check("orders").orElseThrow().impactedBy()).containsExactly("db");
      assertThat(new String(json, StandardCharsets.UTF_8)).contains("\"status\":\"fail\"");
    }
  }
}
