package io.kubernaut.metrics.registry.binders;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The gauges and function counters of Micrometer's binders, asked at a look and not by every
 * scrape: behind some of them the virtual machine reads a dozen files or visits all threads.
 */
final class MeterFigures implements FigureSource {
  private final List<MeterBinder> binders; // meters hold what they ask only weakly
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  MeterFigures(MeterBinder... binders) {
    this.binders = List.of(binders);
    this.binders.forEach(binder -> binder.bindTo(meters));
  }

  @Override
  public void read(Figures into) {
    for (Meter meter : meters.getMeters()) {
      if (meter instanceof Gauge gauge) {
        add(meter.getId(), false, gauge.value(), into);
      } else if (meter instanceof FunctionCounter counter) {
        add(meter.getId(), true, counter.count(), into);
      }
    }
  }

  private static void add(Meter.Id id, boolean counts, double value, Figures into) {
    String description = Objects.requireNonNullElse(id.getDescription(), id.getName());
    into.add(
        new Quantity(id.getName(), counts, id.getBaseUnit(), description),
        value,
        id.getTags().stream().flatMap(MeterFigures::words).toArray(String[]::new));
  }

  private static Stream<String> words(Tag tag) {
    return Stream.of(tag.getKey(), tag.getValue());
  }
}
