package io.kubernaut.metrics.store;

import io.kubernaut.metrics.store.SourceStatistics.Count;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Counts what a store in memory holds. */
final class MemoryStatistics {

  private final Map<String, Long> metrics = new HashMap<>();
  private final Map<String, Set<String>> values = new HashMap<>();
  private final Map<String, Long> pairs = new HashMap<>();

  private MemoryStatistics() {}

  static SourceStatistics of(List<MemorySeries> all, int top) {
    MemoryStatistics counted = new MemoryStatistics();
    long from = Long.MAX_VALUE;
    long to = Long.MIN_VALUE;
    for (MemorySeries series : all) {
      counted.add(series.labels());
      if (series.size() > 0) {
        from = Math.min(from, series.first());
        to = Math.max(to, series.last());
      }
    }
    return new SourceStatistics(
        all.size(),
        all.size(),
        from,
        to,
        counted.pairs.size(),
        largest(counted.metrics, top),
        largest(counted.valueCounts(), top),
        largest(counted.valueBytes(), top),
        largest(counted.pairs, top));
  }

  private void add(Labels labels) {
    metrics.merge(labels.metricName(), 1L, Long::sum);
    labels.forEach(
        (name, value) -> {
          values.computeIfAbsent(name, ignored -> new HashSet<>()).add(value);
          pairs.merge(name + "=" + value, 1L, Long::sum);
        });
  }

  private Map<String, Long> valueCounts() {
    Map<String, Long> counts = new HashMap<>();
    values.forEach((name, set) -> counts.put(name, (long) set.size()));
    return counts;
  }

  private Map<String, Long> valueBytes() {
    Map<String, Long> bytes = new HashMap<>();
    values.forEach(
        (name, set) -> bytes.put(name, set.stream().mapToLong(value -> value.length()).sum()));
    return bytes;
  }

  private static List<Count> largest(Map<String, Long> counts, int top) {
    return counts.entrySet().stream()
        .map(entry -> new Count(entry.getKey(), entry.getValue()))
        .sorted(Comparator.comparingLong(Count::value).reversed().thenComparing(Count::name))
        .limit(top)
        .collect(Collectors.toList());
  }
}
