package io.kubernaut.metrics.query.internal.remote;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The series that senders have written, by the bytes of their labels, so that the labels of a known
 * series are never read again. Senders write series in the same order each time, so the first guess
 * is the one that came next the last time: that costs one comparison, and no hash.
 *
 * <p>Bounded: when it is full it begins anew, and a series whose labels take more than {@value
 * #LONGEST} bytes is never known. Safe for any thread.
 */
public final class SeriesCache {

  static final int LONGEST = 16 << 10;

  private final Map<SeriesKey, KnownSeries> known = new ConcurrentHashMap<>();
  private final int most;

  /** Makes one for at most so many series. */
  public SeriesCache(int most) {
    this.most = most;
  }

  @Nullable KnownSeries find(SeriesKey key) {
    return known.get(key);
  }

  KnownSeries add(SeriesKey key, long reference) {
    if (key.length() > LONGEST) {
      return new KnownSeries(key.copy(), reference);
    }
    if (known.size() >= most) {
      known.clear();
    }
    KnownSeries made = new KnownSeries(key.copy(), reference);
    KnownSeries before = known.putIfAbsent(made, made);
    return before == null ? made : before;
  }

  /** Returns how many series are known. */
  public int size() {
    return known.size();
  }
}
