package io.kubernaut.metrics.registry;

import io.micrometer.core.instrument.Gauge;

/**
 * A gauge whose value is set by whoever knows it, instead of being asked for at each scrape.
 *
 * <p>Safe for any thread; neither method blocks, throws or allocates.
 */
public interface SettableGauge extends Gauge {

  /**
   * Sets the value. The last writer wins.
   *
   * @param value any double, {@code NaN} for unknown
   */
  void set(double value);

  /**
   * Adds to the value, atomically with other additions.
   *
   * @param amount what to add; negative to subtract
   */
  void add(double amount);
}
