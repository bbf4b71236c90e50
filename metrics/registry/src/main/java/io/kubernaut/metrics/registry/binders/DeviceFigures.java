package io.kubernaut.metrics.registry.binders;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What goes through disks and network interfaces. At most {@value #MOST_DEVICES} of each are shown,
 * in the kernel's order; partitions, loop and RAM devices and the host ends of container interfaces
 * are not.
 */
final class DeviceFigures {
  static final int MOST_DEVICES = 64;

  static final Quantity RECEIVED =
      Quantity.counter("host.network.receive", "Received by the interface").in("bytes");
  static final Quantity SENT =
      Quantity.counter("host.network.transmit", "Sent by the interface").in("bytes");
  static final Quantity DISK_READ =
      Quantity.counter("host.disk.read", "Read from the disk").in("bytes");
  static final Quantity DISK_WRITTEN =
      Quantity.counter("host.disk.written", "Written to the disk").in("bytes");
  static final Quantity DISK_READS =
      Quantity.counter("host.disk.reads.completed", "Reads that the disk completed");
  static final Quantity DISK_WRITES =
      Quantity.counter("host.disk.writes.completed", "Writes that the disk completed");
  static final Quantity DISK_BUSY =
      Quantity.counter("host.disk.io.time", "Time in which the disk was busy").in("seconds");
  static final Quantity DISK_QUEUE =
      Quantity.counter(
              "host.disk.io.time.weighted", "Time in which the disk was busy, times its requests")
          .in("seconds");
  static final Quantity DISK_NOW =
      Quantity.gauge("host.disk.io.now", "Requests that the disk works on");

  private static final Pattern NO_DISK =
      Pattern.compile("(ram|loop|fd|zram)\\d+|([hsv]|xv)d[a-z]+\\d+|(nvme\\d+n|mmcblk)\\d+p\\d+");
  private static final Pattern NO_INTERFACE = Pattern.compile("(veth|cali|lxc|ifb).*");

  private static final double SECTOR_BYTES = 512; // whatever the disk's own sectors are
  private static final double MILLIS_PER_SECOND = 1_000;

  /** The columns of {@code /proc/net/dev}, after the interface. */
  private static final Map<Integer, Quantity> COLUMNS =
      Map.of(
          1, RECEIVED,
          2, network("receive.packets", "Packets received by the interface"),
          3, network("receive.errs", "Packets received with errors"),
          4, network("receive.drop", "Received packets that were dropped"),
          9, SENT,
          10, network("transmit.packets", "Packets sent by the interface"),
          11, network("transmit.errs", "Packets that could not be sent"),
          12, network("transmit.drop", "Packets to send that were dropped"));

  private final TextFiles files;
  private final Path proc;

  private DeviceFigures(TextFiles files, Path proc) {
    this.files = files;
    this.proc = proc;
  }

  static List<FigureSource> sources(TextFiles files, Path root) {
    DeviceFigures devices = new DeviceFigures(files, root.resolve("proc"));
    return List.of(devices::networks, devices::disks);
  }

  private static Quantity network(String name, String description) {
    return Quantity.counter("host.network." + name, description);
  }

  private void networks(Figures into) {
    rows("self/net/dev", 0, NO_INTERFACE)
        .forEach(
            (device, words) ->
                COLUMNS.forEach(
                    (column, quantity) ->
                        into.add(quantity, Text.number(words, column), "device", device)));
  }

  private void disks(Figures into) {
    rows("diskstats", 2, NO_DISK).forEach((device, words) -> disk(device, words, into));
  }

  private static void disk(String device, List<String> words, Figures into) {
    into.add(DISK_READS, Text.number(words, 3), "device", device);
    into.add(DISK_READ, Text.number(words, 5) * SECTOR_BYTES, "device", device);
    into.add(DISK_WRITES, Text.number(words, 7), "device", device);
    into.add(DISK_WRITTEN, Text.number(words, 9) * SECTOR_BYTES, "device", device);
    into.add(DISK_NOW, Text.number(words, 11), "device", device);
    into.add(DISK_BUSY, Text.number(words, 12) / MILLIS_PER_SECOND, "device", device);
    into.add(DISK_QUEUE, Text.number(words, 13) / MILLIS_PER_SECOND, "device", device);
  }

  /** Finds the lines that have a number after the device's name; headings have none. */
  private Map<String, List<String>> rows(String file, int name, Pattern uninteresting) {
    Map<String, List<String>> rows = new LinkedHashMap<>();
    for (String line : files.text(proc.resolve(file)).orElse("").lines().toList()) {
      List<String> words = Text.words(line);
      boolean data = !Double.isNaN(Text.number(words, name + 1));
      if (data && rows.size() < MOST_DEVICES && !uninteresting.matcher(words.get(name)).matches()) {
        rows.put(words.get(name), words);
      }
    }
    return rows;
  }
}
