package io.kubernaut.metrics.registry.binders;

import io.kubernaut.core.runtime.MonotonicClock;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes meters of figures that are found together.
 *
 * <p>A registry asks each meter for its value by itself, and a scrape asks hundreds of them within
 * a millisecond. Reading a file for each would read {@code /proc/net/dev} eight times an interface,
 * and the eight answers would not belong together. So the first meter that is asked looks at
 * everything once, and for an interval all meters answer from that look. A file is read once for a
 * scrape however many meters it feeds.
 *
 * <p>A machine changes: interfaces come, disks go. After each look the meters are made equal to
 * what was found: new figures are registered, lost ones removed. So what can not be read is absent
 * and never shown as zero. One gauge, the number of figures, is always there: it shows that nothing
 * is found, and keeps looking until something is.
 *
 * <p>One thread looks at a time; others answer from the last look meanwhile, so that a slow disk
 * holds up one meter, not all. A source that throws loses its own figures and nothing else.
 */
final class CollectedMeters implements SystemBinder {
  private static final Logger LOG = LoggerFactory.getLogger(CollectedMeters.class);

  static final Quantity FOUND =
      Quantity.gauge(
          "kubernaut.sdk.collected.figures", "Figures that were found at the last look, by binder");

  private final String name;
  private final List<FigureSource> sources;
  private final MonotonicClock clock;
  private final long intervalNanos;
  private final AtomicBoolean failed = new AtomicBoolean();
  private final LongAdder found = new LongAdder();

  CollectedMeters(
      String name, List<FigureSource> sources, MonotonicClock clock, Duration interval) {
    this.name = name;
    this.sources = sources;
    this.clock = clock;
    this.intervalNanos = interval.toNanos();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public double emitted() {
    return found.sum();
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Bound bound = new Bound(registry);
    Gauge.builder(FOUND.name(), bound::size)
        .tag("binder", name)
        .description(FOUND.description())
        .register(registry);
    bound.refresh();
  }

  private Map<Measure, Double> look() {
    Figures figures = new Figures();
    for (FigureSource source : sources) {
      try {
        source.read(figures);
      } catch (RuntimeException e) {
        warn("read a source; its figures are absent", e);
      }
    }
    Map<Measure, Double> values = figures.values();
    found.add(values.size());
    return values;
  }

  private void warn(String what, RuntimeException cause) {
    if (failed.compareAndSet(false, true)) {
      LOG.warn("The {} binder can not {}; further failures are not logged", name, what, cause);
    }
  }

  /** The meters of one registry. */
  private final class Bound {
    private final MeterRegistry registry;
    private final AtomicBoolean looking = new AtomicBoolean();
    private final Map<Measure, Meter> meters = new HashMap<>(); // touched by who is looking
    private volatile Look last = new Look(Map.of(), 0);

    Bound(MeterRegistry registry) {
      this.registry = registry;
    }

    double size() {
      return current().values().size();
    }

    double value(Measure measure) {
      return current().values().getOrDefault(measure, Double.NaN);
    }

    private Look current() {
      if (clock.nanos() - last.nanos() >= intervalNanos) {
        refresh();
      }
      return last;
    }

    void refresh() {
      if (!looking.compareAndSet(false, true)) {
        return;
      }
      try {
        last = new Look(look(), clock.nanos());
        settle(last.values());
      } catch (RuntimeException e) { // a registry that refuses a meter
        warn("register its meters", e);
      } finally {
        looking.set(false);
      }
    }

    private void settle(Map<Measure, Double> found) {
      for (Measure measure : found.keySet()) {
        meters.computeIfAbsent(measure, this::register);
      }
      for (Measure measure : Set.copyOf(meters.keySet())) {
        if (!found.containsKey(measure)) {
          registry.remove(Objects.requireNonNull(meters.remove(measure)));
        }
      }
    }

    private Meter register(Measure measure) {
      Quantity quantity = measure.quantity();
      if (quantity.counts()) {
        return FunctionCounter.builder(quantity.name(), this, bound -> bound.value(measure))
            .tags(measure.tags())
            .baseUnit(quantity.unit())
            .description(quantity.description())
            .register(registry);
      }
      return Gauge.builder(quantity.name(), () -> value(measure))
          .tags(measure.tags())
          .baseUnit(quantity.unit())
          .description(quantity.description())
          .register(registry);
    }
  }

  private record Look(Map<Measure, Double> values, long nanos) {}
}
