package io.kubernaut.types.metric;

import io.kubernaut.types.metric.ExponentialHistogramValue.Span;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;

/** The buckets of one sign that are not empty, by index. */
final class ExponentialBuckets {

  private final NavigableMap<Integer, Long> counts;

  private ExponentialBuckets(NavigableMap<Integer, Long> counts) {
    this.counts = counts;
  }

  static ExponentialBuckets of(Map<Integer, Long> counts) {
    TreeMap<Integer, Long> full = new TreeMap<>(counts);
    full.values().removeIf(count -> count == 0);
    return new ExponentialBuckets(full);
  }

  /** Decodes spans. There must be as many counts as the spans are long, and each must be valid. */
  static ExponentialBuckets of(List<Span> spans, List<Long> counts) {
    TreeMap<Integer, Long> full = new TreeMap<>();
    Iterator<Long> each = counts.iterator();
    long index = 0;
    for (Span span : spans) {
      index += span.offset();
      for (long end = index + span.length(); index < end && each.hasNext(); index++) {
        full.put(Math.toIntExact(index), each.next());
      }
    }
    full.values().removeIf(count -> count == 0);
    return new ExponentialBuckets(full);
  }

  boolean isEmpty() {
    return counts.isEmpty();
  }

  int first() {
    return counts.firstKey();
  }

  ExponentialBuckets coarser(int steps) {
    TreeMap<Integer, Long> coarse = new TreeMap<>();
    counts.forEach(
        (index, count) ->
            coarse.merge(ExponentialScale.coarser(index, steps), count, Merging::count));
    return new ExponentialBuckets(coarse);
  }

  ExponentialBuckets plus(ExponentialBuckets other) {
    TreeMap<Integer, Long> sum = new TreeMap<>(counts);
    other.counts.forEach((index, count) -> sum.merge(index, count, Merging::count));
    return new ExponentialBuckets(sum);
  }

  /** Returns the buckets above one. */
  ExponentialBuckets above(int index) {
    return new ExponentialBuckets(new TreeMap<>(counts.tailMap(index, false)));
  }

  /** Returns how many observations are in a bucket and all before. */
  long countTo(int index) {
    SortedMap<Integer, Long> head = counts.headMap(index, true);
    return head.values().stream().reduce(0L, Merging::count);
  }

  /** Returns runs of buckets that follow each other. */
  List<Span> spans() {
    List<Span> spans = new ArrayList<>();
    long end = 0;
    long start = 0;
    for (int index : counts.keySet()) {
      if (index != end || spans.isEmpty()) {
        spans.add(new Span((int) (index - end), 0, Map.of()));
        start = index;
      }
      end = index + 1L;
      int last = spans.size() - 1;
      spans.set(last, new Span(spans.get(last).offset(), end - start, Map.of()));
    }
    return spans;
  }

  List<Long> counts() {
    return List.copyOf(counts.values());
  }

  SortedMap<Integer, Long> byIndex() {
    return counts;
  }
}
