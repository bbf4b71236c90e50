package io.kubernaut.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
@Tag("BR-SVC-006")
class BoundedExecutorTest {

  private final Platform platform = Platform.builder("orders").start();
  private final CountDownLatch release = new CountDownLatch(1);

  @AfterEach
  void close() {
    release.countDown();
    platform.close();
  }

  private void block(CountDownLatch begun) {
    begun.countDown();
    Waits.forLatch(release, Duration.ofSeconds(20));
  }

  @Test
  void refusesWhatFitsNeitherThreadsNorQueueAndCountsIt() throws InterruptedException {
    BoundedExecutor executor = platform.executor("work", new ExecutorLimits(2, 3));
    CountDownLatch begun = new CountDownLatch(2);
    for (int i = 0; i < 5; i++) {
      executor.execute(() -> block(begun));
    }
    assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
    OverloadException refusal =
        catchThrowableOfType(OverloadException.class, () -> executor.execute(() -> {}));
    assertThat(refusal)
        .hasMessage(
            "Full: executor \"work\" (threads and queue) holds at most 5. Shed load, try later, or raise the limit.");
    assertThat(refusal.limit()).isEqualTo(5);
    assertThat(refusal.resource()).contains("work");
    assertThat(executor.refused()).isEqualTo(1);
    assertThat(executor.queued()).isEqualTo(3);
    assertThat(executor.active()).isEqualTo(2);
    assertThat(platform.footprint().refused()).isEqualTo(1);
    assertThat(platform.footprint().queued()).isEqualTo(3);
    assertThat(platform.footprint().threads()).isEqualTo(2);
  }

  @Test
  void withoutAQueueItTakesOnlyWhatRunsAtOnce() throws InterruptedException {
    BoundedExecutor executor = platform.executor("work", new ExecutorLimits(1, 0));
    CountDownLatch begun = new CountDownLatch(1);
    executor.execute(() -> block(begun));
    assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
    assertThatThrownBy(() -> executor.execute(() -> {})).isInstanceOf(OverloadException.class);
  }

  @Test
  void aTaskThatThrowsIsCountedAndCostsNoThread() throws InterruptedException {
    BoundedExecutor executor = platform.executor("work", new ExecutorLimits(1, 10));
    CountDownLatch after = new CountDownLatch(1);
    executor.execute(
        () -> {
          throw new AssertionError("boom");
        });
    executor.execute(after::countDown);
    assertThat(after.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(executor.failed()).isEqualTo(1);
  }

  @Test
  void closedWithItsPlatformItFinishesItsQueueAndRefusesMore() {
    BoundedExecutor executor = platform.executor("work", new ExecutorLimits(1, 10));
    CountDownLatch done = new CountDownLatch(5);
    for (int i = 0; i < 5; i++) {
      executor.execute(done::countDown);
    }
    platform.close();
    assertThat(done.getCount()).isZero();
    assertThatThrownBy(() -> executor.execute(() -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Executor \"work\" is closed.");
    assertThatThrownBy(() -> platform.executor("late", new ExecutorLimits(1, 1)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aNameIsFreeAgainOnceItsExecutorIsClosed() {
    BoundedExecutor first = platform.executor("work", new ExecutorLimits(1, 1));
    assertThatThrownBy(() -> platform.executor("work", new ExecutorLimits(1, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Executor \"work\" exists already: share it, or choose another name.");
    first.close();
    assertThat(platform.executor("work", new ExecutorLimits(2, 1)).limits().threads()).isEqualTo(2);
  }

  @Test
  void refusesLimitsThatHoldNothing() {
    assertThatThrownBy(() -> new ExecutorLimits(0, 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Give at least 1 thread");
  }
}
