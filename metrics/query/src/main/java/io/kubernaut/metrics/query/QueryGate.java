package io.kubernaut.metrics.query;

import io.kubernaut.core.runtime.MonotonicClock;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets only so many queries run at the same time; the others wait in order, for as long as they
 * may.
 */
final class QueryGate {

  private final QueryLimits limits;
  private final MonotonicClock clock;
  private final Semaphore places;
  private final AtomicInteger waiting = new AtomicInteger();

  QueryGate(QueryLimits limits, MonotonicClock clock) {
    this.limits = limits;
    this.clock = clock;
    this.places = new Semaphore(limits.concurrent(), true);
  }

  int running() {
    return limits.concurrent() - places.availablePermits();
  }

  /** Takes a place, to be given back with {@link #leave}. */
  void enter(long deadline) {
    if (places.tryAcquire()) {
      return;
    }
    if (waiting.incrementAndGet() > limits.waiting()) {
      waiting.decrementAndGet();
      throw full("and %d wait already. Ask again later.".formatted(limits.waiting()));
    }
    try {
      if (!places.tryAcquire(deadline - clock.nanos(), TimeUnit.NANOSECONDS)) {
        throw full("and none ended in time. Ask again later.");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new QueryException(
          QueryException.Kind.CANCELED, "query was interrupted in the queue", interrupted);
    } finally {
      waiting.decrementAndGet();
    }
  }

  private QueryLimitException full(String rest) {
    return new QueryLimitException(
        QueryLimits.Limit.CONCURRENT,
        limits.concurrent(),
        "%d queries run at the same time, %s".formatted(limits.concurrent(), rest));
  }

  void leave() {
    places.release();
  }
}
