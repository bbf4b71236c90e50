package io.kubernaut.health.checks;

import io.kubernaut.core.runtime.Platform;
import io.kubernaut.core.testing.TestPlatform;
import io.kubernaut.types.health.HealthStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * Health on a platform whose time a test moves, and all of whose checks run in the test's thread.
 */
final class Bench implements AutoCloseable {

  static final Duration ROUND = Duration.ofSeconds(10);

  final TestPlatform test;
  final Platform platform;
  final Health health;
  final Map<String, Dial> dials = new HashMap<>();
  private final Set<String> hanging = new HashSet<>();
  private final List<Run> held = new ArrayList<>();

  Bench(long seed) {
    this(seed, Health.builder());
  }

  Bench(long seed, HealthBuilder builder) {
    test = TestPlatform.seeded(seed);
    platform = test.platform("shop").start();
    Executor threads =
        task -> {
          if (task instanceof Run run && hanging.contains(run.node().check.name())) {
            held.add(run);
          } else {
            task.run();
          }
        };
    health = builder.runOn(threads).start(platform);
  }

  /** A check that says what its dial says, and says it at once. */
  HealthCheck check(String name) {
    Dial dial = dials.computeIfAbsent(name, ignored -> new Dial());
    return HealthCheck.named(name, dial).hysteresis(Hysteresis.NONE);
  }

  void set(String name, Outcome outcome) {
    dials.get(name).set(outcome);
  }

  void hang(String name) {
    hanging.add(name);
  }

  /** Whatever hangs comes back. */
  void release() {
    hanging.clear();
    List<Run> back = List.copyOf(held);
    held.clear();
    back.forEach(Run::run);
  }

  void advance(Duration time) {
    test.advance(time);
  }

  void round() {
    advance(ROUND);
  }

  Report report() {
    return health.report();
  }

  HealthStatus status(String name) {
    return report().check(name).status();
  }

  @Override
  public void close() {
    platform.close();
  }
}
