package io.kubernaut.health.diagnostics.profile;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.time.Duration;

/**
 * What the process took from the machine during a while.
 *
 * @param cores processor time, in processors
 * @param processors how many there are
 * @param machineLoad how busy all processors are, by whomever, 0 to 1; negative if unknown
 * @param pauseShare which share of the time the collector stopped all threads
 * @param collections how often it did
 * @param heapAfterCollection how full the heap was after the last collection, 0 to 1
 */
record MachineUse(
    double cores,
    int processors,
    double machineLoad,
    double pauseShare,
    long collections,
    double heapAfterCollection) {

  /** Counters at one moment. */
  record Mark(long cpuNanos, long pauseMillis, long collections, double machineLoad) {

    static Mark now() {
      long pauses = 0;
      long count = 0;
      for (GarbageCollectorMXBean bean : ManagementFactory.getGarbageCollectorMXBeans()) {
        if (stopsThreads(bean.getName())) {
          pauses += Math.max(0, bean.getCollectionTime());
          count += Math.max(0, bean.getCollectionCount());
        }
      }
      // The load is that since the last time somebody asked: asking begins the while.
      double loadBefore = system().getCpuLoad();
      return new Mark(system().getProcessCpuTime(), pauses, count, loadBefore);
    }

    MachineUse until(Mark later, Duration window) {
      double nanos = Math.max(1, window.toNanos());
      return new MachineUse(
          (later.cpuNanos - cpuNanos) / nanos,
          Runtime.getRuntime().availableProcessors(),
          later.machineLoad,
          Math.min(1, (later.pauseMillis - pauseMillis) * 1e6 / nanos),
          later.collections - collections,
          heapShare());
    }
  }

  /** The beans of ZGC and Shenandoah for cycles count time in which threads run. */
  private static boolean stopsThreads(String collector) {
    return !collector.contains("Cycles") && !collector.contains("Concurrent");
  }

  private static com.sun.management.OperatingSystemMXBean system() {
    return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
  }

  private static double heapShare() {
    long used = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      MemoryUsage after = pool.getType() == MemoryType.HEAP ? pool.getCollectionUsage() : null;
      used += after == null ? 0 : after.getUsed();
    }
    return (double) used / Runtime.getRuntime().maxMemory();
  }
}
