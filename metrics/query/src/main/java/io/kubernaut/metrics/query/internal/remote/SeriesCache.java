package io.kubernaut.metrics.query.internal.remote;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
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
  private final MethodHandle making = making();

  /** Makes one for at most so many series. */
  public SeriesCache(int most) {
    this.most = most;
  }

  @Nullable KnownSeries find(SeriesKey key) {
    return known.get(key);
  }

  private static MethodHandle making() {
    MethodType type = MethodType.methodType(KnownSeries.class, byte[].class, int.class, int.class);
    try {
      return MethodHandles.lookup().findVirtual(SeriesWriter.class, "made", type);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("A method of this package is not found", e);
    }
  }

  /**
   * Has a writer make a series, by a call that the compiler can not follow: the first requests
   * bring new series only, and it would take that for the common case and put all of it, the
   * reading of labels and the store's index, into the loop over known ones.
   */
  @Nullable KnownSeries make(SeriesWriter writer, byte[] bytes, int from, int to)
      throws MalformedMessageException {
    try {
      return (KnownSeries) making.invokeExact(writer, bytes, from, to);
    } catch (MalformedMessageException | RuntimeException | Error thrown) {
      throw thrown;
    } catch (Throwable other) {
      throw new IllegalStateException("Making a series declares no other exception", other);
    }
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
