package io.kubernaut.metrics.registry.binders;

import io.micrometer.core.instrument.Tags;
import org.jspecify.annotations.Nullable;

/** Something that can be measured: the name, kind, unit and meaning of a metric. */
record Quantity(String name, boolean counts, @Nullable String unit, String description) {

  /** A sum that only grows. */
  static Quantity counter(String name, String description) {
    return new Quantity(name, true, null, description);
  }

  /** A value that goes up and down. */
  static Quantity gauge(String name, String description) {
    return new Quantity(name, false, null, description);
  }

  Quantity in(String baseUnit) {
    return new Quantity(name, counts, baseUnit, description);
  }

  Measure of(String... tags) {
    return new Measure(this, Tags.of(tags));
  }
}
