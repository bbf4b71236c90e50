package io.kubernaut.health.diagnostics;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What all threads do at one moment: who waits for whom, who waits in a ring, and the stacks.
 *
 * <p>Taking one stops the virtual machine for some milliseconds (15 ms for 500 threads with their
 * locks). Immutable; safe for any thread.
 */
public final class ThreadDump {

  private static final int CONVOYS = 20;
  private static final int LEAST_IN_CONVOY = 2;

  private final List<ThreadInfo> threads;
  private final List<LockCycle> deadlocks;

  private ThreadDump(List<ThreadInfo> threads, List<LockCycle> deadlocks) {
    this.threads = threads;
    this.deadlocks = deadlocks;
  }

  /**
   * Takes a dump.
   *
   * @param depth how many frames of each thread to keep, at least 1
   * @return the dump
   */
  public static ThreadDump take(int depth) {
    ThreadMXBean bean = ManagementFactory.getThreadMXBean();
    boolean locks = bean.isSynchronizerUsageSupported();
    ThreadInfo[] all = bean.dumpAllThreads(bean.isObjectMonitorUsageSupported(), locks, depth);
    List<ThreadInfo> named =
        java.util.Arrays.stream(all)
            .filter(Objects::nonNull)
            .sorted(Comparator.comparing(ThreadInfo::getThreadName))
            .toList();
    return new ThreadDump(named, cycles(bean));
  }

  /**
   * Looks for deadlocks alone, which takes a few milliseconds.
   *
   * @return the rings of threads; none if no thread is in one
   */
  public static List<LockCycle> findDeadlocks() {
    return cycles(ManagementFactory.getThreadMXBean());
  }

  private static List<LockCycle> cycles(ThreadMXBean bean) {
    long[] ids =
        bean.isSynchronizerUsageSupported()
            ? bean.findDeadlockedThreads()
            : bean.findMonitorDeadlockedThreads();
    if (ids == null) {
      return List.of();
    }
    Map<Long, ThreadInfo> stuck = new LinkedHashMap<>();
    for (ThreadInfo info : bean.getThreadInfo(ids, 1)) {
      if (info != null) {
        stuck.put(info.getThreadId(), info);
      }
    }
    return cycles(stuck);
  }

  /** Follows each thread to the one it waits for; threads that only hang on a ring are left out. */
  private static List<LockCycle> cycles(Map<Long, ThreadInfo> stuck) {
    List<LockCycle> found = new ArrayList<>();
    Set<Long> seen = new LinkedHashSet<>();
    for (Long start : stuck.keySet()) {
      List<Long> path = new ArrayList<>();
      Long at = start;
      while (stuck.containsKey(at) && seen.add(at)) {
        path.add(at);
        at = stuck.get(at).getLockOwnerId();
      }
      int ring = path.indexOf(at);
      if (ring >= 0) {
        found.add(cycle(path.subList(ring, path.size()), stuck));
      }
    }
    return found;
  }

  private static LockCycle cycle(List<Long> ids, Map<Long, ThreadInfo> stuck) {
    return new LockCycle(
        ids.stream()
            .map(stuck::get)
            .map(
                info ->
                    new LockCycle.Waiter(
                        info.getThreadName(),
                        String.valueOf(info.getLockName()),
                        String.valueOf(info.getLockOwnerName()),
                        info.getStackTrace().length == 0 ? "" : info.getStackTrace()[0].toString()))
            .toList());
  }

  /**
   * Returns the dump for people: a summary, deadlocks, convoys (locks that several wait for), then
   * each thread with its stack and locks.
   *
   * @return several lines
   */
  public String text() {
    StringBuilder out = new StringBuilder();
    out.append(threads.size()).append(" threads: ").append(states()).append('\n');
    deadlocks.forEach(cycle -> out.append(cycle).append('\n'));
    convoys().forEach(convoy -> out.append(convoy).append('\n'));
    threads.forEach(thread -> describe(thread, out));
    return out.toString();
  }

  private String states() {
    Map<Thread.State, Long> counts =
        threads.stream()
            .collect(
                Collectors.groupingBy(
                    ThreadInfo::getThreadState,
                    () -> new java.util.EnumMap<>(Thread.State.class),
                    Collectors.counting()));
    return counts.toString();
  }

  private List<String> convoys() {
    Map<String, List<ThreadInfo>> waiting = new HashMap<>();
    for (ThreadInfo thread : threads) {
      if (thread.getLockName() != null && thread.getLockOwnerName() != null) {
        waiting.computeIfAbsent(thread.getLockName(), name -> new ArrayList<>()).add(thread);
      }
    }
    return waiting.entrySet().stream()
        .filter(lock -> lock.getValue().size() >= LEAST_IN_CONVOY)
        .sorted(Comparator.comparingInt(lock -> -lock.getValue().size()))
        .limit(CONVOYS)
        .map(
            lock ->
                "%d threads wait for %s held by \"%s\""
                    .formatted(
                        lock.getValue().size(),
                        lock.getKey(),
                        lock.getValue().get(0).getLockOwnerName()))
        .toList();
  }

  private static void describe(ThreadInfo thread, StringBuilder out) {
    out.append(
        "\n\"%s\" #%d %s%s"
            .formatted(
                thread.getThreadName(),
                thread.getThreadId(),
                thread.isDaemon() ? "daemon " : "",
                thread.getThreadState()));
    if (thread.getLockName() != null) {
      out.append(" on ").append(thread.getLockName());
    }
    if (thread.getLockOwnerName() != null) {
      out.append(" held by \"").append(thread.getLockOwnerName()).append('"');
    }
    out.append('\n');
    frames(thread, out);
  }

  private static void frames(ThreadInfo thread, StringBuilder out) {
    StackTraceElement[] stack = thread.getStackTrace();
    for (int i = 0; i < stack.length; i++) {
      out.append("    at ").append(stack[i]).append('\n');
      for (var monitor : thread.getLockedMonitors()) {
        if (monitor.getLockedStackDepth() == i) {
          out.append("    - locked ").append(monitor).append('\n');
        }
      }
    }
    for (var lock : thread.getLockedSynchronizers()) {
      out.append("    - holds ").append(lock).append('\n');
    }
  }
}
