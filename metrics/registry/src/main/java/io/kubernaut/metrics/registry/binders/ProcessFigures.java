package io.kubernaut.metrics.registry.binders;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What this process uses, from {@code /proc/self}: all its threads together. */
final class ProcessFigures {
  static final Quantity CPU =
      Quantity.counter("process.cpu", "Processor time of the process").in("seconds");
  static final Quantity CPU_MODE =
      Quantity.counter("process.cpu.mode", "Processor time of the process, by mode").in("seconds");
  static final Quantity RESIDENT =
      Quantity.gauge("process.resident.memory", "Memory of the process that is in RAM").in("bytes");
  static final Quantity PEAK =
      Quantity.gauge("process.resident.memory.peak", "The most resident memory so far").in("bytes");
  static final Quantity VIRTUAL =
      Quantity.gauge("process.virtual.memory", "Address space of the process").in("bytes");
  static final Quantity SWAPPED =
      Quantity.gauge("process.swapped.memory", "Memory of the process that is swapped out")
          .in("bytes");
  static final Quantity THREADS =
      Quantity.gauge("process.threads", "Threads of the process, the virtual machine's included");
  static final Quantity FAULTS =
      Quantity.counter(
          "process.page.faults", "Page faults: a major one had to read from a disk, a minor not");
  static final Quantity DISK_READ =
      Quantity.counter("process.disk.read", "What the process had fetched from disks").in("bytes");
  static final Quantity DISK_WRITTEN =
      Quantity.counter("process.disk.written", "What the process had sent to disks").in("bytes");
  static final Quantity IO_READ =
      Quantity.counter("process.io.read", "What the process read, from caches and sockets too")
          .in("bytes");
  static final Quantity IO_WRITTEN =
      Quantity.counter("process.io.written", "What the process wrote, to caches and sockets too")
          .in("bytes");
  static final Quantity RECEIVED =
      Quantity.counter(
              "process.network.receive", "IP traffic received in the network namespace, all of it")
          .in("bytes");
  static final Quantity SENT =
      Quantity.counter(
              "process.network.transmit", "IP traffic sent in the network namespace, all of it")
          .in("bytes");

  private final TextFiles files;
  private final Path self;

  private ProcessFigures(TextFiles files, Path self) {
    this.files = files;
    this.self = self;
  }

  static List<FigureSource> sources(TextFiles files, Path root) {
    Path self = root.resolve("proc/self");
    ProcessFigures process = new ProcessFigures(files, self);
    return List.of(
        process::stat,
        process::status,
        process::io,
        process::network,
        new ContextSwitches(files, self.resolve("task")));
  }

  /** The command comes second, in parentheses, and may hold spaces and parentheses itself. */
  private void stat(Figures into) {
    String text = files.text(self.resolve("stat")).orElse("");
    List<String> fields = Text.words(text.substring(text.lastIndexOf(')') + 1));
    double user = Text.seconds(fields, 11);
    double system = Text.seconds(fields, 12);
    into.add(CPU, user + system);
    into.add(CPU_MODE, user, "mode", "user");
    into.add(CPU_MODE, system, "mode", "system");
    into.add(FAULTS, Text.number(fields, 7), "type", "minor");
    into.add(FAULTS, Text.number(fields, 9), "type", "major");
  }

  private void status(Figures into) {
    Map<String, Double> status = pairs("status");
    into.add(RESIDENT, Text.pair(status, "VmRSS"));
    into.add(PEAK, Text.pair(status, "VmHWM"));
    into.add(VIRTUAL, Text.pair(status, "VmSize"));
    into.add(SWAPPED, Text.pair(status, "VmSwap"));
    into.add(THREADS, Text.pair(status, "Threads"));
  }

  private void io(Figures into) {
    Map<String, Double> io = pairs("io");
    into.add(DISK_READ, Text.pair(io, "read_bytes"));
    into.add(DISK_WRITTEN, Text.pair(io, "write_bytes"));
    into.add(IO_READ, Text.pair(io, "rchar"));
    into.add(IO_WRITTEN, Text.pair(io, "wchar"));
  }

  private void network(Figures into) {
    Map<String, Double> ip =
        Text.table(files.text(self.resolve("net/netstat")).orElse(""), "IpExt");
    into.add(RECEIVED, Text.pair(ip, "InOctets"));
    into.add(SENT, Text.pair(ip, "OutOctets"));
  }

  private Map<String, Double> pairs(String file) {
    return Text.pairs(files.text(self.resolve(file)).orElse(""));
  }
}
