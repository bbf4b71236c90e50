package io.kubernaut.core.storage.journal;

import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The segments of a journal in order. The first sequence of one is where the one before it ends:
 * whatever that holds beyond was never acknowledged.
 */
final class Segments {

  private final NavigableMap<Long, Segment> byNumber = new ConcurrentSkipListMap<>();
  private final AtomicLong highest;

  Segments(List<Segment> segments, long highestNumber) {
    segments.forEach(this::add);
    this.highest = new AtomicLong(highestNumber);
  }

  void add(Segment segment) {
    byNumber.put(segment.number(), segment);
  }

  void remove(Segment segment) {
    byNumber.remove(segment.number());
  }

  /** A number no file has had. */
  long nextNumber() {
    return highest.incrementAndGet();
  }

  List<Segment> all() {
    return List.copyOf(byNumber.values());
  }

  int count() {
    return byNumber.size();
  }

  @Nullable Segment after(long number) {
    var next = byNumber.higherEntry(number);
    return next == null ? null : next.getValue();
  }

  /** The segment that holds a sequence, or the first one if all are later. */
  @Nullable Segment holding(long sequence) {
    for (Segment segment : byNumber.descendingMap().values()) {
      if (segment.firstSequence() <= sequence) {
        return segment;
      }
    }
    var first = byNumber.firstEntry();
    return first == null ? null : first.getValue();
  }
}
