package io.kubernaut.health.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("BR-HEALTH-005")
class HealthMetersTest {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  @Test
  void showsStatusesScoresAndMeasurementsAndTheCheckingItself() {
    try (Bench bench = new Bench(1)) {
      HealthMeters.bind(bench.health, registry);
      bench.health.check(bench.check("db"), bench.check("orders").dependsOn("db"));
      bench.advance(Duration.ZERO);
      assertThat(of("up", "db")).isEqualTo(1);
      assertThat(of("status", "orders")).isZero();

      bench.set("db", Outcome.down("gone").observed(Measurement.of(0.97, "ratio")));
      bench.round();
      assertThat(of("up", "orders")).isZero();
      assertThat(of("status", "orders")).isEqualTo(3);
      assertThat(of("score", "db")).isZero();
      assertThat(of("observed", "db")).isEqualTo(0.97);
      assertThat(registry.get("kubernaut.health.service.up").gauge().value()).isZero();
      assertThat(registry.get("kubernaut.health.checks").gauge().value()).isEqualTo(2);

      bench.health.remove("orders");
      bench.advance(Duration.ZERO);
      assertThat(registry.find("kubernaut.health.up").tag("check", "orders").gauge()).isNull();
    }
  }

  private double of(String name, String check) {
    return registry.get("kubernaut.health." + name).tag("check", check).gauge().value();
  }
}
