package io.kubernaut.health.diagnostics;

import io.kubernaut.core.runtime.Platform;
import io.kubernaut.core.runtime.PlatformEvent;
import io.kubernaut.health.diagnostics.redaction.Redaction;
import io.kubernaut.metrics.registry.exposition.Exposition;
import io.kubernaut.metrics.registry.exposition.ExpositionFormat;
import io.kubernaut.metrics.registry.exposition.MetricSource;
import io.kubernaut.metrics.registry.exposition.NameFilter;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.RuntimeMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** What every bundle holds: the virtual machine, its threads and heap, settings, the platform. */
final class StandardParts {

  private static final int DEPTH = 128;
  private static final int CLASSES = 300;
  private static final Duration EVENTS = Duration.ofDays(1);

  private final Platform platform;
  private final Redaction redaction;

  StandardParts(Platform platform, Redaction redaction) {
    this.platform = platform;
    this.redaction = redaction;
  }

  List<BundlePart> all() {
    return List.of(
        BundlePart.text("deadlocks.txt", StandardParts::deadlocks),
        BundlePart.text("threads.txt", () -> ThreadDump.take(DEPTH).text()),
        BundlePart.text("versions.txt", this::versions),
        BundlePart.text("platform.txt", this::platform),
        BundlePart.text("jvm/arguments.txt", this::arguments),
        BundlePart.text("jvm/flags.txt", () -> DiagnosticCommand.call("vmFlags")),
        BundlePart.text("jvm/memory.txt", StandardParts::memory),
        BundlePart.text("heap.txt", StandardParts::heap),
        settings("properties.txt", StandardParts::properties),
        settings("environment.txt", System::getenv),
        BundlePart.tail("events.txt", this::events));
  }

  private static String deadlocks() {
    List<LockCycle> found = ThreadDump.findDeadlocks();
    if (found.isEmpty()) {
      return "No deadlock.\n";
    }
    StringBuilder out = new StringBuilder();
    found.forEach(cycle -> out.append(cycle).append('\n'));
    return out.toString();
  }

  /** Settings by name; values of telling names are never shown. */
  BundlePart settings(String name, Supplier<Map<String, String>> source) {
    return BundlePart.text(name, () -> lines(redaction.map(source.get())));
  }

  private static String lines(Map<String, String> settings) {
    StringBuilder out = new StringBuilder();
    settings.forEach(
        (key, value) ->
            out.append(key).append(" = ").append(value.replace("\n", "\\n")).append('\n'));
    return out.toString();
  }

  static Map<String, String> properties() {
    Map<String, String> copy = new TreeMap<>();
    System.getProperties()
        .forEach((key, value) -> copy.put(String.valueOf(key), String.valueOf(value)));
    return copy;
  }

  private String versions() {
    StringBuilder out = new StringBuilder();
    out.append(platform.name()).append(' ').append(platform.version()).append('\n');
    out.append(platform.host().jvm()).append('\n');
    out.append(System.getProperty("os.name")).append(' ').append(System.getProperty("os.version"));
    out.append(' ').append(System.getProperty("os.arch")).append("\n\nclass path:\n");
    for (String entry :
        ManagementFactory.getRuntimeMXBean()
            .getClassPath()
            .split(Pattern.quote(File.pathSeparator), -1)) {
      out.append(Path.of(entry).getFileName()).append('\n');
    }
    return out.toString();
  }

  private String platform() {
    StringBuilder out = new StringBuilder();
    out.append(platform).append(" in ").append(platform.host().environment()).append('\n');
    out.append("labels ").append(platform.labels()).append('\n');
    out.append("limits ").append(platform.host().limits()).append('\n');
    out.append("footprint ").append(platform.footprint().numbers()).append("\n\n");
    platform.components().forEach(component -> out.append(component).append('\n'));
    return out.toString();
  }

  /** A {@code -D} option is a setting: its key tells whether its value is a secret. */
  private String arguments() {
    RuntimeMXBean runtime = ManagementFactory.getRuntimeMXBean();
    StringBuilder out = new StringBuilder();
    out.append("up for ").append(Duration.ofMillis(runtime.getUptime())).append('\n');
    for (String argument : runtime.getInputArguments()) {
      out.append(argument(argument)).append('\n');
    }
    return out.toString();
  }

  String argument(String argument) {
    int equals = argument.indexOf('=');
    if (equals < 0) {
      return argument;
    }
    return argument.substring(0, equals + 1)
        + redaction.value(argument.substring(0, equals), argument.substring(equals + 1));
  }

  private static String memory() {
    StringBuilder out = new StringBuilder();
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      out.append(pool.getName()).append(": ").append(pool.getUsage()).append('\n');
      if (pool.getCollectionUsage() != null) {
        out.append("  after collection: ").append(pool.getCollectionUsage()).append('\n');
      }
    }
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      out.append(
          "%s: %d collections, %d ms%n"
              .formatted(
                  collector.getName(),
                  collector.getCollectionCount(),
                  collector.getCollectionTime()));
    }
    return out.toString();
  }

  private static String heap() {
    HeapHistogram histogram =
        HeapHistogram.take()
            .orElseThrow(
                () ->
                    new UnsupportedOperationException(
                        "this virtual machine has no DiagnosticCommand bean to make a histogram"));
    return "%d bytes in all, unreachable objects included%n".formatted(histogram.bytes())
        + HeapHistogram.text(histogram.top(CLASSES));
  }

  private List<String> events() {
    return platform.events().since(platform.wallClock().instant().minus(EVENTS)).stream()
        .map(StandardParts::line)
        .toList();
  }

  /** One event for people. */
  static String line(PlatformEvent event) {
    return "%s %s %s %s".formatted(event.time(), event.type(), event.source(), event.attributes());
  }

  /** All metrics as a scraper would get them. */
  static BundlePart metrics(MetricSource source) {
    Exposition exposition = Exposition.of(source);
    return BundlePart.text("metrics.txt", () -> scrape(exposition));
  }

  private static String scrape(Exposition exposition) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    exposition.write(ExpositionFormat.PROMETHEUS_TEXT, NameFilter.ALL, out);
    return out.toString(StandardCharsets.UTF_8);
  }
}
