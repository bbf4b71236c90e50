package io.kubernaut.metrics.registry.binders;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubernaut.core.http.HttpObserver;
import io.kubernaut.metrics.registry.KubernautMeterRegistry;
import io.kubernaut.metrics.registry.binders.CoverageReport.Coverage;
import io.micrometer.core.instrument.MockClock;
import java.time.Duration;
import java.util.SortedMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("BR-MET-001")
class CoverageTest {
  private final MockClock clock = new MockClock();
  private final KubernautMeterRegistry registry =
      KubernautMeterRegistry.builder().clock(clock).build();
  private final Attachments attachments = Attachments.to(registry);

  @AfterEach
  void close() {
    registry.close();
  }

  @Test
  void showsAllFamiliesOfFiveComponentsUnderLoadAndNamesTheSilentOne() throws Exception {
    ThreadPoolExecutor threads = Components.pool(2);
    ExecutorService pool = attachments.executor("orders", threads);
    BlockingQueue<String> inbox = attachments.queue("inbox", new ArrayBlockingQueue<>(2));
    Components.SmallCache cache = new Components.SmallCache();
    attachments.cache("prices", cache);
    Components.Breaker breaker = new Components.Breaker();
    attachments.breaker("payments", breaker);
    HttpObserver api = attachments.httpServer("api");
    attachments.audit("trail"); // never used

    for (int i = 0; i < 3; i++) { // one more than the queue holds
      assertThat(inbox.offer("order " + i)).isEqualTo(i < 2);
    }
    assertThat(inbox.poll()).isEqualTo("order 0");
    pool.submit(() -> clock.add(ofSeconds(2))).get();
    Components.awaitCompleted(threads, 1);
    cache.hits = 8;
    cache.misses = 3;
    cache.puts = 3;
    cache.evictions = 1;
    breaker.successes = 9;
    breaker.failures = 2;
    breaker.refusals = 1;
    breaker.state = BreakerFigures.State.OPEN;
    api.opened();
    api.opened();
    api.received("/orders", "POST", 12);
    api.completed("/orders", "POST", 201, 1_000_000, 34);

    SortedMap<String, Double> samples = Machine.scrape(registry);
    assertThat(Machine.missing("components", samples)).as("missing in %s", samples).isEmpty();
    assertThat(attachments.coverage())
        .hasToString(
            """
            5 of 6 attached components emit metrics
              audit "trail" has emitted nothing since attached, 2 s""");
    assertThat(attachments.coverage().silent())
        .containsExactly(new Coverage("audit", "trail", false, ofSeconds(2)));
    pool.shutdown();
  }

  @Test
  void namesWhatHasBecomeSilent() {
    AuditMetrics audit = attachments.audit("trail");
    ConfigMetrics config = attachments.config("service");
    audit.recorded("access");
    config.applied(1);
    assertThat(attachments.coverage(ofMinutes(5)).complete()).isTrue();
    clock.add(ofMinutes(4));
    config.applied(2);
    assertThat(attachments.coverage(ofMinutes(5)).complete()).isTrue();
    clock.add(ofMinutes(2));
    CoverageReport report = attachments.coverage(ofMinutes(5));
    assertThat(report.silent()).containsExactly(new Coverage("audit", "trail", true, ofMinutes(6)));
    assertThat(report)
        .hasToString(
            """
            1 of 2 attached components emit metrics
              audit "trail" has emitted nothing for 360 s""");
    assertThat(attachments.coverage().complete()).isTrue(); // since they were attached
  }

  @Test
  void showsTheSilenceAsAMetricWhichScrapesKeepCurrent() {
    AuditMetrics audit = attachments.audit("trail");
    audit.recorded("access");
    clock.add(ofSeconds(10));
    assertThat(silence()).isZero(); // noticed at this scrape
    clock.add(ofSeconds(30));
    assertThat(silence()).isEqualTo(30);
    assertThat(attachments.coverage(ofSeconds(29)).complete()).isFalse();
  }

  private double silence() {
    return Machine.scrape(registry)
        .get("kubernaut_sdk_attached_silence_seconds{kind=audit,name=trail}");
  }

  @Test
  void countsEachPartOfTheMachineAsAComponent() {
    attachments.system(SystemBinders.builder().root(Machine.tree("cgroup-v2")).build());
    assertThat(attachments.coverage().components())
        .extracting(Coverage::name)
        .containsExactly("jvm", "process", "host", "filesystem", "cgroup");
    assertThat(attachments.coverage().silent())
        .extracting(Coverage::name)
        .contains("host", "filesystem")
        .doesNotContain("cgroup", "jvm");
  }

  @Test
  void takesAComponentThatCanNotBeAskedForSilent() {
    Components.Breaker sound = new Components.Breaker();
    attachments.breaker("sound", sound);
    attachments.breaker("broken", new BrokenBreaker());
    sound.successes = 1;
    assertThat(attachments.coverage().silent())
        .extracting(Coverage::name)
        .containsExactly("broken");
  }

  @Test
  void refusesAWindowInWhichNothingCanHappen() {
    assertThatThrownBy(() -> attachments.coverage(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Invalid window PT0S");
  }

  private static final class BrokenBreaker implements BreakerFigures {
    @Override
    public State state() {
      throw new IllegalStateException("closed");
    }

    @Override
    public long successes() {
      throw new IllegalStateException("closed");
    }

    @Override
    public long failures() {
      throw new IllegalStateException("closed");
    }

    @Override
    public long refusals() {
      throw new IllegalStateException("closed");
    }
  }
}
