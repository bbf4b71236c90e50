package io.kubernaut.core.storage.journal;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** Lets readers wait for more. Raising it costs nothing while nobody waits. */
final class Signal {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition raised = lock.newCondition();
  private volatile int waiting;
  private volatile boolean closed;

  void raise() {
    if (waiting > 0) {
      lock.lock();
      try {
        raised.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  void close() {
    closed = true;
    raise();
  }

  /** Waits until something is so, and tells whether it is. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // changed under the lock alone
  boolean await(BooleanSupplier something, Duration time) throws InterruptedException {
    long left = time.toNanos();
    lock.lockInterruptibly();
    try {
      waiting++;
      while (!something.getAsBoolean()) {
        if (left <= 0 || closed) {
          return false;
        }
        left = raised.awaitNanos(left);
      }
      return true;
    } finally {
      waiting--;
      lock.unlock();
    }
  }
}
