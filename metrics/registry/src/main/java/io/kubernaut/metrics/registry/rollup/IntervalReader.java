package io.kubernaut.metrics.registry.rollup;

import io.kubernaut.metrics.registry.exposition.Exemplar;
import io.kubernaut.metrics.registry.exposition.HistogramSample;
import io.kubernaut.metrics.registry.exposition.MetricMetadata;
import io.kubernaut.metrics.registry.exposition.MetricSink;
import io.kubernaut.metrics.registry.exposition.SummarySample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The windows of one interval. Readings pass through it as through any sink; the reading that it is
 * told to close with ends the window. One thread at a time uses it.
 */
final class IntervalReader implements MetricSink {
  private final Duration interval;
  private final Map<LabelBytes, SeriesWindow> windows = new HashMap<>();
  private final LabelBytes probe = new LabelBytes();
  private MetricMetadata family = NO_FAMILY;
  private Instant start;
  private boolean closing;
  private List<RollUp> closed = new ArrayList<>();

  private static final MetricMetadata NO_FAMILY =
      new MetricMetadata("", io.kubernaut.metrics.registry.exposition.MetricType.UNKNOWN, "", "");

  IntervalReader(Duration interval, Instant start) {
    this.interval = interval;
    this.start = start;
  }

  Duration interval() {
    return interval;
  }

  /** Whether a moment lies in a later window than the one that is open. */
  boolean isDue(Instant now) {
    return number(now) > number(start);
  }

  private long number(Instant moment) {
    return Math.floorDiv(moment.toEpochMilli(), interval.toMillis());
  }

  /** Begins a reading, which ends the window or does not. */
  void beginReading(boolean toClose) {
    this.closing = toClose;
    this.closed = new ArrayList<>(toClose ? windows.size() : 0);
    this.family = NO_FAMILY;
  }

  /** Ends a reading that closes the window. */
  RollUpWindow close(Instant now) {
    windows.values().removeIf(window -> !window.seen);
    windows.values().forEach(window -> window.seen = false);
    RollUpWindow window = new RollUpWindow(interval, start, now, closed);
    start = now;
    return window;
  }

  @Override
  public void family(MetricMetadata metadata) {
    family = metadata;
  }

  private SeriesWindow window(byte[] labels, int offset, int length) {
    probe.set(family.name(), labels, offset, length);
    SeriesWindow window = windows.get(probe);
    if (window == null) {
      LabelBytes key = probe.copy();
      window = new SeriesWindow(family, key.bytes());
      windows.put(key, window);
    }
    window.seen = true;
    return window;
  }

  @Override
  public void counter(
      byte[] labels,
      int offset,
      int length,
      double value,
      long createdMillis,
      @Nullable Exemplar exemplar) {
    gauge(labels, offset, length, value);
  }

  @Override
  public void gauge(byte[] labels, int offset, int length, double value) {
    SeriesWindow window = window(labels, offset, length);
    window.read(value);
    if (closing) {
      closed.add(window.close());
    }
  }

  @Override
  public void histogram(byte[] labels, int offset, int length, HistogramSample sample) {
    SeriesWindow window = window(labels, offset, length);
    if (closing) {
      closed.add(window.close(sample));
    }
  }

  @Override
  public void summary(byte[] labels, int offset, int length, SummarySample sample) {
    SeriesWindow window = window(labels, offset, length);
    if (closing) {
      closed.add(window.close(sample.count, sample.sum));
    }
  }

  @Override
  public void info(byte[] labels, int offset, int length) {
    gauge(labels, offset, length, 1);
  }

  @Override
  public void state(byte[] labels, int offset, int length, String state, boolean on) {
    // A state set has no roll-up: its states are read as gauges where somebody wants them.
  }
}
