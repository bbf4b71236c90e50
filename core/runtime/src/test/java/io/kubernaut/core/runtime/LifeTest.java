package io.kubernaut.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kubernaut.core.runtime.LifecycleEvent.StateChanged;
import io.kubernaut.core.runtime.LifecycleEvent.StepFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
@Tag("BR-KUBE-002")
class LifeTest {

  private static final Duration LONG = Duration.ofSeconds(20);

  private final List<String> journal = new CopyOnWriteArrayList<>();

  private Probe probe(String name, String... dependsOn) {
    return new Probe(name, journal, dependsOn);
  }

  @Test
  void aFailedStartStopsWhatWasStartedAndTellsEverythingThatWentWrong() {
    IOException cause = new IOException("port 8080 is in use");
    IllegalStateException stopping = new IllegalStateException("cannot flush");
    PlatformBuilder builder =
        Platform.builder("orders")
            .component(probe("store").onStop(budget -> failWith(stopping)))
            .component(probe("server", "store").onStart(platform -> failWith(cause)))
            .component(probe("console", "server"));
    StartException thrown = catchThrowableOfType(StartException.class, builder::start);
    assertThat(thrown)
        .hasMessage(
            "Platform \"orders\" did not start: component \"server\" failed: IOException: port 8080 is in use")
        .hasCause(cause)
        .hasSuppressedException(stopping);
    assertThat(thrown.component()).isEqualTo("server");
    assertThat(journal).containsExactly("start store", "start server", "stop server", "stop store");
  }

  private static void failWith(Exception failure) throws Exception {
    throw failure;
  }

  @Test
  void whatIsBeingStoppedAsThePlatformClosesIsNotStoppedTwice() throws Exception {
    CountDownLatch layingDown = new CountDownLatch(1);
    CountDownLatch closing = new CountDownLatch(1);
    Probe lost =
        probe("lost")
            .optional()
            .onStop(
                budget -> {
                  layingDown.countDown();
                  Waits.forLatch(closing, LONG);
                });
    Platform platform =
        Platform.builder("orders")
            .component(lost)
            .component(probe("last", "lost").optional().onStop(budget -> closing.countDown()))
            .start();
    platform.lifeline(lost).failed(new IOException("connection lost"));
    assertThat(layingDown.await(20, TimeUnit.SECONDS)).isTrue();
    platform.close();
    assertThat(journal).containsOnlyOnce("stop lost");
  }

  @Test
  void everyStopRunsAlthoughOneFails() {
    Platform platform =
        Platform.builder("orders")
            .component(probe("a"))
            .component(probe("b", "a").onStop(budget -> failWith(new IOException("broken pipe"))))
            .component(probe("c", "b").onStop(budget -> fail(new StackOverflowError())))
            .start();
    journal.clear();
    platform.close();
    assertThat(journal).containsExactly("stop c", "stop b", "stop a");
    assertThat(platform.events().since(Instant.MIN, StepFailed.class))
        .extracting(StepFailed::source, StepFailed::problem)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("c", "StackOverflowError"),
            org.assertj.core.groups.Tuple.tuple("b", "IOException: broken pipe"));
  }

  private static void fail(Error error) {
    throw error;
  }

  @Test
  void aStopThatHangsIsAbandonedAtItsShareAndTheOthersStillStop() {
    CountDownLatch never = new CountDownLatch(1);
    Platform platform =
        Platform.builder("orders")
            .stopBudget(Duration.ofMillis(400))
            .component(probe("a"))
            .component(probe("b", "a").onStop(budget -> Waits.forLatch(never, LONG)))
            .component(probe("c", "b"))
            .start();
    long begin = System.nanoTime();
    platform.close();
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    assertThat(journal).endsWith("stop c", "stop b", "stop a");
    assertThat(took).isLessThan(Duration.ofSeconds(4));
    assertThat(platform.state()).isEqualTo(PlatformState.STOPPED);
    assertThat(platform.events().since(Instant.MIN, StepFailed.class))
        .singleElement()
        .satisfies(event -> assertThat(event.problem()).contains("abandoned"));
    assertThat(platform.footprint().threads()).as("the abandoned one").isEqualTo(1);
    never.countDown();
  }

  @Test
  void aStartThatHangsFailsThePlatform() {
    CountDownLatch never = new CountDownLatch(1);
    PlatformBuilder builder =
        Platform.builder("orders")
            .startBudget(Duration.ofMillis(100))
            .component(probe("store").onStart(platform -> never.await()));
    assertThatThrownBy(builder::start)
        .isInstanceOf(StartException.class)
        .hasCauseInstanceOf(TimeoutException.class)
        .hasMessageContaining("took longer than PT0.1S");
    assertThat(journal).containsExactly("start store", "stop store");
  }

  @Test
  void closingTwiceAndFromManyThreadsStopsOnce() {
    Platform platform = Platform.builder("orders").component(probe("a")).start();
    List<CompletableFuture<PlatformState>> closers =
        java.util.stream.IntStream.range(0, 8)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> closed(platform)))
            .toList();
    assertThat(closers)
        .allSatisfy(closer -> assertThat(closer.join()).isEqualTo(PlatformState.STOPPED));
    platform.close();
    assertThat(journal).containsExactly("start a", "stop a");
  }

  private static PlatformState closed(Platform platform) {
    platform.close();
    return platform.state();
  }

  @Test
  void anInterruptedThreadClosesAndStaysInterrupted() {
    Platform platform = Platform.builder("orders").component(probe("a")).start();
    Thread.currentThread().interrupt();
    platform.close();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(platform.state()).isEqualTo(PlatformState.STOPPED);
    assertThat(journal).contains("stop a");
  }

  @Test
  void aTaskMayCloseItsPlatform() throws InterruptedException {
    CountDownLatch stopped = new CountDownLatch(1);
    Platform platform =
        Platform.builder("orders")
            .component(probe("a").onStop(budget -> stopped.countDown()))
            .start();
    platform.scheduler().once("the end", Duration.ZERO, platform::close);
    assertThat(stopped.await(10, TimeUnit.SECONDS)).isTrue();
    platform.close();
    assertThat(platform.state()).isEqualTo(PlatformState.STOPPED);
    assertThat(platform.footprint().threads()).isZero();
  }

  @Test
  void aComponentMayCloseThePlatformItIsStartedBy() {
    PlatformBuilder builder =
        Platform.builder("orders")
            .component(probe("a"))
            .component(probe("b", "a").onStart(Platform::close))
            .component(probe("c", "b"));
    assertThatThrownBy(builder::start)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("The platform was closed while it started.");
    assertThat(journal).containsExactly("start a", "start b", "stop b", "stop a");
  }

  @Test
  void aStopMayCloseThePlatformAgain() {
    AtomicReference<Platform> self = new AtomicReference<>();
    Platform platform =
        Platform.builder("orders")
            .component(probe("a").onStop(budget -> self.get().close()))
            .start();
    self.set(platform);
    platform.close();
    assertThat(platform.state()).isEqualTo(PlatformState.STOPPED);
  }

  @Test
  void closingWhileItStartsEndsTheStart() throws InterruptedException {
    CountDownLatch inStart = new CountDownLatch(1);
    AtomicReference<Platform> starting = new AtomicReference<>();
    Probe slow =
        probe("slow")
            .onStart(
                platform -> {
                  starting.set(platform);
                  inStart.countDown();
                  new CountDownLatch(1).await();
                });
    CompletableFuture<Platform> start =
        CompletableFuture.supplyAsync(Platform.builder("orders").component(slow)::start);
    assertThat(inStart.await(10, TimeUnit.SECONDS)).isTrue();
    starting.get().close();
    assertThat(starting.get().state()).isEqualTo(PlatformState.STOPPED);
    assertThat(start).failsWithin(Duration.ofSeconds(10));
    assertThat(journal).containsExactly("start slow", "stop slow");
  }

  @Test
  void announcesEveryState() {
    Platform platform = Platform.builder("orders").component(probe("a")).start();
    List<PlatformState> heard = new CopyOnWriteArrayList<>();
    platform.events().subscribe("test", StateChanged.class, changed -> heard.add(changed.to()));
    platform.close();
    assertThat(platform.events().since(Instant.MIN, StateChanged.class))
        .extracting(StateChanged::from, StateChanged::to)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(PlatformState.STARTING, PlatformState.RUNNING),
            org.assertj.core.groups.Tuple.tuple(PlatformState.RUNNING, PlatformState.STOPPING),
            org.assertj.core.groups.Tuple.tuple(PlatformState.STOPPING, PlatformState.STOPPED));
    assertThat(heard)
        .as("delivered before close returned")
        .containsExactly(PlatformState.STOPPING, PlatformState.STOPPED);
  }

  @Test
  void saysInTheTerminationMessageWhyItDidNotStart(@TempDir Path folder) throws IOException {
    Path message = folder.resolve("termination-log");
    PlatformBuilder builder =
        Platform.builder("orders")
            .terminationMessage(message)
            .component(probe("store").onStart(platform -> failWith(new IOException("disk full"))));
    assertThatThrownBy(builder::start).isInstanceOf(StartException.class);
    assertThat(Files.readString(message))
        .contains("Platform \"orders\" did not start")
        .contains("disk full");
  }

  @Test
  void saysInTheTerminationMessageThatItWasStoppedByForce(@TempDir Path folder) throws IOException {
    Path message = folder.resolve("termination-log");
    Platform platform =
        Platform.builder("orders")
            .terminationMessage(message)
            .stopBudget(Duration.ofMillis(50))
            .component(probe("store").onStop(budget -> new CountDownLatch(1).await()))
            .start();
    platform.close();
    assertThat(Files.readString(message)).contains("was stopped by force: ").contains("stop-store");
  }

  @Test
  void aTerminationMessageThatCannotBeWrittenHarmsNobody(@TempDir Path folder) {
    PlatformBuilder builder =
        Platform.builder("orders")
            .terminationMessage(folder)
            .component(probe("store").onStart(platform -> failWith(new IOException("disk full"))));
    assertThatThrownBy(builder::start).isInstanceOf(StartException.class);
  }
}
