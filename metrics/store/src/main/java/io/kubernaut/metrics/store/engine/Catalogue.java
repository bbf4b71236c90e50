package io.kubernaut.metrics.store.engine;

import io.kubernaut.metrics.store.Exemplar;
import io.kubernaut.metrics.store.LabelMatcher;
import io.kubernaut.metrics.store.Labels;
import io.kubernaut.metrics.store.MetricMetadata;
import io.kubernaut.metrics.store.SeriesExemplars;
import io.kubernaut.metrics.store.SeriesQuery;
import io.kubernaut.metrics.store.index.SeriesIndex;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is known beside samples: descriptions of metrics, and the newest {@value #MOST_EXEMPLARS}
 * exemplars. Safe for any thread.
 */
final class Catalogue {
  private static final int MOST_EXEMPLARS = 10_000;
  private static final int MOST_METRICS = 50_000;

  private final Map<String, MetricMetadata> metadata = new TreeMap<>();
  private final Deque<Known> exemplars = new ArrayDeque<>();

  private record Known(Labels series, Exemplar exemplar) {}

  synchronized void put(String metric, MetricMetadata known) {
    if (metadata.size() < MOST_METRICS || metadata.containsKey(metric)) {
      metadata.put(metric, known);
    }
  }

  synchronized void add(Labels series, Exemplar exemplar) {
    if (exemplars.size() == MOST_EXEMPLARS) {
      exemplars.removeFirst();
    }
    exemplars.addLast(new Known(series, exemplar));
  }

  synchronized Map<String, List<MetricMetadata>> metadata() {
    Map<String, List<MetricMetadata>> copy = new LinkedHashMap<>();
    metadata.forEach((metric, known) -> copy.put(metric, List.of(known)));
    return copy;
  }

  synchronized List<SeriesExemplars> select(SeriesQuery query) {
    Map<Labels, List<Exemplar>> found = new TreeMap<>();
    for (Known known : exemplars) {
      long time = known.exemplar().timeMillis();
      if (time >= query.fromMillis()
          && time <= query.toMillis()
          && LabelMatcher.allMatch(query.matchers(), known.series())) {
        found.computeIfAbsent(known.series(), ignored -> new ArrayList<>()).add(known.exemplar());
      }
    }
    List<SeriesExemplars> result = new ArrayList<>();
    found.forEach((series, list) -> result.add(new SeriesExemplars(series, list)));
    return result;
  }

  /** What is done between two entries. */
  interface Step {
    void run() throws IOException;
  }

  synchronized void writeTo(JournalRecords records, SeriesIndex index, Step between)
      throws IOException {
    for (Map.Entry<String, MetricMetadata> known : metadata.entrySet()) {
      records.metadata(known.getKey(), known.getValue());
      between.run();
    }
    for (Known known : exemplars) {
      int id = index.find(known.series());
      if (id >= 0) {
        records.exemplar(id, known.exemplar());
        between.run();
      }
    }
  }
}
