package io.kubernaut.health.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("BR-HEALTH-002")
class CheckThreadsTest {

  /** A thread that the system has no room for. */
  private static final class NoRoom extends Thread {

    private boolean told;

    @Override
    public synchronized void start() {
      throw new OutOfMemoryError("unable to create native thread");
    }

    @Override
    public void interrupt() {
      told = true;
    }
  }

  @Test
  void aThreadThatDidNotStartIsForgotten() {
    NoRoom refused = new NoRoom();
    try (CheckThreads threads = new CheckThreads(ignored -> refused)) {
      assertThatThrownBy(() -> threads.execute(() -> {})).isInstanceOf(OutOfMemoryError.class);
    }
    assertThat(refused.told).as("still among the threads").isFalse();
  }

  @Test
  @Tag("BR-REL-001")
  @Timeout(30)
  void whatAThreadThatDiesWasToDoNextIsDoneByAnother() throws InterruptedException {
    CountDownLatch died = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    try (CheckThreads threads = new CheckThreads(task -> dying(task, died))) {
      threads.execute(
          () -> {
            threads.execute(done::countDown);
            throw new OutOfMemoryError("planted");
          });
      assertThat(died.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static Thread dying(Runnable task, CountDownLatch died) {
    Thread thread = new Thread(task, "dying");
    thread.setUncaughtExceptionHandler((dead, cause) -> died.countDown());
    return thread;
  }
}
