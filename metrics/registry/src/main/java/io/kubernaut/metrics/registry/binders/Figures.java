package io.kubernaut.metrics.registry.binders;

import java.util.HashMap;
import java.util.Map;

/** What one look at the machine found. What could not be read is not in it. Used by one thread. */
final class Figures {
  private final Map<Measure, Double> values = new HashMap<>();

  /** Adds a figure, unless it is no number: then there was nothing to read. */
  void add(Quantity quantity, double value, String... tags) {
    if (!Double.isNaN(value)) {
      values.put(quantity.of(tags), value);
    }
  }

  Map<Measure, Double> values() {
    return Map.copyOf(values);
  }
}
