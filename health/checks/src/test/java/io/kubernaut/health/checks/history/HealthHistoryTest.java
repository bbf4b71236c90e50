package io.kubernaut.health.checks.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.core.runtime.Platform;
import io.kubernaut.core.testing.TestPlatform;
import io.kubernaut.health.checks.Health;
import io.kubernaut.health.checks.HealthCheck;
import io.kubernaut.health.checks.HealthEvent;
import io.kubernaut.health.checks.Hysteresis;
import io.kubernaut.health.checks.Measurement;
import io.kubernaut.health.checks.Outcome;
import io.kubernaut.metrics.store.InMemorySeries;
import io.kubernaut.types.health.HealthStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("BR-HEALTH-005")
class HealthHistoryTest {

  private final TestPlatform test = TestPlatform.seeded(1);
  private final Platform platform = test.platform("shop").start();
  private final Health health = Health.builder().runOn(Runnable::run).start(platform);
  private volatile Outcome database = Outcome.up();

  @AfterEach
  void close() {
    platform.close();
  }

  @Test
  void availabilityOfAScriptedOutageEqualsTheHandCalculation() {
    HealthHistory history = HealthHistory.of(health);
    script();
    Instant now = test.clock().instant();

    Availability hour = history.availability(Duration.ofHours(1), now);
    assertThat(hour.down()).isEqualTo(Duration.ofMinutes(6));
    assertThat(hour.up()).isEqualTo(Duration.ofMinutes(54));
    assertThat(hour.ratio()).isEqualByComparingTo("0.9");
    assertThat(history.timeline("db").strip(now.minus(Duration.ofHours(1)), now, 10))
        .filteredOn(status -> status == HealthStatus.DOWN)
        .hasSizeBetween(1, 2);
  }

  @Test
  void theStoreHoldsTheSameAndOutlivesTheProcess() {
    InMemorySeries store = InMemorySeries.create();
    HealthHistory.of(health, store);
    script();
    Instant now = test.clock().instant();
    Instant from = now.minus(Duration.ofHours(1));

    for (String check : List.of("", "db")) {
      StatusTimeline read = HealthHistory.read(store, "shop", check, from, now);
      Availability hour = Availability.of(read, from, now, List.of());
      assertThat(hour.down()).as(check).isEqualTo(Duration.ofMinutes(6));
      assertThat(hour.up()).as(check).isEqualTo(Duration.ofMinutes(54));
    }
  }

  @Test
  void timeInWhichNobodyLookedIsUnknownInTheStore() {
    InMemorySeries store = InMemorySeries.create();
    HealthHistory.of(health, store);
    script();
    Instant stopped = test.clock().instant();
    test.clock().advance(Duration.ofHours(1));
    Instant now = test.clock().instant();

    StatusTimeline read = HealthHistory.read(store, "shop", "db", stopped, now);

    assertThat(Availability.of(read, stopped, now, List.of()).unknown())
        .isBetween(Duration.ofMinutes(56), Duration.ofMinutes(58));
  }

  /** An hour and more, with a database that is away for six minutes. */
  private void script() {
    health.check(HealthCheck.named("db", () -> database).hysteresis(Hysteresis.NONE));
    test.advance(Duration.ofMinutes(30));
    database = Outcome.down("gone");
    test.advance(Duration.ofMinutes(6));
    database = Outcome.up();
    test.advance(Duration.ofMinutes(40));
  }

  @Test
  void aBreachToComeIsToldOnceAndItsQualityIsKept() {
    Forecasts forecasts = Forecasts.of(health, platform.events());
    double[] used = {0.3};
    health.check(
        HealthCheck.named(
            "disk",
            () -> Outcome.up().observed(Measurement.of(used[0] += 0.002, "ratio").below(0.9))));
    test.advance(Duration.ofMinutes(40));

    assertThat(platform.events().since(Instant.EPOCH, HealthEvent.BreachForeseen.class))
        .singleElement()
        .matches(event -> event.source().equals("disk"))
        .matches(event -> event.message().contains("reaches its limit in"));
    assertThat(forecasts.breaches()).containsOnlyKeys("disk");

    test.advance(Duration.ofMinutes(30));
    assertThat(forecasts.quality()).isEqualTo(new Foresight.Quality(1, 0, 0));
  }
}
