package io.kubernaut.metrics.registry.binders;

import io.kubernaut.core.runtime.Cgroups;
import io.kubernaut.core.runtime.HostFacts.Limits;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What the control group of the process uses and may use, version 1 and 2 under the same names.
 *
 * <p>Each file is taken from the nearest group that has it: the process's own, or where a
 * controller is not on there, one around it, which counts its other members too. Limits are the
 * smallest of all groups around the process, and absent where there is none.
 */
final class CgroupFigures implements FigureSource {
  static final Quantity CPU =
      Quantity.counter("cgroup.cpu.usage", "Processor time of the group").in("seconds");
  static final Quantity CPU_MODE =
      Quantity.counter("cgroup.cpu.mode", "Processor time of the group, by mode").in("seconds");
  static final Quantity PERIODS =
      Quantity.counter("cgroup.cpu.cfs.periods", "Periods in which the group wanted to run");
  static final Quantity THROTTLED_PERIODS =
      Quantity.counter(
          "cgroup.cpu.cfs.throttled.periods", "Periods in which the group was stopped");
  static final Quantity THROTTLED =
      Quantity.counter("cgroup.cpu.cfs.throttled", "Time in which the group was stopped")
          .in("seconds");
  static final Quantity CPU_LIMIT =
      Quantity.gauge("cgroup.cpu.limit", "Processors that the group may use").in("cores");
  static final Quantity MEMORY =
      Quantity.gauge("cgroup.memory.usage", "Memory of the group, with the files it caches")
          .in("bytes");
  static final Quantity WORKING_SET =
      Quantity.gauge("cgroup.memory.working.set", "Memory that the group can not do without")
          .in("bytes");
  static final Quantity SWAP =
      Quantity.gauge("cgroup.memory.swap", "Memory of the group that is swapped out").in("bytes");
  static final Quantity MEMORY_LIMIT =
      Quantity.gauge("cgroup.memory.limit", "Memory that the group may use").in("bytes");
  static final Quantity LIMIT_HITS =
      Quantity.counter("cgroup.memory.limit.hits", "How often the group was at its memory limit");
  static final Quantity OOM_EVENTS =
      Quantity.counter("cgroup.oom.events", "How often the group could not get memory it needed");
  static final Quantity OOM_KILLS =
      Quantity.counter("cgroup.oom.kills", "Processes of the group killed for want of memory");
  static final Quantity PIDS = Quantity.gauge("cgroup.pids", "Threads of the group");
  static final Quantity PIDS_LIMIT =
      Quantity.gauge("cgroup.pids.limit", "Threads that the group may have");

  private static final double NANOS = 1e9;
  private static final double MICROS = 1e6;

  private final TextFiles files;
  private final Path root;

  CgroupFigures(TextFiles files, Path root) {
    this.files = files;
    this.root = root;
  }

  /** The process may be moved to another group, so where it is is found out each time. */
  @Override
  public void read(Figures into) {
    Cgroups groups = new Cgroups(root);
    cpu(groups, into);
    memory(groups, into);
    events(groups, into);
    limits(groups.limits(), into);
    into.add(PIDS, number(groups, "pids", "pids.current"));
    into.add(PIDS_LIMIT, number(groups, "pids", "pids.max"));
    new PressureFigures("cgroup", resource -> text(groups, resource, resource + ".pressure"))
        .read(into);
  }

  private void cpu(Cgroups groups, Figures into) {
    Map<String, Double> stat = pairs(groups, "cpu", "cpu.stat");
    into.add(PERIODS, Text.pair(stat, "nr_periods"));
    into.add(THROTTLED_PERIODS, Text.pair(stat, "nr_throttled"));
    into.add(THROTTLED, Text.pair(stat, "throttled_usec") / MICROS); // version 2
    into.add(THROTTLED, Text.pair(stat, "throttled_time") / NANOS); // version 1
    into.add(CPU, Text.pair(stat, "usage_usec") / MICROS);
    into.add(CPU_MODE, Text.pair(stat, "user_usec") / MICROS, "mode", "user");
    into.add(CPU_MODE, Text.pair(stat, "system_usec") / MICROS, "mode", "system");
    if (!stat.containsKey("usage_usec")) {
      into.add(CPU, number(groups, "cpuacct", "cpuacct.usage") / NANOS);
      into.add(CPU_MODE, number(groups, "cpuacct", "cpuacct.usage_user") / NANOS, "mode", "user");
      into.add(CPU_MODE, number(groups, "cpuacct", "cpuacct.usage_sys") / NANOS, "mode", "system");
    }
  }

  private void memory(Cgroups groups, Figures into) {
    double usage = number(groups, "memory", "memory.current", "memory.usage_in_bytes");
    Map<String, Double> stat = pairs(groups, "memory", "memory.stat");
    double inactive = stat.getOrDefault("total_inactive_file", Text.pair(stat, "inactive_file"));
    into.add(MEMORY, usage);
    into.add(WORKING_SET, Math.max(0, usage - inactive));
    into.add(SWAP, number(groups, "memory", "memory.swap.current"));
    into.add(SWAP, Text.pair(stat, "total_swap"));
  }

  private void events(Cgroups groups, Figures into) {
    Map<String, Double> events = pairs(groups, "memory", "memory.events", "memory.oom_control");
    into.add(OOM_EVENTS, Text.pair(events, "oom"));
    into.add(OOM_KILLS, Text.pair(events, "oom_kill"));
    into.add(LIMIT_HITS, Text.pair(events, "max"));
    into.add(LIMIT_HITS, number(groups, "memory", "memory.failcnt"));
  }

  private static void limits(Limits limits, Figures into) {
    into.add(CPU_LIMIT, limits.cores().orElse(Double.NaN));
    limits.memoryBytes().ifPresent(bytes -> into.add(MEMORY_LIMIT, (double) bytes));
  }

  private double number(Cgroups groups, String controller, String... names) {
    return Text.number(text(groups, controller, names).orElse(""));
  }

  private Map<String, Double> pairs(Cgroups groups, String controller, String... names) {
    return Text.pairs(text(groups, controller, names).orElse(""));
  }

  private Optional<String> text(Cgroups groups, String controller, String... names) {
    for (Path group : groups.levels(controller)) {
      for (String name : names) {
        Optional<String> text = files.text(group.resolve(name));
        if (text.isPresent()) {
          return text;
        }
      }
    }
    return Optional.empty();
  }
}
