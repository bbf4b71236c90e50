package io.kubernaut.metrics.registry;

import io.kubernaut.core.runtime.MonotonicClock;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * How long the current thread has worked: its processor time, which unlike the time that has passed
 * does not grow while others have the processor. Where the JVM does not tell, the time that has
 * passed. Safe for any thread; a reading takes less than a microsecond.
 */
final class WorkTime {
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final MonotonicClock clock;
  private final boolean told;

  WorkTime(MonotonicClock clock) {
    this.clock = clock;
    this.told = threads.isCurrentThreadCpuTimeSupported() && threads.isThreadCpuTimeEnabled();
  }

  /** Nanoseconds since some origin of the current thread's; only differences mean something. */
  long nanos() {
    return told ? threads.getCurrentThreadCpuTime() : clock.nanos();
  }
}
