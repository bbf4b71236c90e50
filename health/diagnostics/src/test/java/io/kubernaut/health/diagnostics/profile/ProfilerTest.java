package io.kubernaut.health.diagnostics.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubernaut.core.runtime.Platform;
import io.kubernaut.core.testing.ChildJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import jdk.jfr.FlightRecorder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("BR-HEALTH-008")
class ProfilerTest {

  private static final AtomicReference<Object> KEPT = new AtomicReference<>();

  @TempDir private Path folder;
  private final Platform platform = Platform.builder("profiled").start();
  private final AtomicBoolean ended = new AtomicBoolean();

  @AfterEach
  void stop() {
    ended.set(true);
    platform.close();
  }

  private void work(Runnable task) {
    platform
        .threads("work")
        .newThread(
            () -> {
              while (!ended.get()) {
                task.run();
              }
            })
        .start();
  }

  private static final class Ledger {}

  private static void hot() {
    long sum = 0;
    for (int i = 0; i < 100_000; i++) {
      sum = sum * 31 + i;
    }
    KEPT.set(new long[1_000]);
    KEPT.set(sum);
  }

  private static void hold(Object lock) {
    synchronized (lock) {
      for (int i = 0; i < 20; i++) {
        hot();
      }
    }
  }

  @Test
  void namesWhatRanWhatWasAllocatedAndWhatWasWaitedFor() throws Exception {
    Ledger lock = new Ledger();
    work(() -> hold(lock));
    work(() -> hold(lock));
    try (Profiler profiler = Profiler.open(platform, folder)) {
      Profile profile = profiler.profile(Duration.ofSeconds(2)).get();

      assertThat(profile.methods())
          .first()
          .extracting(Profile.Share::name)
          .asString()
          .endsWith("ProfilerTest.hot");
      assertThat(profile.allocations())
          .anyMatch(
              share ->
                  share.name().startsWith("[J at ") && share.name().endsWith("ProfilerTest.hot"));
      assertThat(profile.locks())
          .anyMatch(
              share ->
                  share
                      .name()
                      .equals(
                          Ledger.class.getName()
                              + " at "
                              + ProfilerTest.class.getName()
                              + ".hold"));
      assertThat(profile.overhead().bytes()).isPositive();
      assertThat(profile.overhead().coresDuring()).isPositive();
      assertThat(profile.text()).contains("Methods (samples):", "Overhead: ");
      assertThat(folder).isDirectoryNotContaining("glob:**.jfr");
    }
  }

  @Test
  void sharesOneRecordingAmongThoseWhoAskAtATime() throws Exception {
    try (Profiler profiler = Profiler.open(platform, folder)) {
      CompletableFuture<Profile> longer = profiler.profile(Duration.ofMillis(1_200));
      CompletableFuture<Profile> shorter = profiler.profile(Duration.ofMillis(400));

      assertThat(shorter.get().window()).isLessThan(longer.get().window());
      assertThat(profiler.recordings()).isEqualTo(1);

      profiler.profile(Duration.ofMillis(200)).get();
      assertThat(profiler.recordings()).isEqualTo(2);
    }
  }

  @Test
  void refusesAWindowThatIsTooLong() throws Exception {
    try (Profiler profiler = Profiler.open(platform, folder)) {
      assertThatThrownBy(() -> profiler.profile(Duration.ofHours(1)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "Invalid window PT1H to record: give more than nothing and at most PT5M, for example PT10S.");
    }
  }

  @Test
  void saysClearlyThatARuntimeHasNoFlightRecorder() throws Exception {
    try (ChildJvm child =
        ChildJvm.of(WithoutRecorder.class)
            .options(
                "-Xmx64m",
                "--limit-modules",
                "java.base,java.logging,java.management,jdk.management,java.net.http")
            .start(folder.toString())) {
      assertThat(child.awaitLine("said "))
          .isEqualTo(
              "said This Java runtime has no flight recorder: start it with --add-modules jdk.jfr, and have jlink add that module to an image.");
    }
  }

  /** Runs where the module is missing. */
  static final class WithoutRecorder {

    private WithoutRecorder() {}

    public static void main(String[] arguments) throws Exception {
      try (Platform platform = Platform.builder("bare").start();
          Profiler profiler = Profiler.open(platform, Path.of(arguments[0], "bare"))) {
        CompletableFuture<Profile> profile = profiler.profile(Duration.ofSeconds(1));
        System.out.println(
            "said " + profile.handle((none, failure) -> failure.getMessage()).join());
      }
    }
  }

  private static void assertClosed(CompletableFuture<Profile> profile) {
    assertThatThrownBy(() -> profile.get(10, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasRootCauseMessage("The profiler is closed. Open another.");
  }

  @Test
  @Timeout(60)
  void failsProfilesUnderWayAndLaterOnesWhenItIsClosed() throws Exception {
    Profiler profiler = Profiler.open(platform, folder);
    CompletableFuture<Profile> underWay = profiler.profile(Duration.ofMinutes(5));
    profiler.close();
    profiler.close();

    assertClosed(underWay);
    assertClosed(profiler.profile(Duration.ofSeconds(1)));
    assertThat(profiler.recordings()).isEqualTo(1);
  }

  @Test
  @Timeout(60)
  void endsItsRecordingWhenTheEndOfAProfileCannotBeScheduled() throws Exception {
    try (Profiler profiler = Profiler.open(platform, folder)) {
      platform.close();

      assertThat(profiler.profile(Duration.ofSeconds(1))).isCompletedExceptionally();
      assertThat(FlightRecorder.getFlightRecorder().getRecordings())
          .noneMatch(recording -> recording.getName().equals("kubernaut-profiled"));
    }
  }

  @Test
  @Timeout(60)
  void deletesWhatAProcessThatWasKilledHasLeft() throws Exception {
    Files.writeString(folder.resolve("profile-7.jfr"), "half");
    Files.writeString(folder.resolve("mine.jfr"), "whole");
    try (Profiler profiler = Profiler.open(platform, folder)) {
      assertThat(profiler.recordings()).isZero();
      assertThat(folder.resolve("profile-7.jfr")).doesNotExist();
      assertThat(folder.resolve("mine.jfr")).exists();
    }
  }

  @Test
  @Timeout(60)
  void freesItsFolderWhenItCannotOpen() throws Exception {
    Platform gone = Platform.builder("gone").start();
    gone.close();
    assertThatThrownBy(() -> Profiler.open(gone, folder)).isInstanceOf(IllegalStateException.class);
    Profiler.open(platform, folder).close();
  }
}
