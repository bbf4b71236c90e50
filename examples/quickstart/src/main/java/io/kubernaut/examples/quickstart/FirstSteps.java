package io.kubernaut.examples.quickstart;

import io.kubernaut.Kubernaut;
import io.kubernaut.metrics.registry.CounterFamily;
import io.micrometer.core.instrument.Counter;

/** The first code of the README: what stands between the marks is what stands there. */
final class FirstSteps {

  private FirstSteps() {}

  static String run() {
    // README
    try (Kubernaut kubernaut = Kubernaut.builder("orders").http().start()) {
      Counter placed = kubernaut.metrics().counter("orders.placed", "channel", "web");
      placed.increment(); // Micrometer's own API

      CounterFamily requests = kubernaut.metrics().counters("requests").labels("route").register();
      requests.with("/orders").increment(); // no tags built, no lock, no allocation
      // README
      return kubernaut + " " + placed.count() + " " + requests.with("/orders").count();
    }
  }
}
