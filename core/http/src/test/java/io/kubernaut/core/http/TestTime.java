package io.kubernaut.core.http;

import io.kubernaut.core.runtime.MonotonicClock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** A monotonic clock that is moved by hand. Starts before zero, where naive comparisons fail. */
final class TestTime implements MonotonicClock {

  private final AtomicLong nanos = new AtomicLong(Long.MIN_VALUE + 5);

  @Override
  public long nanos() {
    return nanos.get();
  }

  void advance(Duration duration) {
    nanos.addAndGet(duration.toNanos());
  }
}
