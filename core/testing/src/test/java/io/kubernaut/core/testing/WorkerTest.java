package io.kubernaut.core.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.core.runtime.LifecycleEvent.ComponentFailed;
import io.kubernaut.core.runtime.LifecycleEvent.StepFailed;
import io.kubernaut.core.runtime.Lifeline;
import io.kubernaut.core.runtime.Platform;
import io.kubernaut.core.runtime.PlatformState;
import io.kubernaut.core.runtime.RestartPolicy;
import io.kubernaut.core.runtime.Worker;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
@Tag("BR-REL-004")
class WorkerTest {

  private static final RestartPolicy POLICY =
      RestartPolicy.standard().delays(Duration.ofSeconds(1), Duration.ofSeconds(1)).jitter(0);

  private final TestPlatform test = TestPlatform.seeded(42);
  private final BlockingQueue<Lifeline> begun = new LinkedBlockingQueue<>();
  private final CountDownLatch release = new CountDownLatch(1);

  private Lifeline next() throws InterruptedException {
    Lifeline lifeline = begun.poll(10, TimeUnit.SECONDS);
    assertThat(lifeline).as("a thread that has begun").isNotNull();
    return lifeline;
  }

  /** Waits until the worker's thread has reported its own end, which it does without the clock. */
  private void awaitLost(Platform platform) throws InterruptedException {
    BlockingQueue<ComponentFailed> failures = new LinkedBlockingQueue<>();
    platform.events().subscribe("test", ComponentFailed.class, failures::add);
    while (platform.events().since(Instant.MIN, ComponentFailed.class).isEmpty()) {
      test.scheduler().runDue();
      failures.poll(1, TimeUnit.MILLISECONDS);
    }
  }

  @Test
  void aWorkerWhoseLoopThrowsBeginsAnew() throws InterruptedException {
    CountDownLatch first = new CountDownLatch(1);
    Worker worker =
        Worker.named(
                "collector",
                lifeline -> {
                  begun.add(lifeline);
                  if (first.getCount() > 0) {
                    first.countDown();
                    throw new OutOfMemoryError("made up");
                  }
                  release.await();
                })
            .restart(POLICY);
    try (Platform platform = test.platform("orders").component(worker).start()) {
      next();
      awaitLost(platform);
      assertThat(platform.state()).isEqualTo(PlatformState.DEGRADED);
      test.advance(Duration.ofSeconds(1));
      assertThat(next().beat()).isTrue();
      assertThat(platform.state()).isEqualTo(PlatformState.RUNNING);
    }
  }

  @Test
  void aWorkerThatEndsByItselfBeginsAnew() throws InterruptedException {
    Worker worker = Worker.named("collector", begun::add).restart(POLICY);
    try (Platform platform = test.platform("orders").component(worker).start()) {
      next();
      awaitLost(platform);
      assertThat(platform.components().get(0).problem())
          .contains("IllegalStateException: the worker ended though nobody stopped it");
      test.advance(Duration.ofSeconds(1));
      next();
    }
  }

  @Test
  void aStuckThreadIsReplacedAndItsLifelineCut() throws InterruptedException {
    Worker worker =
        Worker.named("collector", this::hang).restart(POLICY).heartbeat(Duration.ofSeconds(10));
    try (Platform platform = test.platform("orders").component(worker).start()) {
      Lifeline stuck = next();
      assertThat(stuck.beat()).isTrue();
      test.advance(Duration.ofSeconds(14));
      Lifeline replacement = next();
      assertThat(stuck.beat()).isFalse();
      assertThat(replacement.beat()).isTrue();
      assertThat(platform.state()).isEqualTo(PlatformState.RUNNING);
      assertThat(platform.events().since(Instant.MIN, StepFailed.class))
          .singleElement()
          .satisfies(
              event ->
                  assertThat(event.problem())
                      .isEqualTo(
                          "TimeoutException: thread kubernaut-orders-collector-1 does not end"));
      release.countDown();
    }
  }

  private void hang(Lifeline lifeline) {
    begun.add(lifeline);
    boolean released = false;
    while (!released) {
      try {
        released = release.await(20, TimeUnit.SECONDS);
      } catch (InterruptedException ignoredOnPurpose) {
        released = false;
      }
    }
  }

  @Test
  void stoppingInterruptsTheThreadAndWaitsForIt() throws InterruptedException {
    CountDownLatch ended = new CountDownLatch(1);
    Worker worker =
        Worker.named(
            "collector",
            lifeline -> {
              begun.add(lifeline);
              try {
                release.await();
              } finally {
                ended.countDown();
              }
            });
    Platform platform = test.platform("orders").component(worker.optional()).start();
    next();
    platform.close();
    assertThat(ended.getCount()).isZero();
    assertThat(platform.footprint().threads()).isZero();
  }
}
