package io.kubernaut.metrics.registry.rollup;

import io.kubernaut.metrics.registry.exposition.MetricSource;
import io.kubernaut.metrics.registry.exposition.NameFilter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rolls series up at one or more intervals.
 *
 * <p>Recording is not involved: a roll-up is the difference of two readings of the totals, so
 * windows add up to the totals exactly, and changing the intervals while threads record loses
 * nothing. Windows begin at whole multiples of their interval since 1970, as seen by the wall
 * clock; a reading that comes late ends the window late, and says so in its bounds. A series that
 * is removed takes what it recorded since the last reading with it.
 *
 * <p>Nothing is read until an interval is set. Then all series are read once a second, or at each
 * {@link #tick()}, and each interval keeps one reading of each series: some 200 bytes for a counter
 * and as much as its buckets for a timer.
 *
 * <p>Safe for any thread. Listeners are called by the thread that ticks; what they throw is logged
 * and does not disturb the others.
 */
public final class RollUps {
  /** How many closed windows of each interval are kept. */
  public static final int KEPT = 60;

  private static final int MOST_INTERVALS = 8;
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Logger LOG = LoggerFactory.getLogger(RollUps.class);

  private final MetricSource source;
  private final InstantSource clock;
  private final Map<Duration, IntervalReader> readers = new TreeMap<>();
  private final Map<Duration, Deque<RollUpWindow>> kept = new TreeMap<>();
  private final List<Consumer<RollUpWindow>> listeners = new CopyOnWriteArrayList<>();

  /**
   * Makes roll-ups of a source, with no interval yet.
   *
   * @param source what to read; its histograms should be fine ones
   * @param clock tells the bounds of windows
   */
  public RollUps(MetricSource source, InstantSource clock) {
    this.source = source;
    this.clock = clock;
  }

  /**
   * Sets the intervals, at any time. Windows of an interval that stays go on; those of one that
   * goes are closed now, shorter than usual; one that is new begins now.
   *
   * @param intervals at most 8, each at least a second; none ends all roll-ups
   * @throws IllegalArgumentException if there are too many or one is too short
   */
  public void every(Duration... intervals) {
    Set<Duration> wanted = checked(intervals);
    List<RollUpWindow> closed;
    synchronized (this) {
      Set<Duration> ending = new HashSet<>(readers.keySet());
      ending.removeAll(wanted);
      Instant now = clock.instant();
      Set<Duration> fresh = new HashSet<>(wanted);
      fresh.removeAll(readers.keySet());
      fresh.forEach(interval -> readers.put(interval, new IntervalReader(interval, now)));
      Set<Duration> closing = new HashSet<>(ending);
      closing.addAll(fresh); // whose first window only notes where the totals stand
      closed = read(now, closing);
      closed.removeIf(window -> fresh.contains(window.interval()));
      readers.keySet().retainAll(wanted);
      keep(closed);
    }
    tell(closed);
  }

  private static Set<Duration> checked(Duration... intervals) {
    Set<Duration> wanted = new HashSet<>(List.of(intervals));
    if (wanted.size() > MOST_INTERVALS) {
      throw new IllegalArgumentException(
          "%d roll-up intervals are too many. Use at most %d."
              .formatted(wanted.size(), MOST_INTERVALS));
    }
    for (Duration interval : wanted) {
      if (interval.compareTo(SHORTEST) < 0) {
        throw new IllegalArgumentException(
            "Invalid roll-up interval %s. Use at least %s.".formatted(interval, SHORTEST));
      }
    }
    return wanted;
  }

  /**
   * Returns the intervals that are set.
   *
   * @return ascending
   */
  public synchronized List<Duration> intervals() {
    return List.copyOf(readers.keySet());
  }

  /**
   * Listens to windows as they are closed.
   *
   * @param listener called by the thread that ticks; it should be quick
   * @return ends the listening
   */
  public Subscription onWindow(Consumer<RollUpWindow> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /** A listener that listens. */
  @FunctionalInterface
  public interface Subscription extends AutoCloseable {
    /** Ends the listening. Closing twice is harmless. */
    @Override
    void close();
  }

  /**
   * Returns the window of an interval that was closed last.
   *
   * @param interval one that is, or was, set
   * @return the window; empty when none has been closed yet
   */
  public synchronized Optional<RollUpWindow> latest(Duration interval) {
    Deque<RollUpWindow> windows = kept.get(interval);
    return windows == null ? Optional.empty() : Optional.ofNullable(windows.peekLast());
  }

  /**
   * Returns the windows of an interval that are kept, at most {@value #KEPT}.
   *
   * @param interval one that is, or was, set
   * @return the oldest first
   */
  public synchronized List<RollUpWindow> history(Duration interval) {
    Deque<RollUpWindow> windows = kept.get(interval);
    return windows == null ? List.of() : List.copyOf(windows);
  }

  /**
   * Reads all series once and closes the windows whose time is over. The registry's scheduler calls
   * this once a second; without a scheduler call it yourself.
   */
  public void tick() {
    List<RollUpWindow> closed;
    synchronized (this) {
      if (readers.isEmpty()) {
        return;
      }
      Instant now = clock.instant();
      Set<Duration> due = new HashSet<>();
      for (IntervalReader reader : readers.values()) {
        if (reader.isDue(now)) {
          due.add(reader.interval());
        }
      }
      closed = read(now, due);
      keep(closed);
    }
    tell(closed);
  }

  private List<RollUpWindow> read(Instant now, Set<Duration> closing) {
    List<IntervalReader> all = new ArrayList<>(readers.values());
    all.forEach(reader -> reader.beginReading(closing.contains(reader.interval())));
    source.collect(NameFilter.ALL, new SinkOfMany(all));
    List<RollUpWindow> closed = new ArrayList<>();
    for (IntervalReader reader : all) {
      if (closing.contains(reader.interval())) {
        closed.add(reader.close(now));
      }
    }
    return closed;
  }

  private void keep(List<RollUpWindow> closed) {
    for (RollUpWindow window : closed) {
      Deque<RollUpWindow> windows =
          kept.computeIfAbsent(window.interval(), interval -> new ArrayDeque<>());
      windows.addLast(window);
      if (windows.size() > KEPT) {
        windows.removeFirst();
      }
    }
  }

  private void tell(List<RollUpWindow> closed) {
    for (RollUpWindow window : closed) {
      for (Consumer<RollUpWindow> listener : listeners) {
        try {
          listener.accept(window);
        } catch (RuntimeException e) {
          LOG.warn("A listener to roll-ups failed; the others go on", e);
        }
      }
    }
  }
}
