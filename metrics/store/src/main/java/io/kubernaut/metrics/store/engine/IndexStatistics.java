package io.kubernaut.metrics.store.engine;

import io.kubernaut.metrics.store.Labels;
import io.kubernaut.metrics.store.SourceStatistics;
import io.kubernaut.metrics.store.SourceStatistics.Count;
import io.kubernaut.metrics.store.index.SeriesIndex;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What there is most of, counted from the index. */
final class IndexStatistics {
  private static final Comparator<Count> LARGEST_FIRST =
      Comparator.comparingLong(Count::value).reversed().thenComparing(Count::name);

  private IndexStatistics() {}

  static SourceStatistics of(SeriesIndex index, long chunks, long from, long to, int top) {
    List<Count> valuesByLabel = new ArrayList<>();
    List<Count> bytesByLabel = new ArrayList<>();
    List<Count> seriesByPair = new ArrayList<>();
    List<Count> seriesByMetric = new ArrayList<>();
    index.count(Labels.NAME, (metric, series) -> seriesByMetric.add(new Count(metric, series)));
    for (String name : index.names()) {
      long[] sums = new long[2];
      index.count(
          name,
          (value, series) -> {
            sums[0]++;
            sums[1] += value.length();
            seriesByPair.add(new Count(name + "=" + value, series));
          });
      valuesByLabel.add(new Count(name, sums[0]));
      bytesByLabel.add(new Count(name, sums[1]));
    }
    return new SourceStatistics(
        index.size(),
        chunks,
        from,
        to,
        seriesByPair.size(),
        largest(seriesByMetric, top),
        largest(valuesByLabel, top),
        largest(bytesByLabel, top),
        largest(seriesByPair, top));
  }

  private static List<Count> largest(List<Count> counts, int top) {
    return counts.stream().sorted(LARGEST_FIRST).limit(top).toList();
  }
}
