package io.kubernaut.health.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubernaut.core.runtime.Platform;
import io.kubernaut.core.runtime.PlatformEvent;
import io.kubernaut.core.storage.Storage;
import io.kubernaut.core.testing.TestPlatform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import jdk.jfr.FlightRecorder;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("BR-HEALTH-008")
class EvidenceTest {

  private static final EvidenceLimits LIMITS =
      new EvidenceLimits(2, 16 << 20, Duration.ofMinutes(10), Duration.ofMinutes(1));

  @TempDir private Path folder;
  private final TestPlatform test = TestPlatform.seeded(5);
  private final Platform platform = test.platform("orders").start();

  /** As health publishes it. */
  private record Happened(Instant time, String type, String source, Map<String, String> attributes)
      implements PlatformEvent {}

  @AfterEach
  void stop() {
    platform.close();
  }

  private Diagnostics open(EvidenceLimits limits) {
    return Diagnostics.builder(platform)
        .folder(folder)
        .evidence(EvidenceTrigger.checkDown(), limits)
        .open();
  }

  private void publish(String type, String source, Map<String, String> attributes) {
    platform
        .events()
        .publish(new Happened(platform.wallClock().instant(), type, source, attributes));
    test.advance(Duration.ZERO);
  }

  private void down(String check) {
    publish(
        "health.check",
        check,
        Map.of("to", "DOWN", "impactedBy", "", "message", "no connection, password=S3cr3tCanary"));
  }

  private EvidenceTaken awaitTaken(int count) {
    List<EvidenceTaken> taken = List.of();
    while (taken.size() < count) {
      taken = platform.events().since(Instant.EPOCH, EvidenceTaken.class);
      Thread.onSpinWait();
    }
    return taken.get(count - 1);
  }

  private String read(EvidenceTaken taken, String file) throws Exception {
    return Files.readString(folder.resolve("evidence").resolve(taken.source()).resolve(file));
  }

  @Test
  void isTakenWhenACheckGoesDown() throws Exception {
    try (Diagnostics diagnostics = open(LIMITS)) {
      publish("config.applied", "pool", Map.of("size", "1", "secret", "none"));
      down("database");
      EvidenceTaken taken = awaitTaken(1);

      assertThat(taken.files())
          .containsExactly(
              "threads.txt",
              "heap.txt",
              "reason.txt",
              "change.txt",
              "events.txt",
              "window.jfr",
              "profile.txt");
      assertThat(taken.missing()).isEmpty();
      assertThat(taken.reason())
          .isEqualTo("\"database\" is DOWN: no connection, password=[redacted]");
      assertThat(read(taken, "threads.txt")).contains(Thread.currentThread().getName());
      assertThat(read(taken, "heap.txt"))
          .startsWith("Change since 2026-01-01T00:00:00Z:")
          .contains("java.lang.String");
      assertThat(read(taken, "change.txt"))
          .startsWith("2026-01-01T00:00:00Z config.applied pool ")
          .contains("size=1");
      assertThat(read(taken, "events.txt"))
          .contains("health.check database")
          .doesNotContain("S3cr3tCanary");
      Path recording = folder.resolve("evidence").resolve(taken.source()).resolve("window.jfr");
      assertThat(RecordingFile.readAllEvents(recording)).isNotNull();
      assertThat(read(taken, "profile.txt"))
          .contains("Methods (samples):", "Locks (seconds waited):", "Pauses: ");
      assertThat(diagnostics.evidence().orElseThrow().kept()).containsExactly(taken.source());
    }
  }

  @Test
  void isTakenWhenABreachIsForeseen() {
    try (Diagnostics diagnostics =
        Diagnostics.builder(platform)
            .folder(folder)
            .evidence(EvidenceTrigger.checkDown().or(EvidenceTrigger.breachForeseen()), LIMITS)
            .open()) {
      publish("health.flapping", "disk", Map.of());
      publish("health.breachForeseen", "disk", Map.of("message", "full in 2 h"));

      assertThat(awaitTaken(1).reason())
          .isEqualTo("\"disk\" is foreseen to break its limit: full in 2 h");
      assertThat(diagnostics.evidence().orElseThrow().refused()).isZero();
    }
  }

  @Test
  void namesTheDeadlockThatBroughtACheckDown() throws Exception {
    try (Diagnostics diagnostics = open(LIMITS);
        Ring ring = new Ring()) {
      ring.await(diagnostics);
      down("orders");

      assertThat(read(awaitTaken(1), "threads.txt"))
          .contains("Deadlock of 2 threads: ", "\"ring-a\" waits for", "held by \"ring-b\"");
    }
  }

  /** Two threads in a deadlock that can be ended. */
  private static final class Ring implements AutoCloseable {

    private final ReentrantLock one = new ReentrantLock();
    private final ReentrantLock two = new ReentrantLock();
    private final CountDownLatch both = new CountDownLatch(2);
    private final Thread a = new Thread(() -> hold(one, two), "ring-a");
    private final Thread b = new Thread(() -> hold(two, one), "ring-b");

    Ring() {
      a.start();
      b.start();
    }

    void await(Diagnostics diagnostics) {
      while (diagnostics.deadlocks().isEmpty()) {
        Thread.onSpinWait();
      }
    }

    private void hold(ReentrantLock first, ReentrantLock second) {
      first.lock();
      try {
        both.countDown();
        both.await();
        second.lockInterruptibly();
        second.unlock();
      } catch (InterruptedException ended) {
        Thread.currentThread().interrupt();
      } finally {
        first.unlock();
      }
    }

    @Override
    public void close() {
      a.interrupt();
      b.interrupt();
      while (a.isAlive() || b.isAlive()) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void isTakenAtMostOnceInTenMinutes() throws Exception {
    try (Diagnostics diagnostics = open(LIMITS)) {
      Evidence evidence = diagnostics.evidence().orElseThrow();
      down("database");
      awaitTaken(1);
      down("cache");
      test.advance(Duration.ofMinutes(9));
      down("queue");

      assertThat(evidence.refused()).isEqualTo(2);
      assertThat(evidence.kept()).hasSize(1);

      test.advance(Duration.ofMinutes(1));
      down("queue");
      awaitTaken(2);
      assertThat(evidence.kept()).hasSize(2);
    }
  }

  @Test
  void keepsTheNewestWithinItsLimits() throws Exception {
    try (Diagnostics diagnostics = open(LIMITS)) {
      Evidence evidence = diagnostics.evidence().orElseThrow();
      String third = "";
      for (int i = 1; i <= 3; i++) {
        third = evidence.capture("failure " + i).orElseThrow().get().source();
        test.advance(Duration.ofMinutes(10));
      }

      assertThat(evidence.kept()).hasSize(2).last().isEqualTo(third);
      assertThat(evidence.bytes()).isPositive().isLessThan(LIMITS.bytes());
    }
  }

  @Test
  void countsWhatAnEarlierRunHasLeft() throws Exception {
    for (int run = 1; run <= 3; run++) {
      try (Diagnostics diagnostics = open(LIMITS)) {
        diagnostics.evidence().orElseThrow().capture("run " + run).orElseThrow().get();
        assertThat(diagnostics.evidence().orElseThrow().kept()).hasSize(Math.min(run, 2));
      }
      test.advance(Duration.ofMinutes(10));
    }
  }

  @Test
  void isNotTakenForChecksThatOnlyFollow() {
    EvidenceTrigger trigger = EvidenceTrigger.checkDown();
    Instant now = Instant.EPOCH;

    assertThat(
            trigger.reason(
                new Happened(
                    now, "health.check", "orders", Map.of("to", "DOWN", "impactedBy", "database"))))
        .isEmpty();
    assertThat(
            trigger.reason(
                new Happened(now, "health.check", "orders", Map.of("to", "UP", "impactedBy", ""))))
        .isEmpty();
    assertThat(trigger.reason(new Happened(now, "leader.changed", "orders", Map.of("to", "DOWN"))))
        .isEmpty();
  }

  @Test
  void isNotTakenWithoutAFolder() {
    try (Diagnostics diagnostics =
        Diagnostics.builder(platform).evidence(EvidenceTrigger.checkDown(), LIMITS).open()) {
      assertThat(diagnostics.evidence()).isEmpty();
    }
  }

  @Test
  void refusesLimitsThatKeepNothing() {
    assertThatThrownBy(() -> new EvidenceLimits(0, 0, Duration.ZERO, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Invalid limits of evidence: 0 captures, 0 bytes, PT0S between, window PT0S. Keep at least 1 capture and 1 MiB, and a positive window.");
  }

  @Test
  void leavesNothingOpenWhereASecondIsRefused() throws Exception {
    Path other = folder.resolve("other");
    try (Diagnostics first = open(LIMITS)) {
      DiagnosticsBuilder second =
          Diagnostics.builder(platform).folder(other).evidence(EvidenceTrigger.checkDown(), LIMITS);
      assertThatThrownBy(second::open).isInstanceOf(IllegalArgumentException.class);
      assertThat(first.evidence()).isPresent();
    }
    assertThat(FlightRecorder.getFlightRecorder().getRecordings())
        .noneMatch(recording -> recording.getName().equals("kubernaut-orders-window"));
    Storage.open(other.resolve("profiles")).close();
    Storage.open(other.resolve("evidence")).close();
  }
}
