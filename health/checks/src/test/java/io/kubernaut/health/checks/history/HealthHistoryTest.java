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
import io.kubernaut.metrics.store.Appender;
import io.kubernaut.metrics.store.InMemorySeries;
import io.kubernaut.metrics.store.SeriesSink;
import io.kubernaut.types.health.HealthStatus;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
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

  @Test
  void whatTheStoreRefusesIsTriedAgain() {
    InMemorySeries store = InMemorySeries.create();
    AtomicBoolean refuses = new AtomicBoolean(true);
    HealthHistory.of(
        health,
        sink(
            store,
            (target, method, values) ->
                refuses.get() && method.equals("append") ? Appender.Outcome.CONFLICT : null));
    test.advance(Duration.ofSeconds(20));
    refuses.set(false);
    Instant from = test.clock().instant();
    test.advance(Duration.ofSeconds(20));
    Instant now = test.clock().instant();

    StatusTimeline read = HealthHistory.read(store, "shop", "", from, now);
    assertThat(Availability.of(read, from, now, List.of()).up())
        .as("up, with the first report after the refusals at the latest")
        .isGreaterThanOrEqualTo(Duration.ofSeconds(15));
  }

  @Test
  void whoReadsDoesNotWaitForTheStore() {
    AtomicReference<HealthHistory> history = new AtomicReference<>();
    AtomicReference<StatusTimeline> read = new AtomicReference<>();
    SeriesSink slow =
        sink(
            InMemorySeries.create(),
            (target, method, values) -> {
              HealthHistory known = history.get();
              if (known != null && method.equals("commit")) {
                read.set(CompletableFuture.supplyAsync(known::service).get(5, TimeUnit.SECONDS));
              }
              return null;
            });
    history.set(HealthHistory.of(health, slow));
    test.advance(Duration.ofMinutes(2));

    assertThat(read).doesNotHaveNullValue();
  }

  /** Says something instead of a store, or nothing: then the store does it. */
  @FunctionalInterface
  private interface Instead {
    Object say(Appender target, String method, Object... values) throws Exception;
  }

  private static SeriesSink sink(SeriesSink store, Instead instead) {
    return () -> {
      Appender target = store.appender();
      return (Appender)
          Proxy.newProxyInstance(
              Appender.class.getClassLoader(),
              new Class<?>[] {Appender.class},
              (proxy, method, values) -> {
                Object said = instead.say(target, method.getName(), values);
                return said != null ? said : method.invoke(target, values);
              });
    };
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
    double[] limit = {0.9};
    health.check(
        HealthCheck.named(
            "disk",
            () ->
                Outcome.up().observed(Measurement.of(used[0] += 0.002, "ratio").below(limit[0]))));
    test.advance(Duration.ofMinutes(40));

    assertThat(platform.events().since(Instant.EPOCH, HealthEvent.BreachForeseen.class))
        .singleElement()
        .matches(event -> event.source().equals("disk"))
        .matches(event -> event.message().contains("reaches its limit in"));
    assertThat(forecasts.breaches()).containsOnlyKeys("disk");

    test.advance(Duration.ofMinutes(30));
    assertThat(forecasts.quality()).isEqualTo(new Foresight.Quality(1, 0, 0));

    limit[0] = 9;
    test.advance(Duration.ofMinutes(1));
    assertThat(forecasts.quality())
        .as("with another limit")
        .isEqualTo(new Foresight.Quality(1, 0, 0));
  }
}
