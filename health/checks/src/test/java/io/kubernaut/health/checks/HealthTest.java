package io.kubernaut.health.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kubernaut.core.runtime.Platform;
import io.kubernaut.core.testing.TestClock;
import io.kubernaut.core.testing.TestPlatform;
import io.kubernaut.types.health.HealthStatus;
import io.kubernaut.types.health.ProbeKind;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("BR-HEALTH-002")
class HealthTest {

  private final Bench bench = new Bench(42);
  private final Health health = bench.health;

  @AfterEach
  void close() {
    bench.close();
  }

  // Asking

  @Test
  void asksAtOnceAndThenOncePerInterval() {
    health.check(bench.check("db").interval(Duration.ofSeconds(10)));
    bench.advance(Duration.ZERO);
    assertThat(bench.dials.get("db").looks()).isEqualTo(1);
    assertThat(bench.status("db")).isEqualTo(HealthStatus.UP);

    bench.advance(Duration.ofSeconds(100));
    assertThat(bench.dials.get("db").looks()).isEqualTo(11);
  }

  @Test
  void spreadsTheTurnsOfManyChecks() {
    for (int i = 0; i < 100; i++) {
      health.check(bench.check("c" + i));
    }
    bench.advance(Duration.ofSeconds(20));
    int most = 0;
    for (int i = 0; i < 100; i++) {
      int before = looks();
      bench.advance(Duration.ofMillis(100));
      most = Math.max(most, looks() - before);
    }
    assertThat(most).as("turns in any tenth of a second, of 100 in 10 s").isBetween(1, 3);
  }

  private int looks() {
    return bench.dials.values().stream().mapToInt(Dial::looks).sum();
  }

  @Test
  void whatThrowsIsDownWithItsMessage() {
    health.check(HealthCheck.named("mail", this::refuse));
    bench.advance(Duration.ZERO);

    assertThat(bench.status("mail")).isEqualTo(HealthStatus.DOWN);
    assertThat(bench.report().check("mail").message()).isEqualTo("IOException: connection refused");
  }

  private void refuse() throws IOException {
    throw new IOException("connection refused");
  }

  @Test
  void anActionAConditionAndAProbeAreTellableApart() {
    health.check(
        HealthCheck.named("action", this::act),
        HealthCheck.named("condition", this::holds),
        HealthCheck.named("probe", this::probe));
    bench.advance(Duration.ZERO);

    assertThat(bench.status("action")).isEqualTo(HealthStatus.UP);
    assertThat(bench.status("condition")).isEqualTo(HealthStatus.DOWN);
    assertThat(bench.status("probe")).isEqualTo(HealthStatus.DEGRADED);
  }

  private void act() {}

  private boolean holds() {
    return false;
  }

  private Outcome probe() {
    return Outcome.degraded("so so");
  }

  @Test
  void moreThanATenthOfASecondIsDegraded() {
    health.check(slow("fast", Duration.ofMillis(100)), slow("slow", Duration.ofMillis(101)));
    bench.advance(Duration.ZERO);

    assertThat(bench.status("fast")).isEqualTo(HealthStatus.UP);
    assertThat(bench.status("slow")).isEqualTo(HealthStatus.DEGRADED);
    assertThat(bench.report().check("slow").message()).isEqualTo("took 101 ms, slower than 100 ms");
    assertThat(bench.report().check("slow").took()).isEqualTo(Duration.ofMillis(101));
  }

  private HealthCheck slow(String name, Duration takes) {
    return HealthCheck.named(name, () -> bench.test.clock().advance(takes));
  }

  @Test
  void threeFailuresAndTwoPassesChangeTheStatus() {
    health.check(bench.check("db").hysteresis(Hysteresis.STANDARD));
    bench.advance(Duration.ZERO);
    bench.set("db", Outcome.down("no answer"));
    bench.advance(Bench.ROUND.multipliedBy(2));
    assertThat(bench.status("db")).isEqualTo(HealthStatus.UP);
    assertThat(bench.report().check("db").failuresInRow()).isPositive();

    bench.round();
    bench.round();
    assertThat(bench.status("db")).isEqualTo(HealthStatus.DOWN);

    bench.set("db", Outcome.up());
    bench.round();
    assertThat(bench.status("db")).isEqualTo(HealthStatus.DOWN);
    bench.round();
    assertThat(bench.status("db")).isEqualTo(HealthStatus.UP);
  }

  // Hanging

  @Test
  void whatHangsIsAbandonedAtItsDeadlineAndNotStartedAgain() {
    bench.hang("stuck");
    health.check(bench.check("stuck").timeout(Duration.ofSeconds(1)), bench.check("fine"));
    bench.advance(Duration.ofMillis(999));
    assertThat(bench.status("stuck")).isEqualTo(HealthStatus.UNKNOWN);
    assertThat(bench.status("fine")).isEqualTo(HealthStatus.UP);

    bench.advance(Duration.ofMillis(1));
    assertThat(bench.status("stuck")).isEqualTo(HealthStatus.DOWN);
    assertThat(bench.report().check("stuck").message()).isEqualTo("timed out after 1 s");
    assertThat(health.statistics().hanging()).isEqualTo(1);

    bench.round();
    bench.round();
    assertThat(bench.report().check("stuck").message())
        .startsWith("timed out, still hanging after");
    assertThat(bench.report().check("stuck").hanging()).isTrue();
    assertThat(bench.dials.get("stuck").looks()).isZero();
    assertThat(health.statistics().threads()).isEqualTo(1);
  }

  @Test
  void whatComesBackIsAskedAgain() {
    bench.hang("stuck");
    health.check(bench.check("stuck"));
    bench.advance(Duration.ofSeconds(5));
    bench.release();
    assertThat(bench.status("stuck"))
        .as("a late answer does not count")
        .isEqualTo(HealthStatus.DOWN);
    assertThat(health.statistics().hanging()).isZero();

    bench.round();
    assertThat(bench.status("stuck")).isEqualTo(HealthStatus.UP);
  }

  @Test
  void whenAllThreadsHangTheRestIsUnknownAndSaysWhy() {
    try (Bench small = new Bench(7, Health.builder().threads(1, 1))) {
      small.hang("a");
      small.hang("b");
      small.health.check(small.check("a"), small.check("b"), small.check("c"));
      small.advance(Duration.ofSeconds(12));

      assertThat(small.status("a")).isEqualTo(HealthStatus.DOWN);
      assertThat(small.status("c")).isEqualTo(HealthStatus.UNKNOWN);
      assertThat(small.report().check("c").message())
          .startsWith(
              "no thread was free for it: 2 of 2 are held, 2 of them past their deadline (a, b)");

      small.release();
      small.round();
      assertThat(small.status("c")).isEqualTo(HealthStatus.UP);
    }
  }

  @Test
  void whatWaitsAndIsRemovedLeavesTheQueue() {
    try (Bench small = new Bench(7, Health.builder().threads(1, 0))) {
      hangOneAndLetOneWait(small);
      assertThat(small.health.statistics().waiting()).isEqualTo(1);

      small.health.remove("b");
      assertThat(small.health.statistics().waiting()).isZero();

      small.release();
      assertThat(small.dials.get("b").looks()).isZero();
    }
  }

  @Test
  void afterTheStopNothingStartsAndNoReportIsCurrent() {
    try (Bench small = new Bench(7, Health.builder().threads(1, 0))) {
      hangOneAndLetOneWait(small);
      small.platform.close();

      small.release();
      assertThat(small.dials.get("b").looks()).isZero();

      small.health.check(small.check("c"));
      assertThat(small.report().checks()).containsKey("c");
      assertThat(small.report().isCurrent()).isFalse();
    }
  }

  private static void hangOneAndLetOneWait(Bench small) {
    small.hang("a");
    small.health.check(small.check("a"), small.check("b"));
    small.advance(Duration.ZERO);
  }

  @Test
  void aListenerThatTakesLongShowsAsLag() {
    health.check(bench.check("db").interval(Duration.ofSeconds(1)));
    bench.advance(Duration.ZERO);
    AtomicBoolean slow = new AtomicBoolean(true);
    health.onReport(
        report -> {
          if (slow.getAndSet(false)) {
            bench.test.clock().advance(Duration.ofSeconds(3));
          }
        });
    bench.advance(Duration.ofSeconds(10));

    assertThat(slow).isFalse();
    assertThat(health.statistics().lag()).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(3));
  }

  @Test
  void aSweepThatFailsDoesNotEndTheNextOnes() {
    TestPlatform test = TestPlatform.seeded(3);
    AtomicBoolean broken = new AtomicBoolean();
    InstantSource wall =
        () -> {
          if (broken.get()) {
            throw new IllegalStateException("no time");
          }
          return test.clock().instant();
        };
    try (Platform platform = test.platform("shop").wallClock(wall).start()) {
      Health one = Health.builder().runOn(Runnable::run).start(platform);
      broken.set(true);
      test.advance(Duration.ofSeconds(6));
      broken.set(false);
      test.advance(Duration.ofSeconds(30));

      assertThat(one.report().isCurrent()).isTrue();
    }
  }

  @Test
  void anExceptionThatCannotSayWhatIsWrongIsDownToo() {
    health.check(HealthCheck.named("mail", this::failTwice), bench.check("db"));
    bench.advance(Duration.ZERO);

    assertThat(bench.status("mail")).isEqualTo(HealthStatus.DOWN);
    assertThat(bench.report().check("mail").message()).isEqualTo("Speechless");
    assertThat(bench.status("db")).isEqualTo(HealthStatus.UP);
  }

  private void failTwice() {
    throw new Speechless();
  }

  private static final class Speechless extends RuntimeException {

    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new IllegalStateException("nothing to say");
    }
  }

  @Test
  void timesAreMoreThanZeroAndAtMostAYear() {
    HealthCheck check = bench.check("db");
    Duration endless = Duration.ofSeconds(Long.MAX_VALUE);

    assertThat(check.interval(Duration.ofDays(365)).interval()).isEqualTo(Duration.ofDays(365));
    assertThatThrownBy(() -> check.interval(Duration.ofDays(365).plusNanos(1)))
        .hasMessage(
            "Invalid interval PT8760H0.000000001S of check \"db\": give more than zero, at most 365 days.");
    assertThatThrownBy(() -> check.timeout(endless)).hasMessageStartingWith("Invalid timeout");
    assertThatThrownBy(() -> check.slowAfter(endless)).hasMessageStartingWith("Invalid time");
    assertThatThrownBy(() -> check.timeout(Duration.ZERO))
        .hasMessageStartingWith("Invalid timeout PT0S");
  }

  @Test
  void tooManyChecksAreRefusedAtTheBuildAndLater() {
    HealthCheck[] many =
        Collections.nCopies(100_001, bench.check("db")).toArray(HealthCheck[]::new);
    assertThatThrownBy(() -> health.check(many))
        .hasMessageStartingWith("100001 checks are too many: at most 100000.");

    HealthBuilder builder = Health.builder();
    for (HealthCheck check : many) {
      builder.check(check);
    }
    assertThatThrownBy(() -> builder.start(bench.platform))
        .hasMessageStartingWith("100001 checks are too many: at most 100000.");
  }

  // Confidence, score, age

  @Test
  void confidenceGrowsWithResultsAndFadesWithAge() {
    health.check(bench.check("db").interval(Duration.ofSeconds(10)));
    bench.advance(Duration.ZERO);
    Instant first = TestClock.START;
    CheckState state = bench.report().check("db");

    assertThat(state.confidence(first)).isCloseTo(0.5, within(1e-9));
    assertThat(state.confidence(first.plusSeconds(10))).isCloseTo(0.5, within(1e-9));
    assertThat(state.confidence(first.plusSeconds(20))).isCloseTo(0.25, within(1e-9));
    assertThat(state.confidence(first.plusSeconds(30))).isCloseTo(0.125, within(1e-9));

    bench.advance(Duration.ofSeconds(85)); // eight more
    bench.advance(Duration.ofSeconds(5)); // and a report
    CheckState later = bench.report().check("db");
    assertThat(later.samples()).isBetween(9, 10);
    assertThat(later.confidence(later.time()))
        .isCloseTo(later.samples() / (later.samples() + 1.0), within(1e-9));
  }

  @Test
  void aScoreNeverGoesAboveWhatGoesWithTheStatus() {
    health.check(bench.check("db"));
    bench.set("db", Outcome.degraded("behind").score(95));
    bench.advance(Duration.ZERO);
    assertThat(bench.report().check("db").score()).isEqualTo(89);

    bench.set("db", Outcome.degraded("behind").score(70));
    bench.advance(Duration.ofSeconds(20));
    assertThat(bench.report().check("db").score()).isEqualTo(70);
  }

  @Test
  void aReportThatIsNotRenewedSaysSo() {
    health.check(bench.check("db"));
    bench.advance(Duration.ZERO);
    assertThat(bench.report().status()).isEqualTo(HealthStatus.UP);

    bench
        .test
        .clock()
        .advance(Duration.ofSeconds(20)); // the clock alone: the scheduler stands still

    assertThat(bench.report().isCurrent()).isFalse();
    assertThat(bench.report().status()).isEqualTo(HealthStatus.UNKNOWN);
    assertThat(bench.report())
        .hasToString("shop is UNKNOWN (not renewed since 2026-01-01T00:00:00Z)");
    assertThat(health.probe(ProbeKind.READINESS).isPassed()).isFalse();
    assertThat(health.probe(ProbeKind.LIVENESS).isPassed()).isTrue();
  }

  // At run time

  @Test
  void checksComeAndGoAtRunTime() {
    health.check(bench.check("db"), bench.check("orders").dependsOn("db"));
    bench.advance(Duration.ZERO);

    assertThatThrownBy(() -> health.remove("db"))
        .hasMessage("Check \"db\" cannot be removed: orders depend on it. Remove them first.");
    health.remove("orders");
    health.remove("db");
    assertThat(bench.report().checks()).isEmpty();

    int looks = bench.dials.get("db").looks();
    bench.round();
    assertThat(bench.dials.get("db").looks()).isEqualTo(looks);
    assertThat(bench.platform.events().since(Instant.EPOCH, HealthEvent.ChecksChanged.class))
        .extracting(event -> event.added() + " " + event.removed())
        .containsExactly("[] []", "[db, orders] []", "[] [orders]", "[] [db]");
  }

  @Test
  void aCircleMadeAtRunTimeIsRefusedAndNothingIsAdded() {
    assertThatThrownBy(
            () ->
                health.check(
                    bench.check("a").dependsOn("b"),
                    bench.check("b").dependsOn("a"),
                    bench.check("c")))
        .hasMessageContaining("a → b → a");
    assertThat(bench.report().checks()).isEmpty();
  }

  @Test
  void anUnknownNameIsAnsweredWithThoseThereAre() {
    health.check(bench.check("db"));
    assertThatThrownBy(() -> bench.report().check("bd"))
        .hasMessage("There is no check \"bd\". There are: db.");
  }

  // Events

  @Test
  @Tag("BR-HEALTH-005")
  void flappingCollapsesToOneNotice() {
    health.check(bench.check("db"), bench.check("orders").dependsOn("db"));
    bench.advance(Duration.ofSeconds(30));
    Instant begin = bench.test.clock().instant();
    for (int i = 0; i < 40; i++) {
      bench.set("db", i % 2 == 0 ? Outcome.down("gone") : Outcome.up());
      bench.round();
    }
    List<HealthEvent> events = bench.platform.events().since(begin, HealthEvent.class);
    assertThat(events.stream().filter(HealthEvent.FlappingChanged.class::isInstance)).hasSize(1);
    assertThat(bench.report().check("db").flapping()).isTrue();
    assertThat(events.stream().filter(HealthEvent.CheckChanged.class::isInstance).count())
        .as("changes announced before it was seen to flap, of both checks")
        .isLessThanOrEqualTo(8);

    Instant steady = bench.test.clock().instant();
    bench.set("db", Outcome.down("gone"));
    bench.advance(Duration.ofSeconds(400));
    assertThat(bench.platform.events().since(steady, HealthEvent.FlappingChanged.class))
        .singleElement()
        .matches(event -> !event.flapping());
    assertThat(bench.platform.events().since(begin, HealthEvent.CheckChanged.class))
        .filteredOn(event -> event.source().equals("db"))
        .last()
        .matches(event -> event.to() == HealthStatus.DOWN);
  }

  // Probes

  @Test
  @Tag("BR-HEALTH-001")
  void readinessIsOnlyDegradedWhenMostReplicasShareTheCause() {
    double[] share = {0.2};
    try (Bench one =
        new Bench(
            9,
            Health.builder()
                .sharedFate(cause -> cause.equals("db") ? share[0] : Double.NaN, 0.5))) {
      one.health.check(one.check("db"), one.check("orders").dependsOn("db"));
      one.set("db", Outcome.down("gone"));
      one.advance(Duration.ZERO);
      assertThat(one.health.probe(ProbeKind.READINESS).isPassed()).isFalse();

      share[0] = 0.5;
      assertThat(one.health.probe(ProbeKind.READINESS).status()).isEqualTo(HealthStatus.DEGRADED);
      assertThat(one.report().status()).as("the report hides nothing").isEqualTo(HealthStatus.DOWN);
    }
  }

  @Test
  @Tag("BR-HEALTH-001")
  void livenessFailsForAProcessCheckOnly() {
    Dial loop = new Dial();
    health.check(bench.check("db"));
    health.alive(ProcessCheck.named("loop", loop).hysteresis(Hysteresis.NONE));
    bench.set("db", Outcome.down("gone"));
    bench.advance(Duration.ZERO);
    assertThat(health.probe(ProbeKind.READINESS).isPassed()).isFalse();
    assertThat(health.probe(ProbeKind.LIVENESS).isPassed()).isTrue();

    loop.set(Outcome.down("stands still"));
    bench.round();
    assertThat(health.probe(ProbeKind.LIVENESS).isPassed()).isFalse();
  }

  @Test
  @Tag("BR-HEALTH-001")
  void aDependencyInLivenessNeedsAReasonThatIsAnnounced() {
    assertThatThrownBy(() -> health.aliveDespiteDependency(bench.check("db"), " "))
        .hasMessageContaining("a restart cures nothing outside of the process");

    health.aliveDespiteDependency(bench.check("db"), "the driver never reconnects");
    bench.set("db", Outcome.down("gone"));
    bench.advance(Duration.ZERO);

    assertThat(health.probe(ProbeKind.LIVENESS).isPassed()).isFalse();
    assertThat(bench.platform.events().since(Instant.EPOCH, HealthEvent.LivenessOverridden.class))
        .singleElement()
        .matches(event -> event.reason().equals("the driver never reconnects"));
  }

  @Test
  @Tag("BR-HEALTH-001")
  void startsOnceEverythingWasLookedAtAndDrainsForGood() {
    health.check(bench.check("db"));
    assertThat(health.probe(ProbeKind.STARTUP).isPassed()).isFalse();
    assertThat(health.probe(ProbeKind.READINESS).isPassed()).isFalse();

    bench.advance(Duration.ZERO);
    assertThat(health.probe(ProbeKind.STARTUP).isPassed()).isTrue();
    assertThat(health.probe(ProbeKind.READINESS).isPassed()).isTrue();

    health.drain();
    health.started();
    assertThat(health.probe(ProbeKind.READINESS).output())
        .isEqualTo("the service is about to stop");
    assertThat(health.probe(ProbeKind.LIVENESS).isPassed()).isTrue();
  }
}
