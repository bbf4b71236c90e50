package io.kubernaut.health.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.core.runtime.Platform;
import io.kubernaut.types.health.HealthStatus;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A thousand checks on real threads, one in twenty of which never comes back. */
@Tag("BR-PERF-007")
@Tag("BR-HEALTH-002")
@Timeout(60)
class HangingTest {

  private static final int CHECKS = 1_000;
  private static final int HANGING = 50;
  private static final int AT_A_TIME = 8;
  private static final int BESIDE = 64;

  /** The rest of the second is for a machine that does other things too. */
  private static final Duration DEADLINE = Duration.ofMillis(500);

  private final CountDownLatch never = new CountDownLatch(1);
  private final CountDownLatch allJudged = new CountDownLatch(1);
  private final Map<String, Long> begun = new ConcurrentHashMap<>();
  private final Map<String, Long> judged = new ConcurrentHashMap<>();

  @Test
  void everyResultIsThereWithinASecondOfItsStartAndThreadsAreBounded() throws Exception {
    try (Platform platform = Platform.builder("hanging").start()) {
      Health health = Health.builder().threads(AT_A_TIME, BESIDE).start(platform);
      health.onReport(this::note);
      health.check(IntStream.range(0, CHECKS).mapToObj(this::check).toArray(HealthCheck[]::new));

      assertThat(allJudged.await(30, TimeUnit.SECONDS)).as("all judged").isTrue();

      assertThat(begun.size()).isEqualTo(CHECKS);
      begun.forEach(
          (name, begin) ->
              assertThat(Duration.ofNanos(judged.get(name) - begin))
                  .as(name)
                  .isLessThan(Duration.ofSeconds(1)));
      Report report = health.report();
      assertThat(report.checks().values())
          .filteredOn(state -> state.status() == HealthStatus.DOWN)
          .hasSize(HANGING)
          .allMatch(state -> state.message().startsWith("timed out"));
      assertThat(health.statistics().hanging()).isEqualTo(HANGING);
      assertThat(liveThreads()).isBetween((long) HANGING, (long) AT_A_TIME + BESIDE);
      never.countDown();
    }
  }

  private HealthCheck check(int number) {
    String name = "c" + number;
    boolean hangs = number % (CHECKS / HANGING) == 7;
    return HealthCheck.named(name, () -> look(name, hangs))
        .timeout(DEADLINE)
        .slowAfter(DEADLINE)
        .interval(Duration.ofMinutes(1));
  }

  private boolean look(String name, boolean hangs) {
    begun.putIfAbsent(name, System.nanoTime());
    while (hangs && never.getCount() > 0) {
      try {
        never.await();
      } catch (InterruptedException ignoredForEver) {
        // The worst kind: it does not listen to the interrupt either.
      }
    }
    return true;
  }

  private void note(Report report) {
    long now = System.nanoTime();
    for (CheckState state : report.checks().values()) {
      if (state.time() != null) {
        judged.putIfAbsent(state.name(), now);
      }
    }
    if (judged.size() == CHECKS) {
      allJudged.countDown();
    }
  }

  private static long liveThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("kubernaut-hanging-check"))
        .count();
  }
}
