package io.kubernaut.examples.modular;

import io.kubernaut.Kubernaut;
import io.micrometer.core.instrument.Counter;

/** Counts an order, and says from which module the SDK came. */
public final class Orders {
  private Orders() {}

  /**
   * Runs it.
   *
   * @param arguments none
   */
  public static void main(String[] arguments) {
    try (Kubernaut kubernaut = Kubernaut.builder("orders").start()) {
      Counter placed = kubernaut.metrics().counter("orders.placed", "channel", "web");
      placed.increment();
      Module sdk = Kubernaut.class.getModule();
      System.out.printf("%.0f order, counted by %s%n", placed.count(), sdk);
    }
  }
}
