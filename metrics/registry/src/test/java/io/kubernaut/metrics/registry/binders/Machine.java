package io.kubernaut.metrics.registry.binders;

import io.kubernaut.metrics.registry.KubernautMeterRegistry;
import io.kubernaut.metrics.registry.RegistryOptions;
import io.kubernaut.metrics.registry.exposition.MetricParser;
import io.kubernaut.metrics.registry.exposition.NameFilter;
import io.kubernaut.metrics.registry.exposition.ParsedFamily;
import io.kubernaut.metrics.registry.exposition.ParsedSample;
import io.kubernaut.metrics.registry.exposition.PrometheusText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What tests see of a machine: the very samples that a scrape brings, by name and labels. */
final class Machine {
  private Machine() {}

  /** A registry that waits for a gauge also where the machine is too busy to answer at once. */
  static KubernautMeterRegistry patientRegistry() {
    return KubernautMeterRegistry.builder()
        .options(RegistryOptions.DEFAULTS.withCallbackLimit(Duration.ofSeconds(10)))
        .build();
  }

  /** A tree of files that stands for a machine's. */
  static Path tree(String name) {
    return Path.of("src/test/resources/machines", name);
  }

  /** Binds the parts to a new registry and scrapes it once. */
  static SortedMap<String, Double> scrape(Path root, SystemBinders.Part... parts) {
    try (KubernautMeterRegistry registry = patientRegistry();
        SystemBinders binders = SystemBinders.builder().root(root).parts(parts).build()) {
      binders.bindTo(registry);
      return scrape(registry);
    }
  }

  static SortedMap<String, Double> scrape(KubernautMeterRegistry registry) {
    SortedMap<String, Double> samples = new TreeMap<>();
    for (ParsedFamily family : MetricParser.parseLeniently(text(registry))) {
      family.samples().forEach(sample -> samples.put(key(sample), sample.value()));
    }
    return samples;
  }

  /** The families of a golden list of which no series is above zero. */
  static List<String> missing(String list, SortedMap<String, Double> samples) throws IOException {
    Set<String> shown =
        samples.entrySet().stream()
            .filter(sample -> sample.getValue() > 0)
            .map(sample -> sample.getKey().replaceFirst("\\{.*", ""))
            .collect(Collectors.toSet());
    return Files.readAllLines(Path.of("src/test/resources", list + ".golden")).stream()
        .filter(family -> !family.startsWith("#") && !shown.contains(family))
        .toList();
  }

  static byte[] text(KubernautMeterRegistry registry) {
    try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      PrometheusText.write(registry, NameFilter.ALL, out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String key(ParsedSample sample) {
    if (sample.labels().isEmpty()) {
      return sample.name();
    }
    return new TreeMap<>(sample.labels())
        .entrySet().stream()
            .map(Machine::label)
            .collect(Collectors.joining(",", sample.name() + "{", "}"));
  }

  private static String label(Map.Entry<String, String> label) {
    return label.getKey() + "=" + label.getValue();
  }
}
