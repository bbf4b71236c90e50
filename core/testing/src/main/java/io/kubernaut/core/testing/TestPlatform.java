package io.kubernaut.core.testing;

import io.kubernaut.core.runtime.HostFacts;
import io.kubernaut.core.runtime.Platform;
import io.kubernaut.core.runtime.PlatformBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;

/**
 * What a platform stands on in a test: clocks and scheduler moved by hand, seeded randomness, no
 * facts about the machine, and an MBean server of its own.
 *
 * <pre>{@code
 * TestPlatform test = TestPlatform.seeded(42);
 * try (Platform platform = test.platform("orders").component(flaky).start()) {
 *   test.advance(ofSeconds(5));
 *   assertThat(platform.state()).isEqualTo(RUNNING);
 * }
 * }</pre>
 */
public final class TestPlatform {

  private final long seed;
  private final TestClock clock = TestClock.create();
  private final ManualScheduler scheduler;
  private final MBeanServer mbeanServer = MBeanServerFactory.newMBeanServer();

  private TestPlatform(long seed) {
    this.seed = seed;
    this.scheduler = ManualScheduler.seeded(clock, seed);
  }

  /**
   * Returns the ground for one test.
   *
   * @param seed what everything random follows from; name it when an assertion fails
   * @return the ground
   */
  public static TestPlatform seeded(long seed) {
    return new TestPlatform(seed);
  }

  /**
   * Begins a platform on this ground. Several of them share clocks and scheduler.
   *
   * @param name what it is called
   * @return a builder to go on with
   */
  public PlatformBuilder platform(String name) {
    return under(Platform.builder(name));
  }

  /**
   * Puts a platform on this ground.
   *
   * @param platform what is being built
   * @return the same builder
   */
  public PlatformBuilder under(PlatformBuilder platform) {
    return platform
        .wallClock(clock)
        .monotonicClock(clock)
        .scheduler(scheduler)
        .seed(seed)
        .host(HostFacts.detect(Path.of("/nonexistent"), Map.of()))
        .mbeanServer(mbeanServer);
  }

  /**
   * Moves time forward and runs what becomes due.
   *
   * @param time how far
   */
  public void advance(Duration time) {
    scheduler.advance(time);
  }

  /**
   * Returns the clocks.
   *
   * @return wall and monotonic clock in one
   */
  public TestClock clock() {
    return clock;
  }

  /**
   * Returns the scheduler.
   *
   * @return what runs the platform's tasks
   */
  public ManualScheduler scheduler() {
    return scheduler;
  }

  /**
   * Returns the MBean server.
   *
   * @return one that no other test sees
   */
  public MBeanServer mbeanServer() {
    return mbeanServer;
  }
}
