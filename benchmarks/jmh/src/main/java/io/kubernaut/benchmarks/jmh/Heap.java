package io.kubernaut.benchmarks.jmh;

import java.lang.management.ManagementFactory;

/** How much of the heap is reachable. Exact enough with the serial collector and many objects. */
final class Heap {
  private static final int COLLECTIONS = 3;

  private Heap() {}

  static long used() {
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
