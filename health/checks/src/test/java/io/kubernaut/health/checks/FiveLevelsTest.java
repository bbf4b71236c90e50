package io.kubernaut.health.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.types.health.HealthStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** disk → database → stock → orders → front, with a cache that is only used. */
@Tag("BR-HEALTH-003")
class FiveLevelsTest {

  private final Bench bench = new Bench(3);

  @BeforeEach
  void build() {
    bench.health.check(
        bench.check("front").dependsOn("orders"),
        bench.check("orders").dependsOn("stock").uses("cache"),
        bench.check("stock").dependsOn("database"),
        bench.check("database").dependsOn("disk"),
        bench.check("disk"),
        bench.check("cache"),
        bench.check("mail").optional());
    bench.advance(Duration.ofSeconds(30));
    assertThat(bench.report().status()).isEqualTo(HealthStatus.UP);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void aFaultAtTheBottomIsOneRootCauseAndTheRestFollows() {
    bench.set("disk", Outcome.down("no space left"));
    bench.round();

    Report report = bench.report();
    assertThat(report.status()).isEqualTo(HealthStatus.DOWN);
    assertThat(report.causes()).singleElement().matches(cause -> cause.check().equals("disk"));
    assertThat(report.rootCause().orElseThrow().followers()).isEqualTo(4);
    assertThat(report.check("front").impactedBy())
        .containsExactly("disk", "database", "stock", "orders");
    assertThat(report.check("front").isBlockedBy("disk")).isTrue();
    assertThat(report.check("cache").isImpacted()).isFalse();
    assertThat(report)
        .hasToString(
            "shop is DOWN because \"disk\" is DOWN since %s (no space left); 4 checks follow it"
                .formatted(report.check("disk").since()));
  }

  @Test
  void theFollowersOwnFailuresAreNoCausesEither() {
    for (String name : List.of("disk", "database", "stock", "orders", "front")) {
      bench.set(name, Outcome.down("its own words"));
    }
    bench.round();

    assertThat(bench.report().causes()).extracting(Cause::check).containsExactly("disk");
    assertThat(bench.report().check("front").message()).isEqualTo("follows disk (its own words)");
  }

  @Test
  void followersAreAnnouncedAsSuchSoThatNobodyIsPagedForThem() {
    Instant begin = bench.test.clock().instant();
    bench.set("disk", Outcome.down("no space left"));
    bench.round();

    assertThat(bench.platform.events().since(begin, HealthEvent.CheckChanged.class))
        .hasSize(5)
        .filteredOn(event -> !event.isFollower())
        .extracting(HealthEvent.CheckChanged::source)
        .containsExactly("disk");
    assertThat(bench.platform.events().since(begin, HealthEvent.ServiceChanged.class))
        .singleElement()
        .matches(event -> event.to() == HealthStatus.DOWN && event.cause().contains("\"disk\""));
  }

  @Test
  void recoveryClearsAll() {
    bench.set("disk", Outcome.down("no space left"));
    bench.round();
    bench.set("disk", Outcome.up());
    bench.round();

    assertThat(bench.report().status()).isEqualTo(HealthStatus.UP);
    assertThat(bench.report().causes()).isEmpty();
    assertThat(bench.report().checks().values()).noneMatch(CheckState::isImpacted);
  }

  @Test
  void whatIsOnlyUsedAndWhatIsOptionalDegradeOnly() {
    bench.set("cache", Outcome.down("gone"));
    bench.round();
    assertThat(bench.status("cache")).isEqualTo(HealthStatus.DOWN);
    assertThat(bench.status("orders")).isEqualTo(HealthStatus.DEGRADED);
    assertThat(bench.status("front")).isEqualTo(HealthStatus.DEGRADED);

    bench.set("cache", Outcome.up());
    bench.set("mail", Outcome.down("gone"));
    bench.round();
    assertThat(bench.report().status()).isEqualTo(HealthStatus.DEGRADED);
    assertThat(bench.report().status().httpStatus()).isEqualTo(200);
  }

  @Test
  void aSymptomHasTheCauseLookedForAtOnce() {
    try (Bench slow = new Bench(5)) {
      slow.health.check(
          slow.check("database").interval(Duration.ofMinutes(10)),
          slow.check("orders").dependsOn("database").interval(Duration.ofSeconds(5)));
      slow.advance(Duration.ofSeconds(60));
      slow.set("database", Outcome.down("gone"));
      slow.set("orders", Outcome.down("cannot read"));
      slow.advance(Duration.ofSeconds(5));

      assertThat(slow.report().causes()).extracting(Cause::check).containsExactly("database");
      assertThat(slow.report().check("orders").isBlockedBy("database")).isTrue();
    }
  }

  @Test
  void severalCausesAreExplained() {
    bench.set("disk", Outcome.down("no space left"));
    bench.set("mail", Outcome.down("refused"));
    bench.round();

    assertThat(bench.report().explainCause())
        .matches(decision -> decision.chosen().equals("disk"))
        .matches(decision -> decision.alternatives().equals(List.of("mail")))
        .matches(decision -> decision.reason().startsWith("Of 2 checks in trouble"));
    assertThat(bench.report().explain().chosen()).isEqualTo("DOWN");
  }
}
