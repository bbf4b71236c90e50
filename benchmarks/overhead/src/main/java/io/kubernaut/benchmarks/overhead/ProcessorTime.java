package io.kubernaut.benchmarks.overhead;

import java.lang.management.ManagementFactory;

/**
 * The processor time of the whole process: of the requests, the SDK, the collector, the compiler.
 */
final class ProcessorTime {
  private ProcessorTime() {}

  static long ofProcess() {
    if (ManagementFactory.getOperatingSystemMXBean()
        instanceof com.sun.management.OperatingSystemMXBean bean) {
      return bean.getProcessCpuTime();
    }
    throw new IllegalStateException(
        "This JVM does not tell the processor time of its process. Use one based on OpenJDK.");
  }
}
