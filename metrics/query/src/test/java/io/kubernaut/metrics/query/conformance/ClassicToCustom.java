package io.kubernaut.metrics.query.conformance;

import io.kubernaut.metrics.store.Labels;
import io.kubernaut.metrics.store.NativeHistogram;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes of each classic histogram a native one with the same bounds. */
final class ClassicToCustom {

  private ClassicToCustom() {}

  /** The parts of one histogram at one time. */
  private static final class Parts {
    final TreeMap<Double, Double> buckets = new TreeMap<>();
    double sum;
    double count = Double.NaN;
  }

  static List<TestData.Load> convert(List<TestData.Load> loads, long step) {
    Map<Labels, SortedMap<Integer, Parts>> histograms = new LinkedHashMap<>();
    for (TestData.Load load : loads) {
      String name = load.labels().metricName();
      if (name.endsWith("_bucket") && load.labels().has("le")) {
        double bound = Notation.number(load.labels().get("le"));
        collect(histograms, load, "_bucket", (parts, value) -> parts.buckets.put(bound, value));
      } else if (name.endsWith("_sum")) {
        collect(histograms, load, "_sum", (parts, value) -> parts.sum = value);
      } else if (name.endsWith("_count")) {
        collect(histograms, load, "_count", (parts, value) -> parts.count = value);
      }
    }
    List<TestData.Load> converted = new ArrayList<>();
    histograms.forEach(
        (labels, byPlace) -> {
          if (byPlace.values().stream().anyMatch(parts -> !parts.buckets.isEmpty())) {
            converted.add(new TestData.Load(labels, values(byPlace), List.of(), step));
          }
        });
    return converted;
  }

  private interface Part {
    void set(Parts parts, double value);
  }

  private static void collect(
      Map<Labels, SortedMap<Integer, Parts>> histograms,
      TestData.Load load,
      String suffix,
      Part part) {
    String name = load.labels().metricName();
    Labels base =
        load.labels()
            .without("le")
            .with(Labels.NAME, name.substring(0, name.length() - suffix.length()));
    SortedMap<Integer, Parts> byPlace =
        histograms.computeIfAbsent(base, ignored -> new TreeMap<>());
    for (int i = 0; i < load.values().size(); i++) {
      Double value = load.values().get(i).value();
      if (value != null) {
        part.set(byPlace.computeIfAbsent(i, ignored -> new Parts()), value);
      }
    }
  }

  private static List<Notation.Value> values(SortedMap<Integer, Parts> byPlace) {
    List<Notation.Value> values = new ArrayList<>();
    byPlace.forEach(
        (place, parts) -> {
          while (values.size() < place) {
            values.add(Notation.Value.NONE);
          }
          values.add(new Notation.Value(null, histogram(parts), false));
        });
    return values;
  }

  private static NativeHistogram histogram(Parts parts) {
    double infinite = parts.buckets.getOrDefault(Double.POSITIVE_INFINITY, Double.NaN);
    double count =
        !Double.isNaN(parts.count)
            ? parts.count
            : !Double.isNaN(infinite)
                ? infinite
                : parts.buckets.isEmpty() ? 0 : parts.buckets.lastEntry().getValue();
    parts.buckets.put(Double.POSITIVE_INFINITY, count);
    double[] bounds = new double[parts.buckets.size() - 1];
    int[] indexes = new int[bounds.length + 1];
    double[] counts = new double[bounds.length + 1];
    double before = 0;
    int at = 0;
    for (Map.Entry<Double, Double> bucket : parts.buckets.entrySet()) {
      if (at < bounds.length) {
        bounds[at] = bucket.getKey();
      }
      indexes[at] = at;
      counts[at++] = bucket.getValue() - before;
      before = bucket.getValue();
    }
    return NativeHistogram.builder(NativeHistogram.CUSTOM_SCHEMA)
        .count(count)
        .sum(parts.sum)
        .positive(indexes, counts)
        .bounds(bounds)
        .build();
  }
}
