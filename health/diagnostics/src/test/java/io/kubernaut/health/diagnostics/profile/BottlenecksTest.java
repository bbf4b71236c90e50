package io.kubernaut.health.diagnostics.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubernaut.core.runtime.Platform;
import io.kubernaut.core.testing.TestPlatform;
import java.lang.Thread.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("BR-HEALTH-008")
class BottlenecksTest {

  private static final ThreadSample RUNS =
      new ThreadSample("worker", State.RUNNABLE, false, stack("shop.Orders"), "", "");
  private static final ThreadSample BLOCKED =
      new ThreadSample("worker", State.BLOCKED, false, stack("shop.Stock"), "shop.Ledger", "boss");
  private static final ThreadSample IDLE =
      new ThreadSample("worker", State.TIMED_WAITING, false, stack("shop.Poller"), "", "");

  private static List<StackTraceElement> stack(String type) {
    return List.of(new StackTraceElement(type, "run", "X.java", 1));
  }

  private static BottleneckReport judge(MachineUse use, List<Pool> pools, ThreadSample... threads) {
    Watch watch = new Watch("orders", Instant.EPOCH, pools);
    watch.add(List.of(threads));
    return watch.report(Duration.ofSeconds(1), use, 0.001);
  }

  private static MachineUse use(double load, double pauses) {
    return new MachineUse(2, 2, load, pauses, 10, 0.5);
  }

  private static double score(BottleneckReport report, Cause cause) {
    return report.ranking().stream()
        .filter(each -> each.cause() == cause)
        .findFirst()
        .orElseThrow()
        .score();
  }

  @Test
  void scoresACauseByTheShareOfTheTimeItTakes() {
    BottleneckReport report = judge(use(0.9, 0), List.of(), RUNS, BLOCKED, BLOCKED, BLOCKED, IDLE);

    assertThat(report.activeThreads()).isEqualTo(4);
    assertThat(score(report, Cause.LOCKS)).isEqualTo(0.75);
    assertThat(score(report, Cause.CPU)).isEqualTo(0.125);
    assertThat(report.first().orElseThrow().cause()).isEqualTo(Cause.LOCKS);
    assertThat(report.first().orElseThrow().evidence())
        .containsEntry("threads", "3.0")
        .containsEntry("at", "shop.Stock.run 100 %")
        .containsEntry("locks", "shop.Ledger held by \"boss\" 100 %");
  }

  @Test
  void countsPausesOfTheCollectorDouble() {
    BottleneckReport report = judge(use(0.9, 0.3), List.of(), RUNS, RUNS);

    assertThat(score(report, Cause.GC)).isEqualTo(0.6);
    assertThat(score(report, Cause.CPU)).isEqualTo(0.35);
    assertThat(report.first().orElseThrow().evidence()).containsEntry("pauses", "30 % of the time");
  }

  @Test
  void countsTasksThatWaitForAnExecutorAsFarAsProcessorsAreIdle() {
    Pool pool = new Pool("orders", () -> new Pool.Reading(2, 2, 10));

    assertThat(score(judge(use(0.2, 0), List.of(pool), RUNS, RUNS), Cause.POOL_WAIT))
        .isEqualTo(0.8);
    assertThat(judge(use(1, 0), List.of(pool), RUNS, RUNS).first().orElseThrow().cause())
        .isEqualTo(Cause.CPU);
  }

  @Test
  void doesNotBelieveThatMoreThreadsRunThanTheMachineAtRestLets() {
    MachineUse rest = new MachineUse(0.1, 2, 0.1, 0, 0, 0.1);

    assertThat(judge(rest, List.of(), RUNS, RUNS, BLOCKED).first().orElseThrow().cause())
        .isEqualTo(Cause.LOCKS);
  }

  @Test
  void findsNothingInAServiceThatWaitsForWork() {
    BottleneckReport report = judge(use(0.1, 0), List.of(), IDLE, IDLE);

    assertThat(report.first()).isEmpty();
    assertThat(report.explain().chosen()).isEqualTo("none");
    assertThat(report.explain().reason()).startsWith("Nothing holds the service up; scores: ");
  }

  @Test
  void explainsItsChoiceWithNumbers() {
    var explained = judge(use(0.9, 0), List.of(), RUNS, BLOCKED, BLOCKED, BLOCKED).explain();

    assertThat(explained.kind()).isEqualTo("diagnostics.bottleneck");
    assertThat(explained.chosen()).isEqualTo("LOCKS");
    assertThat(explained.alternatives()).first().isEqualTo("CPU");
    assertThat(explained.reason())
        .isEqualTo(
            "LOCKS holds up 3.0 threads; scores: LOCKS 75 %, CPU 13 %, GC 0 %, POOL_WAIT 0 %, SLOW_DEPENDENCY 0 %");
    assertThat(explained.evidence())
        .containsEntry("LOCKS: locks", "shop.Ledger held by \"boss\" 100 %")
        .containsEntry("sampling overhead", "at most 0.10 % of a processor");
  }

  @Test
  void watchesForTheWindowAndGivesOneReportToAllWhoAsk() {
    TestPlatform test = TestPlatform.seeded(3);
    try (Platform platform = test.platform("orders").start()) {
      Bottlenecks bottlenecks =
          new Bottlenecks(platform, List.of(), () -> Collections.nCopies(3, BLOCKED));
      CompletableFuture<BottleneckReport> one = bottlenecks.watch(Duration.ofSeconds(2));
      test.advance(Duration.ofSeconds(1));
      CompletableFuture<BottleneckReport> two = bottlenecks.watch(Duration.ofSeconds(9));
      assertThat(one).isNotDone();
      test.advance(Duration.ofSeconds(1));

      assertThat(one.join()).isSameAs(two.join());
      assertThat(one.join().samples()).isEqualTo(99);
      assertThat(one.join().window()).isEqualTo(Duration.ofSeconds(2));
      assertThat(bottlenecks.watch(Duration.ofSeconds(1))).isNotDone();
      assertThat(test.scheduler().failures()).isEmpty();
    }
  }

  @Test
  void looksLessOftenWhereLookingIsDear() {
    TestPlatform test = TestPlatform.seeded(3);
    try (Platform platform = test.platform("orders").start()) {
      Bottlenecks slow =
          new Bottlenecks(
              platform,
              List.of(),
              () -> {
                test.clock().advance(Duration.ofMillis(5));
                return List.of(RUNS);
              });
      CompletableFuture<BottleneckReport> report = slow.watch(Duration.ofSeconds(10));
      test.advance(Duration.ofSeconds(11));

      assertThat(report.join().overhead()).isBetween(0.015, 0.02);
      assertThat(report.join().samples()).isBetween(35, 40);
    }
  }

  @Test
  void tellsWhenSamplingFails() {
    TestPlatform test = TestPlatform.seeded(3);
    try (Platform platform = test.platform("orders").start()) {
      Bottlenecks broken =
          new Bottlenecks(
              platform,
              List.of(),
              () -> {
                throw new IllegalStateException("no threads");
              });
      CompletableFuture<BottleneckReport> report = broken.watch(Duration.ofSeconds(1));
      test.advance(Duration.ofSeconds(1));

      assertThatThrownBy(report::join).hasRootCauseMessage("no threads");
    }
  }

  @Test
  void refusesAWindowOfNothing() {
    try (Platform platform = TestPlatform.seeded(3).platform("orders").start()) {
      assertThatThrownBy(() -> Bottlenecks.of(platform, List.of()).watch(Duration.ZERO))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "Invalid window PT0S to watch for bottlenecks: give more than nothing and at most PT5M, for example PT2S.");
    }
  }

  @Test
  void failsAWatchUnderWayAndAllLaterOnesWhenItIsClosed() {
    TestPlatform test = TestPlatform.seeded(3);
    try (Platform platform = test.platform("orders").start()) {
      AtomicInteger looks = new AtomicInteger();
      Bottlenecks bottlenecks =
          new Bottlenecks(
              platform,
              List.of(),
              () -> {
                looks.incrementAndGet();
                return List.of(RUNS);
              });
      CompletableFuture<BottleneckReport> underWay = bottlenecks.watch(Duration.ofSeconds(2));
      test.advance(Duration.ofSeconds(1));
      bottlenecks.close();
      bottlenecks.close();
      int before = looks.get();
      CompletableFuture<BottleneckReport> later = bottlenecks.watch(Duration.ofSeconds(1));
      test.advance(Duration.ofSeconds(2));

      assertThat(looks).hasValue(before);
      for (CompletableFuture<BottleneckReport> each : List.of(underWay, later)) {
        assertThatThrownBy(each::join)
            .hasRootCauseMessage("The watch for bottlenecks is closed. Open another.");
      }
    }
  }
}
