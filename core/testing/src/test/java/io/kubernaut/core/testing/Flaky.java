package io.kubernaut.core.testing;

import io.kubernaut.core.runtime.Component;
import io.kubernaut.core.runtime.Lifeline;
import io.kubernaut.core.runtime.Platform;
import io.kubernaut.core.runtime.RestartPolicy;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A component that fails when a test wants it to, and notes when it was started and stopped. */
final class Flaky implements Component {

  private final String name;
  private final TestClock clock;
  private final Set<String> dependsOn;
  private final List<Duration> starts = new ArrayList<>();
  private final List<Lifeline> lifelines = new ArrayList<>();
  private RestartPolicy restart =
      RestartPolicy.standard()
          .delays(Duration.ofSeconds(1), Duration.ofSeconds(8))
          .jitter(0)
          .limit(5, Duration.ofMinutes(10));
  private boolean essential = true;
  private Duration heartbeat = Duration.ZERO;
  private int failingStarts;
  private int stops;

  Flaky(String name, TestClock clock, String... dependsOn) {
    this.name = name;
    this.clock = clock;
    this.dependsOn = Set.of(dependsOn);
  }

  Flaky optional() {
    essential = false;
    return this;
  }

  Flaky restart(RestartPolicy policy) {
    restart = policy;
    return this;
  }

  Flaky heartbeat(Duration longest) {
    heartbeat = longest;
    return this;
  }

  Flaky failNextStarts(int starts) {
    failingStarts = starts;
    return this;
  }

  /** Returns when it was started, since the test began. */
  synchronized List<Duration> starts() {
    return List.copyOf(starts);
  }

  synchronized int stops() {
    return stops;
  }

  /** Returns the lifeline of one of its starts. */
  synchronized Lifeline lifeline(int start) {
    return lifelines.get(start);
  }

  synchronized void die(String why) {
    lifelines.get(lifelines.size() - 1).failed(new IOException(why));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Set<String> dependsOn() {
    return dependsOn;
  }

  @Override
  public boolean essential() {
    return essential;
  }

  @Override
  public RestartPolicy restart() {
    return restart;
  }

  @Override
  public Duration heartbeat() {
    return heartbeat;
  }

  @Override
  public synchronized void start(Platform platform) throws IOException {
    starts.add(Duration.between(TestClock.START, clock.instant()));
    lifelines.add(platform.lifeline(this));
    if (failingStarts > 0) {
      failingStarts--;
      throw new IOException("disk full");
    }
  }

  @Override
  public synchronized void stop(Duration budget) {
    stops++;
  }
}
