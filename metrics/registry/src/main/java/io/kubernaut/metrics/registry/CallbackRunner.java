package io.kubernaut.metrics.registry;

import io.kubernaut.metrics.registry.cells.Misuse;
import io.kubernaut.metrics.registry.cells.MisuseLog;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Asks all callback meters for their values before a scrape, on a thread of its own, so that one
 * which throws, hangs, runs out of memory or scrapes the registry itself harms neither the scrape
 * nor the host.
 *
 * <p>One worker walks through all meters; that is one hand-over for a scrape, not one for each
 * meter. The scraper waits as long as the worker goes on. When one meter takes longer than the
 * limit, it is set aside until it comes back and another worker takes over behind it. At most
 * {@value #MOST_HANGING} workers may hang; beyond that, callbacks are not asked until one has come
 * back, and their meters show no value.
 */
final class CallbackRunner {
  private static final int MOST_HANGING = 4;

  private final Executor workers;
  private final long limitNanos;
  private final MisuseLog misuse;
  private final WorkTime work;
  private final LongAdder worked = new LongAdder();
  private final Semaphore permits = new Semaphore(MOST_HANGING);
  private final Busy busy = new Busy();

  CallbackRunner(Executor workers, Duration limit, MisuseLog misuse, WorkTime work) {
    this.workers = workers;
    this.limitNanos = limit.toNanos();
    this.misuse = misuse;
    this.work = work;
  }

  /** How long workers have worked since the last call, in nanoseconds. */
  long takeWorked() {
    return worked.sumThenReset();
  }

  /**
   * Asks all; returns when each has answered or been given up. Does nothing when called by a
   * callback.
   */
  void ask(List<CallbackMeter> meters) {
    if (meters.isEmpty() || busy.isOnWorker()) {
      return;
    }
    Round round = new Round(meters);
    while (!round.isOver() && start(round)) {
      round.await();
    }
  }

  private boolean start(Round round) {
    if (!permits.tryAcquire()) {
      round.forgetRest();
      return false;
    }
    try {
      workers.execute(round.new Worker());
      return true;
    } catch (RejectedExecutionException | OutOfMemoryError noThread) {
      permits.release();
      round.forgetRest();
      return false;
    }
  }

  /**
   * Which threads run callbacks right now; a set, because a thread local would outlive the
   * registry.
   */
  private static final class Busy {
    private final java.util.Set<Thread> threads =
        java.util.concurrent.ConcurrentHashMap.newKeySet();

    boolean isOnWorker() {
      return threads.contains(Thread.currentThread());
    }

    void enter() {
      threads.add(Thread.currentThread());
    }

    void leave() {
      threads.remove(Thread.currentThread());
    }
  }

  /** One asking of all meters, by one worker and by another behind each that hangs. */
  private final class Round {
    private final List<CallbackMeter> meters;
    private final AtomicInteger next = new AtomicInteger();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition progress = lock.newCondition();
    private @Nullable Worker current;

    Round(List<CallbackMeter> meters) {
      this.meters = meters;
    }

    boolean isOver() {
      return next.get() >= meters.size();
    }

    void forgetRest() {
      for (int i = next.getAndSet(meters.size()); i < meters.size(); i++) {
        meters.get(i).forget();
      }
    }

    /** Waits until the worker is through or has stood at one meter for longer than the limit. */
    void await() {
      lock.lock();
      try {
        long left = limitNanos;
        int at = -1;
        while (left > 0 && !done()) {
          int seen = next.get();
          left = seen == at ? left : limitNanos;
          at = seen;
          left = progress.awaitNanos(left);
        }
        if (!done()) {
          giveUp();
        }
      } catch (InterruptedException e) {
        giveUp();
        forgetRest();
        Thread.currentThread().interrupt();
      } finally {
        lock.unlock();
      }
    }

    private boolean done() {
      return current == null || current.finished;
    }

    private void giveUp() {
      Worker worker = current;
      if (worker != null) {
        worker.abandoned = true;
        if (worker.asking != null) {
          worker.asking.abandon();
          misuse.record(Misuse.CALLBACK, worker.asking.meter().getId().getName());
        }
      }
      current = null;
    }

    /** Walks on from where the last one stands. Its fields are guarded by the round's lock. */
    private final class Worker implements Runnable {
      private boolean abandoned;
      private boolean finished;
      private @Nullable CallbackMeter asking;

      Worker() {
        current = this;
      }

      @Override
      public void run() {
        long start = work.nanos();
        busy.enter();
        try {
          for (int i = next.getAndIncrement(); i < meters.size(); i = next.getAndIncrement()) {
            CallbackMeter meter = meters.get(i);
            if (!meter.isHanging() && !ask(meter)) {
              return;
            }
          }
        } finally {
          busy.leave();
          worked.add(work.nanos() - start);
          permits.release();
          finish();
        }
      }

      /** Asks one meter and says whether someone still waits for the others. */
      private boolean ask(CallbackMeter meter) {
        begin(meter);
        try {
          meter.evaluate();
        } catch (
            Throwable e) { // also an OutOfMemoryError of the host's code must not break a scrape
          meter.forget();
          misuse.record(Misuse.CALLBACK, meter.meter().getId().getName());
        }
        return end(meter);
      }

      private void begin(CallbackMeter meter) {
        lock.lock();
        try {
          asking = meter;
        } finally {
          lock.unlock();
        }
      }

      private boolean end(CallbackMeter meter) {
        lock.lock();
        try {
          asking = null;
          if (abandoned) {
            meter.cameBack();
          }
          return !abandoned;
        } finally {
          lock.unlock();
        }
      }

      private void finish() {
        lock.lock();
        try {
          finished = true;
          progress.signalAll();
        } finally {
          lock.unlock();
        }
      }
    }
  }
}
