package io.kubernaut.core.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.core.runtime.HostFacts.Environment;
import io.kubernaut.core.runtime.LifecycleEvent.StateChanged;
import io.kubernaut.core.runtime.Platform;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TestPlatformTest {

  private final TestPlatform test = TestPlatform.seeded(42);

  @Test
  void aPlatformStandsOnTimeMovedByHand() {
    List<Long> runs = new ArrayList<>();
    try (Platform platform = test.platform("orders").start()) {
      platform
          .scheduler()
          .every("tick", Duration.ofSeconds(10), () -> runs.add(platform.monotonicClock().nanos()));
      test.advance(Duration.ofSeconds(30));
      assertThat(runs).hasSize(3);
      assertThat(platform.wallClock().instant()).isEqualTo(TestClock.START.plusSeconds(30));
    }
  }

  @Test
  void eventsAreDeliveredByTheScheduler() {
    List<StateChanged> heard = new ArrayList<>();
    Platform platform = test.platform("orders").start();
    platform.events().subscribe("test", StateChanged.class, heard::add);
    platform.close();
    assertThat(heard).isEmpty();
    test.scheduler().runDue();
    assertThat(heard).hasSize(2);
  }

  @Test
  void theMachineAndItsMBeanServerAreOutOfSight() {
    try (Platform platform = test.platform("orders").start()) {
      assertThat(platform.host().environment()).isEqualTo(Environment.BARE);
      assertThat(test.mbeanServer().isRegistered(platform.beans().name("Platform"))).isTrue();
    }
  }

  @Test
  void oneSeedGivesOneSequence() {
    try (Platform one = test.platform("one").start();
        Platform other = TestPlatform.seeded(42).platform("other").start()) {
      assertThat(one.random("x").nextLong()).isEqualTo(other.random("x").nextLong());
    }
  }
}
