package io.kubernaut.core.storage.journal;

import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Something that will be done or will have failed; whoever waits is not disturbed by interrupts.
 */
final class Completion {

  private final CountDownLatch done = new CountDownLatch(1);
  // Published by the latch.
  private long value;
  private @Nullable JournalException failure;

  void succeed(long value) {
    this.value = value;
    done.countDown();
  }

  void fail(JournalException failure) {
    this.failure = failure;
    done.countDown();
  }

  boolean isDone() {
    return done.getCount() == 0;
  }

  long await() throws JournalException {
    boolean interrupted = false;
    while (true) {
      try {
        done.await();
        break;
      } catch (InterruptedException later) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return result();
  }

  /** Each who waits gets an exception of its own, with its own stack. */
  private long result() throws JournalException {
    JournalException failed = failure;
    if (failed != null) {
      throw new JournalException(failed);
    }
    return value;
  }
}
