package io.kubernaut.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@Tag("BR-SVC-006")
class PlatformThreadsTest {

  private static final Duration LONG = Duration.ofSeconds(20);

  private final PlatformThreads threads = new PlatformThreads("test", 2);
  private final CountDownLatch release = new CountDownLatch(1);

  @AfterEach
  void end() {
    release.countDown();
    threads.await(LONG);
    assertThat(threads.live()).as("places still taken").isZero();
  }

  private void block() {
    Waits.forLatch(release, LONG);
  }

  @Test
  void aPoolsThreadsCountAndAreLimitedHoweverThePoolStartsThem() {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            4, 4, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(), threads.factory("pool"));
    pool.execute(this::block);
    pool.execute(this::block);
    assertThat(threads.live()).isEqualTo(2);
    assertThatThrownBy(() -> pool.execute(this::block))
        .isInstanceOf(OverloadException.class)
        .hasMessageContaining("threads kubernaut-test-*");
    release.countDown();
    assertThat(Pools.end(pool, LONG)).isTrue();
  }

  @Test
  void aThreadThatWasMadeAndNotStartedCountsUntilTheEndOfAll() {
    Thread idle = threads.named("idle", () -> {});
    assertThat(threads.live()).isEqualTo(1);
    threads.await(LONG);
    assertThat(threads.live()).isZero();
    assertThat(idle.getState()).isEqualTo(Thread.State.NEW);
  }

  @Test
  void aThreadThatEndsOrDiesMakesRoomForAnother() {
    for (int i = 0; i < 10; i++) {
      Thread thread = threads.named("short", i % 2 == 0 ? () -> {} : PlatformThreadsTest::die);
      thread.start();
      assertThat(Waits.forThread(thread, LONG)).isTrue();
    }
    assertThat(threads.live()).isZero();
  }

  private static void die() {
    throw new IllegalStateException("expected by the test");
  }

  @Test
  void aThreadNeverStartedGivesItsPlaceBackWhenItIsCollected() {
    threads.named("forgotten", () -> {});
    threads.named("forgotten", () -> {});
    long deadline = System.nanoTime() + LONG.toNanos();
    while (threads.live() > 0 && System.nanoTime() < deadline) {
      System.gc();
    }
    assertThat(threads.live()).isZero();
  }

  @Test
  void stoppingGetsItsThreadPastTheLimit() {
    threads.named("a", this::block).start();
    threads.named("b", this::block).start();
    assertThatThrownBy(() -> threads.named("c", () -> {})).isInstanceOf(OverloadException.class);
    Thread stop = threads.unlimited("stop", () -> {});
    stop.start();
    assertThat(Waits.forThread(stop, LONG)).isTrue();
  }
}
