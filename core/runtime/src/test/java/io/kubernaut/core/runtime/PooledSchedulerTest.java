package io.kubernaut.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PooledSchedulerTest {

  private static final Duration AT_ONCE = Duration.ZERO;
  private static final Duration OFTEN = Duration.ofMillis(1);

  private final PlatformThreads threads = new PlatformThreads("test", 64);
  private final List<String> stuck = new CopyOnWriteArrayList<>();
  private final CountDownLatch release = new CountDownLatch(1);
  private PooledScheduler scheduler = scheduler(Duration.ofMinutes(1));

  private PooledScheduler scheduler(Duration stuckAfter) {
    return new PooledScheduler(threads, 2, stuckAfter, (task, thread) -> stuck.add(task));
  }

  @AfterEach
  void close() {
    release.countDown();
    scheduler.close();
    threads.await(Duration.ofSeconds(5));
    assertThat(threads.live()).as("threads left behind").isZero();
  }

  private static boolean comes(CountDownLatch latch) throws InterruptedException {
    return latch.await(10, TimeUnit.SECONDS);
  }

  private void block() {
    Waits.forLatch(release, Duration.ofSeconds(20));
  }

  @Test
  void runsATaskOnce() throws InterruptedException {
    AtomicInteger runs = new AtomicInteger();
    CountDownLatch later = new CountDownLatch(1);
    scheduler.once("once", AT_ONCE, runs::incrementAndGet);
    scheduler.once("later", Duration.ofMillis(20), later::countDown);
    assertThat(comes(later)).isTrue();
    assertThat(runs).hasValue(1);
  }

  @Test
  void repeatsATaskAlthoughItThrows() throws InterruptedException {
    CountDownLatch runs = new CountDownLatch(3);
    scheduler.every(
        "failing",
        OFTEN,
        () -> {
          runs.countDown();
          throw new IllegalStateException("boom");
        });
    assertThat(comes(runs)).isTrue();
    assertThat(scheduler.failures()).isGreaterThanOrEqualTo(2);
  }

  @Test
  void tasksOfASecondOrMoreMeetAtWholeSeconds() {
    long second = 1_000_000_000L;
    long origin = Long.MAX_VALUE - second; // the clock may wrap
    assertThat(PooledScheduler.wholeSecond(origin, origin)).isEqualTo(origin);
    assertThat(PooledScheduler.wholeSecond(origin + second / 2, origin)).isEqualTo(origin);
    assertThat(PooledScheduler.wholeSecond(origin + second / 2 + 1, origin))
        .isEqualTo(PooledScheduler.wholeSecond(origin + 3 * second / 2, origin))
        .isEqualTo(origin + second);
  }

  @Test
  void aTaskNeverOverlapsWithItself() throws InterruptedException {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch runs = new CountDownLatch(20);
    scheduler.every(
        "slow",
        OFTEN,
        () -> {
          most.accumulateAndGet(inside.incrementAndGet(), Math::max);
          Waits.pause(Duration.ofMillis(3));
          inside.decrementAndGet();
          runs.countDown();
        });
    assertThat(comes(runs)).isTrue();
    assertThat(most).hasValue(1);
  }

  @Test
  void aCancelledTaskRunsNoMoreAndIsForgotten() throws InterruptedException {
    CountDownLatch first = new CountDownLatch(1);
    Scheduler.Scheduled task = scheduler.every("often", OFTEN, first::countDown);
    Scheduler.Scheduled never = scheduler.once("never", Duration.ofHours(1), () -> {});
    assertThat(comes(first)).isTrue();
    assertThat(scheduler.waiting()).isEqualTo(2);
    task.close();
    task.close();
    never.close();
    assertThat(scheduler.waiting()).isZero();
  }

  @Test
  void namesTheTaskInTheThreadThatRunsIt() throws InterruptedException {
    List<String> names = new CopyOnWriteArrayList<>();
    CountDownLatch done = new CountDownLatch(1);
    scheduler.once(
        "flush",
        AT_ONCE,
        () -> {
          names.add(Thread.currentThread().getName());
          done.countDown();
        });
    assertThat(comes(done)).isTrue();
    assertThat(names).containsExactly("kubernaut-test-scheduler-1 flush");
  }

  @Test
  @Tag("BR-REL-004")
  void stuckTasksAreInterruptedReportedAndTheirThreadsReplaced() throws InterruptedException {
    scheduler.close();
    scheduler = scheduler(Duration.ofMillis(50));
    CountDownLatch begun = new CountDownLatch(2);
    CountDownLatch ended = new CountDownLatch(2);
    for (String name : List.of("one", "two")) {
      scheduler.once(
          name,
          AT_ONCE,
          () -> {
            begun.countDown();
            block();
            ended.countDown();
          });
    }
    assertThat(comes(begun)).isTrue();
    CountDownLatch other = new CountDownLatch(1);
    scheduler.once("other", AT_ONCE, other::countDown);
    assertThat(comes(other)).as("both workers are stuck, a spare one works").isTrue();
    assertThat(stuck).contains("one").hasSizeLessThanOrEqualTo(2);
    release.countDown();
    assertThat(comes(ended)).isTrue();
  }

  @Test
  @Tag("BR-REL-004")
  void aWorkerThatIsKilledIsReplaced() throws InterruptedException {
    CountDownLatch killed = new CountDownLatch(1);
    scheduler.once(
        "suicide",
        AT_ONCE,
        () -> {
          killed.countDown();
          throw new ThreadDeath();
        });
    assertThat(comes(killed)).isTrue();
    CountDownLatch after = new CountDownLatch(4);
    for (int i = 0; i < 4; i++) {
      scheduler.once("after", AT_ONCE, after::countDown);
    }
    assertThat(comes(after)).isTrue();
  }

  @Test
  @Tag("BR-SVC-006")
  void refusesTasksPastItsLimit() {
    for (int i = 0; i < 10_000; i++) {
      scheduler.once("waits", Duration.ofHours(1), () -> {});
    }
    assertThatThrownBy(() -> scheduler.once("one too many", Duration.ofHours(1), () -> {}))
        .isInstanceOfSatisfying(
            OverloadException.class, full -> assertThat(full.limit()).isEqualTo(10_000));
    assertThat(scheduler.refused()).isEqualTo(1);
  }

  @Test
  void afterClosingNothingRunsAndNothingIsTaken() {
    AtomicInteger runs = new AtomicInteger();
    scheduler.once("later", Duration.ofMillis(50), runs::incrementAndGet);
    scheduler.close();
    Waits.pause(Duration.ofMillis(100));
    assertThat(runs).hasValue(0);
    assertThatThrownBy(() -> scheduler.once("late", AT_ONCE, () -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Task \"late\" was not scheduled: its platform is closed.");
  }

  @Test
  void refusesTimesThatMakeNoSense() {
    assertThatThrownBy(() -> scheduler.once("a", Duration.ofMillis(-1), () -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid delay PT-0.001S of task \"a\": give zero or more.");
    assertThatThrownBy(() -> scheduler.every("b", Duration.ZERO, () -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid interval PT0S of task \"b\": give more than zero.");
  }

  @Test
  @Tag("BR-REL-001")
  void aTaskForWhichThereIsNoThreadRunsWhenThereIsOne() throws InterruptedException {
    PlatformThreads few = new PlatformThreads("few", 2);
    Thread other = few.named("other", this::block);
    other.start();
    CountDownLatch runs = new CountDownLatch(2);
    try (PooledScheduler full =
        new PooledScheduler(few, 1, Duration.ofMinutes(1), (task, thread) -> {})) {
      full.every("waits", OFTEN, runs::countDown);
      while (full.failures() == 0) {
        Thread.onSpinWait();
      }
      release.countDown();
      assertThat(comes(runs)).isTrue();
    }
  }
}
