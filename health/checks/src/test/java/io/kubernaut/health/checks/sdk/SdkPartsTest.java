package io.kubernaut.health.checks.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.core.runtime.Component;
import io.kubernaut.core.runtime.Lifeline;
import io.kubernaut.core.runtime.Platform;
import io.kubernaut.core.runtime.PlatformEvent;
import io.kubernaut.core.testing.TestClock;
import io.kubernaut.core.testing.TestPlatform;
import io.kubernaut.health.checks.CheckState;
import io.kubernaut.health.checks.Health;
import io.kubernaut.types.health.HealthStatus;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SdkPartsTest {

  private final TestPlatform test = TestPlatform.seeded(1);
  private final Part store = new Part("store", true);
  private final Part http = new Part("http", false);
  private final Platform platform = test.platform("shop").component(store).component(http).start();
  private final Health health = Health.builder().runOn(Runnable::run).start(platform);

  @AfterEach
  void close() {
    platform.close();
  }

  @Test
  @Tag("BR-REL-012")
  void eachPartIsACheckWithAnOwner() {
    PlatformParts.watch(health, platform);
    test.advance(Duration.ofSeconds(10));
    assertThat(health.report().groups().get("kubernaut").checks())
        .contains("kubernaut/store", "kubernaut/http", "kubernaut/health");
    assertThat(health.report().checks().values())
        .extracting(state -> state.check().owner())
        .containsOnly("kubernaut");
    assertThat(health.report().status()).isEqualTo(HealthStatus.UP);
  }

  @Test
  @Tag("BR-REL-012")
  void aLostPartIsDownWithItsProblemUntilItRunsAgain() {
    PlatformParts.watch(health, platform);
    http.refuse = true;
    http.die();
    test.advance(Duration.ofSeconds(20));
    assertThat(lookAt("kubernaut/http").status()).isEqualTo(HealthStatus.DOWN);
    assertThat(lookAt("kubernaut/http").message()).contains("no port");
    assertThat(health.report().status()).isEqualTo(HealthStatus.DEGRADED);

    http.refuse = false;
    test.advance(Duration.ofMinutes(5));
    assertThat(health.report().status()).isEqualTo(HealthStatus.UP);
  }

  @Test
  @Tag("BR-REL-012")
  void partsThatComeLaterAreWatchedToo() {
    PlatformParts.watch(health, platform);
    platform.add(new Part("console", false));
    test.advance(Duration.ofSeconds(10));
    assertThat(lookAt("kubernaut/console").status()).isEqualTo(HealthStatus.UP);
  }

  @Test
  @Tag("BR-REL-013")
  void droppedEventsLateChecksAndFullQueuesAreDegraded() {
    AtomicLong depth = new AtomicLong(10);
    AtomicLong dropped = new AtomicLong(7);
    Watchdog.watch(health, platform);
    health.check(
        Watchdog.queue("spool", depth::get, () -> 100), Watchdog.dropping("samples", dropped::get));
    test.advance(Duration.ofSeconds(20));
    assertThat(health.report().status()).isEqualTo(HealthStatus.UP);
    assertThat(lookAt("kubernaut/dropped-samples").status())
        .as("what was dropped before is no news")
        .isEqualTo(HealthStatus.UP);

    dropped.addAndGet(3);
    depth.set(80);
    platform.events().subscribe("stalled", Noise.class, 1, event -> {});
    for (int i = 0; i < 5; i++) {
      platform.events().publish(new Noise(test.clock().instant()));
    }
    test.scheduler().advance(Duration.ofSeconds(10));
    assertThat(lookAt("kubernaut/dropped-samples").message())
        .isEqualTo("3 dropped since the last look");
    assertThat(lookAt("kubernaut/queue-spool").status()).isEqualTo(HealthStatus.DEGRADED);

    depth.set(99);
    test.advance(Duration.ofSeconds(10));
    assertThat(lookAt("kubernaut/queue-spool").status()).isEqualTo(HealthStatus.DOWN);
    assertThat(health.report().status()).isEqualTo(HealthStatus.DEGRADED);
  }

  @Test
  @Tag("BR-REL-013")
  void aStalledSchedulerIsSeenAsLag() {
    Watchdog.watch(health, platform);
    test.advance(Duration.ofSeconds(20));
    assertThat(lookAt("kubernaut/lag").status()).isEqualTo(HealthStatus.UP);

    test.clock().advance(Duration.ofSeconds(8)); // nothing runs meanwhile
    test.advance(Duration.ofSeconds(20));

    assertThat(lookAt("kubernaut/lag").message()).contains("ms late");
  }

  @Test
  @Tag("BR-REL-013")
  void whenThePipelineStopsTheReceiverOutsideRaisesTheAlarm() {
    TestClock elsewhere = TestClock.create();
    DeadMansReceiver receiver = DeadMansReceiver.waiting(Duration.ofSeconds(90), elsewhere);
    health.check(Watchdog.deadMansSwitch(Duration.ofSeconds(30), receiver::sign));
    for (int i = 0; i < 20; i++) {
      elsewhere.advance(Duration.ofSeconds(30));
      test.advance(Duration.ofSeconds(30));
      assertThat(receiver.isOverdue()).isFalse();
    }

    platform.close();
    elsewhere.advance(Duration.ofSeconds(91));
    assertThat(receiver.isOverdue()).isTrue();
  }

  private CheckState lookAt(String name) {
    return health.report().check(name);
  }

  private record Noise(Instant time) implements PlatformEvent {
    @Override
    public String type() {
      return "noise";
    }

    @Override
    public String source() {
      return "test";
    }
  }

  /** A component that dies when told to. */
  private static final class Part implements Component {

    private final String name;
    private final boolean essential;
    private volatile boolean refuse;
    private volatile Lifeline lifeline;

    Part(String name, boolean essential) {
      this.name = name;
      this.essential = essential;
    }

    void die() {
      lifeline.failed(new IOException("no port"));
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public boolean essential() {
      return essential;
    }

    @Override
    public void start(Platform platform) throws IOException {
      if (refuse) {
        throw new IOException("no port");
      }
      lifeline = platform.lifeline(this);
    }

    @Override
    public void stop(Duration budget) {}
  }
}
