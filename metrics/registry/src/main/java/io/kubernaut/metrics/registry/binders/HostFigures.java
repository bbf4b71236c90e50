package io.kubernaut.metrics.registry.binders;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** How the machine is: processors, memory, load, file handles. */
final class HostFigures {
  static final Quantity CPU =
      Quantity.counter("host.cpu", "Processor time of the machine, by mode").in("seconds");
  static final Quantity CPUS = Quantity.gauge("host.cpus", "Processors that are online");
  static final Quantity SWITCHES =
      Quantity.counter("host.context.switches", "Context switches of the machine");
  static final Quantity FORKS = Quantity.counter("host.forks", "Threads and processes begun");
  static final Quantity RUN_QUEUE =
      Quantity.gauge(
          "host.procs.running", "The run queue: threads that run or wait for a processor");
  static final Quantity BLOCKED =
      Quantity.gauge("host.procs.blocked", "Threads that wait for a disk");
  static final Quantity HANDLES =
      Quantity.gauge("host.filefd.allocated", "File handles in use on the machine");
  static final Quantity MOST_HANDLES =
      Quantity.gauge("host.filefd.maximum", "The most file handles that the machine has");

  private static final List<String> MODES =
      List.of("user", "nice", "system", "idle", "iowait", "irq", "softirq", "steal");

  private static final Map<String, Quantity> COUNTS =
      Map.of(
          "ctxt",
          SWITCHES,
          "processes",
          FORKS,
          "procs_running",
          RUN_QUEUE,
          "procs_blocked",
          BLOCKED);

  private static final Map<String, Quantity> MEMORY =
      Map.of(
          "MemTotal", memory("total", "Memory of the machine"),
          "MemFree", memory("free", "Memory that nothing uses"),
          "MemAvailable", memory("available", "Memory that programs can have without swapping"),
          "Buffers", memory("buffers", "Memory that buffers disks"),
          "Cached", memory("cached", "Memory that caches files"),
          "SwapTotal", memory("swap.total", "Swap space"),
          "SwapFree", memory("swap.free", "Swap space that is not used"));

  private final TextFiles files;
  private final Path proc;

  private HostFigures(TextFiles files, Path proc) {
    this.files = files;
    this.proc = proc;
  }

  static List<FigureSource> sources(TextFiles files, Path root) {
    HostFigures host = new HostFigures(files, root.resolve("proc"));
    return List.of(host::stat, host::memory, host::load, host::handles);
  }

  private static Quantity memory(String name, String description) {
    return Quantity.gauge("host.memory." + name, description).in("bytes");
  }

  private void stat(Figures into) {
    int cpus = 0;
    for (String line : text("stat").lines().toList()) {
      List<String> words = Text.words(line);
      Quantity count = COUNTS.get(words.get(0));
      if (count != null) {
        into.add(count, Text.number(words, 1));
      } else if (words.get(0).equals("cpu")) {
        modes(words, into);
      } else if (words.get(0).startsWith("cpu")) {
        cpus++;
      }
    }
    into.add(CPUS, cpus == 0 ? Double.NaN : cpus);
  }

  private static void modes(List<String> words, Figures into) {
    for (int i = 0; i < MODES.size(); i++) {
      into.add(CPU, Text.seconds(words, i + 1), "mode", MODES.get(i));
    }
  }

  private void memory(Figures into) {
    Map<String, Double> memory = Text.pairs(text("meminfo"));
    MEMORY.forEach((name, quantity) -> into.add(quantity, Text.pair(memory, name)));
  }

  private void load(Figures into) {
    List<String> words = Text.words(text("loadavg"));
    String[] minutes = {"1", "5", "15"};
    for (int i = 0; i < minutes.length; i++) {
      Quantity load =
          Quantity.gauge("host.load" + minutes[i], "Average run queue over " + minutes[i] + " min");
      into.add(load, Text.number(words, i));
    }
  }

  private void handles(Figures into) {
    List<String> words = Text.words(text("sys/fs/file-nr"));
    into.add(HANDLES, Text.number(words, 0));
    into.add(MOST_HANDLES, Text.number(words, 2));
  }

  private String text(String file) {
    return files.text(proc.resolve(file)).orElse("");
  }
}
