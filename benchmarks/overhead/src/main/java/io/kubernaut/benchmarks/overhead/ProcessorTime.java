package io.kubernaut.benchmarks.overhead;

import java.lang.management.ManagementFactory;

/** Processor time, in nanoseconds. */
final class ProcessorTime {
  private ProcessorTime() {}

  /**
   * Of all threads: the requests', the SDK's, the collector's, the compiler's. In steps of 10 ms.
   */
  static long ofProcess() {
    if (ManagementFactory.getOperatingSystemMXBean()
        instanceof com.sun.management.OperatingSystemMXBean bean) {
      return bean.getProcessCpuTime();
    }
    throw new IllegalStateException(
        "This JVM does not tell the processor time of its process. Use one based on OpenJDK.");
  }

  /** Of the thread that asks. */
  static long ofThread() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
