package io.kubernaut.health.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

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
}
