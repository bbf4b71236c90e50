package io.kubernaut.core.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.core.runtime.ComponentState;
import io.kubernaut.core.runtime.ComponentStatus;
import io.kubernaut.core.runtime.LifecycleEvent.ComponentFailed;
import io.kubernaut.core.runtime.LifecycleEvent.ComponentGivenUp;
import io.kubernaut.core.runtime.LifecycleEvent.StateChanged;
import io.kubernaut.core.runtime.Lifeline;
import io.kubernaut.core.runtime.Platform;
import io.kubernaut.core.runtime.PlatformState;
import io.kubernaut.core.runtime.RestartPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("BR-REL-004")
@Tag("BR-KUBE-002")
class SupervisionTest {

  private static final long SEED = 42;

  private final TestPlatform test = TestPlatform.seeded(SEED);

  private Flaky flaky(String name, String... dependsOn) {
    return new Flaky(name, test.clock(), dependsOn);
  }

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }

  private static ComponentStatus status(Platform platform, String component) {
    return platform.components().stream()
        .filter(status -> status.name().equals(component))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aDeadComponentIsStoppedAndStartedAgainAfterItsDelay() {
    Flaky store = flaky("store");
    try (Platform platform = test.platform("orders").component(store).start()) {
      store.die("disk gone");
      assertThat(platform.state()).isEqualTo(PlatformState.DEGRADED);
      assertThat(status(platform, "store"))
          .satisfies(
              lost -> {
                assertThat(lost.state()).isEqualTo(ComponentState.BACKOFF);
                assertThat(lost.problem()).contains("IOException: disk gone");
                assertThat(lost.since()).isEqualTo(TestClock.START);
              });
      test.advance(Duration.ofMillis(999));
      assertThat(store.starts()).hasSize(1);
      test.advance(Duration.ofMillis(1));
      assertThat(store.starts()).containsExactly(Duration.ZERO, seconds(1));
      assertThat(store.stops()).isEqualTo(1);
      assertThat(platform.state()).isEqualTo(PlatformState.RUNNING);
      assertThat(status(platform, "store").restarts()).isEqualTo(1);
    }
    assertThat(store.stops()).as("one stop for each start").isEqualTo(2);
  }

  @Test
  void delaysDoubleUpToTheLongestAndThenItIsGivenUp() {
    Flaky store = flaky("store");
    try (Platform platform = test.platform("orders").component(store).start()) {
      store.failNextStarts(100);
      store.die("disk gone");
      test.advance(Duration.ofMinutes(5));
      assertThat(store.starts())
          .containsExactly(
              Duration.ZERO, seconds(1), seconds(3), seconds(7), seconds(15), seconds(23));
      assertThat(status(platform, "store"))
          .satisfies(
              lost -> {
                assertThat(lost.state()).isEqualTo(ComponentState.GIVEN_UP);
                assertThat(lost.problem()).contains("IOException: disk full");
                assertThat(lost.restarts()).isEqualTo(5);
              });
      assertThat(platform.state()).as("it is essential").isEqualTo(PlatformState.FAILED);
      assertThat(platform.events().since(Instant.MIN, ComponentFailed.class))
          .extracting(ComponentFailed::retryIn)
          .containsExactly(seconds(1), seconds(2), seconds(4), seconds(8), seconds(8));
      assertThat(platform.events().since(Instant.MIN, ComponentGivenUp.class))
          .containsExactly(
              new ComponentGivenUp(
                  TestClock.START.plusSeconds(23), "store", "IOException: disk full"));
    }
    assertThat(store.stops()).as("one stop for each start").isEqualTo(6);
  }

  @Test
  void deathsFurtherApartThanTheWindowStartAgainFromTheShortestDelay() {
    Flaky store = flaky("store");
    try (Platform platform = test.platform("orders").component(store).start()) {
      for (int i = 0; i < 20; i++) {
        store.die("again");
        test.advance(Duration.ofMinutes(11));
      }
      assertThat(platform.state()).isEqualTo(PlatformState.RUNNING);
      assertThat(platform.events().since(Instant.MIN, ComponentFailed.class))
          .hasSize(20)
          .allSatisfy(event -> assertThat(event.retryIn()).isEqualTo(seconds(1)));
    }
  }

  @Test
  void jitterSpreadsDelaysWithinItsPartAndFollowsTheSeed() {
    RestartPolicy policy =
        RestartPolicy.standard().delays(seconds(10), seconds(10)).jitter(0.2).limit(50, seconds(1));
    List<Duration> delays = delays(SEED, policy);
    assertThat(delays)
        .hasSize(30)
        .allSatisfy(delay -> assertThat(delay).isBetween(seconds(8), seconds(12)));
    assertThat(delays.stream().distinct().count()).isGreaterThan(20);
    assertThat(delays(SEED, policy)).as("seed " + SEED).isEqualTo(delays);
    assertThat(delays(SEED + 1, policy)).isNotEqualTo(delays);
  }

  private static List<Duration> delays(long seed, RestartPolicy policy) {
    TestPlatform ground = TestPlatform.seeded(seed);
    Flaky store = new Flaky("store", ground.clock()).restart(policy);
    try (Platform platform = ground.platform("orders").component(store).start()) {
      for (int i = 0; i < 30; i++) {
        store.die("again");
        ground.advance(seconds(20));
      }
      return platform.events().since(Instant.MIN, ComponentFailed.class).stream()
          .map(ComponentFailed::retryIn)
          .toList();
    }
  }

  @Test
  void onlyTheFirstReportOfADeathCountsAndAnOldLifelineIsCut() {
    Flaky store = flaky("store");
    try (Platform platform = test.platform("orders").component(store).start()) {
      Lifeline old = store.lifeline(0);
      assertThat(old.beat()).isTrue();
      store.die("first");
      store.die("second");
      assertThat(old.beat()).isFalse();
      test.advance(seconds(1));
      old.failed(new IOException("from the grave"));
      assertThat(platform.state()).isEqualTo(PlatformState.RUNNING);
      assertThat(store.lifeline(1).beat()).isTrue();
      assertThat(store.starts()).hasSize(2);
    }
    assertThat(store.lifeline(1).beat()).as("its platform is closed").isFalse();
  }

  @Test
  void aComponentWithoutAHeartbeatIsStuckAndReplaced() {
    Flaky store = flaky("store").heartbeat(seconds(4));
    try (Platform platform = test.platform("orders").component(store).start()) {
      for (int i = 0; i < 5; i++) {
        test.advance(seconds(3));
        store.lifeline(0).beat();
      }
      assertThat(platform.state()).isEqualTo(PlatformState.RUNNING);
      test.advance(seconds(5));
      assertThat(status(platform, "store").problem())
          .contains("StuckException: component \"store\" is stuck: no heartbeat for PT4S");
      test.advance(seconds(1));
      assertThat(store.starts()).hasSize(2);
      assertThat(platform.state()).isEqualTo(PlatformState.RUNNING);
    }
    assertThat(test.scheduler().pending()).as("no heartbeat is looked at any more").isEmpty();
  }

  @Test
  @Tag("BR-REL-003")
  void withoutAnOptionalComponentThePlatformRunsDegradedAndNamesWhatIsLost() {
    Flaky store = flaky("store").optional().failNextStarts(2);
    Flaky rules = flaky("rules", "store").optional();
    Flaky counters = flaky("counters");
    try (Platform platform =
        test.platform("orders").component(store).component(rules).component(counters).start()) {
      assertThat(platform.state()).isEqualTo(PlatformState.DEGRADED);
      assertThat(status(platform, "counters").state()).isEqualTo(ComponentState.RUNNING);
      assertThat(status(platform, "store").problem()).contains("IOException: disk full");
      assertThat(status(platform, "rules").state()).isEqualTo(ComponentState.WAITING);
      assertThat(rules.starts()).isEmpty();

      test.advance(seconds(3));
      assertThat(platform.state()).isEqualTo(PlatformState.RUNNING);
      assertThat(rules.starts()).as("once what it waited for runs").containsExactly(seconds(3));
      assertThat(platform.events().since(Instant.MIN, StateChanged.class))
          .containsExactly(
              new StateChanged(
                  TestClock.START,
                  "orders",
                  PlatformState.STARTING,
                  PlatformState.DEGRADED,
                  List.of("store", "rules")),
              new StateChanged(
                  TestClock.START.plusSeconds(3),
                  "orders",
                  PlatformState.DEGRADED,
                  PlatformState.RUNNING,
                  List.of()));
    }
  }

  @Test
  @Tag("BR-REL-003")
  void anOptionalComponentThatIsGivenUpLeavesThePlatformDegraded() {
    Flaky store = flaky("store").optional().restart(RestartPolicy.never());
    try (Platform platform =
        test.platform("orders").component(store).component(flaky("counters")).start()) {
      store.die("disk gone");
      test.advance(Duration.ofHours(1));
      assertThat(status(platform, "store").state()).isEqualTo(ComponentState.GIVEN_UP);
      assertThat(platform.state()).isEqualTo(PlatformState.DEGRADED);
      assertThat(store.starts()).hasSize(1);
    }
  }

  @Test
  void givingUpIsTheLastWordOfTheContainer(@TempDir Path folder) throws IOException {
    Path message = folder.resolve("termination-log");
    Flaky store = flaky("store").restart(RestartPolicy.never());
    try (Platform platform =
        test.platform("orders").terminationMessage(message).component(store).start()) {
      store.die("disk gone");
      test.scheduler().runDue();
      assertThat(platform.state()).isEqualTo(PlatformState.FAILED);
      assertThat(Files.readString(message))
          .isEqualTo(
              "Platform \"orders\" component \"store\" was given up: IOException: disk gone\n");
    }
  }

  @Test
  void whileAComponentIsRestartedThoseThatDependOnItKeepRunning() {
    Flaky store = flaky("store");
    Flaky server = flaky("server", "store");
    try (Platform platform = test.platform("orders").component(store).component(server).start()) {
      store.die("disk gone");
      test.advance(seconds(10));
      assertThat(server.starts()).hasSize(1);
      assertThat(server.stops()).isZero();
      assertThat(platform.state()).isEqualTo(PlatformState.RUNNING);
    }
  }

  @Test
  void deathsWhileStoppingAreNatural() {
    Flaky store = flaky("store");
    Platform platform = test.platform("orders").component(store).start();
    platform.close();
    store.die("closed");
    test.advance(Duration.ofHours(1));
    assertThat(store.starts()).hasSize(1);
    assertThat(platform.state()).isEqualTo(PlatformState.STOPPED);
    assertThat(platform.events().since(Instant.MIN, ComponentFailed.class)).isEmpty();
  }
}
