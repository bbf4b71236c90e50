package io.kubernaut.core.storage.journal;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where appending threads meet the one that writes.
 *
 * <p>Two buffers: while the writer has one, the other is filled. So what arrives during a write or
 * a force goes to the disk together with the next one, without anybody waiting on purpose, and
 * memory is bounded. Who finds both full waits, up to the patience.
 */
final class CommitQueue {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private final Condition space = lock.newCondition();
  private final Duration patience;
  private Batch filling;
  private ByteBuffer spare;
  private boolean writerWaits;
  private boolean closed;

  CommitQueue(int bufferSize, Duration patience) {
    this.filling = new Batch(ByteBuffer.allocateDirect(bufferSize));
    this.spare = ByteBuffer.allocateDirect(bufferSize);
    this.patience = patience;
  }

  /** Adds a record with a copy of its payload. */
  Receipt submit(int length, int crc, ByteBuffer[] payload) throws JournalException {
    return add(length, batch -> new Receipt(batch.written(), batch.addCopy(length, crc, payload)));
  }

  /** Adds a record whose payload its owner leaves alone until the receipt is good. */
  Receipt lend(int length, int crc, ByteBuffer[] payload) throws JournalException {
    return add(length, batch -> new Receipt(batch.written(), batch.addGuest(length, crc, payload)));
  }

  private Receipt add(int length, Function<Batch, Receipt> step) throws JournalException {
    lock.lock();
    try {
      awaitSpace(length);
      Receipt receipt = step.apply(filling);
      wakeWriter();
      return receipt;
    } finally {
      lock.unlock();
    }
  }

  /** Asks for everything submitted so far to be forced. */
  Completion force() throws JournalException {
    lock.lock();
    try {
      refuseIfClosed();
      Completion forced = filling.force();
      wakeWriter();
      return forced;
    } finally {
      lock.unlock();
    }
  }

  /** Returns a receipt without a record: good when everything submitted so far is. */
  Receipt mark() throws JournalException {
    lock.lock();
    try {
      refuseIfClosed();
      // The last record of the batch so far; of an empty batch, the last before it.
      Receipt mark = new Receipt(filling.written(), filling.records() - 1);
      filling.markWanted();
      wakeWriter();
      return mark;
    } finally {
      lock.unlock();
    }
  }

  private void wakeWriter() {
    if (writerWaits) {
      writerWaits = false;
      work.signal();
    }
  }

  private void awaitSpace(int length) throws JournalException {
    refuseIfClosed();
    if (filling.fits(length)) {
      return;
    }
    long left = patience.toNanos();
    boolean interrupted = false;
    try {
      while (!filling.fits(length)) {
        if (left <= 0) {
          throw refused("The disk does not keep up: no space in the buffer within " + patience);
        }
        try {
          left = space.awaitNanos(left);
        } catch (InterruptedException later) {
          interrupted = true;
        }
        refuseIfClosed();
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void refuseIfClosed() throws JournalException {
    if (closed) {
      throw refused("The journal is closed");
    }
  }

  private static JournalException refused(String why) {
    return new JournalException(
        why + ". Nothing was appended.", JournalException.Outcome.REFUSED, null);
  }

  /**
   * Takes what is to be written, waiting for it. For the writer, which has given the buffer of the
   * batch before back.
   *
   * @return nothing when the queue is closed and empty
   */
  @Nullable Batch take() {
    lock.lock();
    try {
      while (filling.isEmpty()) {
        if (closed) {
          return null;
        }
        writerWaits = true;
        work.awaitUninterruptibly();
      }
      Batch taken = filling;
      filling = new Batch(spare);
      space.signalAll();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** Gives the buffer of a batch back. */
  void release(Batch batch) {
    lock.lock();
    try {
      spare = batch.release();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Fails a batch and what is waiting behind it: who submitted that did not know, and a record must
   * not be in the journal without those submitted before it. Both in one step: what is submitted
   * after the failure can be seen does not fail with it.
   *
   * @return how many records failed
   */
  int fail(Batch batch, JournalException failure) {
    lock.lock();
    try {
      Batch waiting = filling;
      filling = new Batch(waiting.release());
      batch.fail(failure);
      waiting.fail(failure);
      space.signalAll();
      return batch.records() + waiting.records();
    } finally {
      lock.unlock();
    }
  }

  /** Takes no more. What is in it will still be written. */
  void close() {
    lock.lock();
    try {
      closed = true;
      work.signal();
      space.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
