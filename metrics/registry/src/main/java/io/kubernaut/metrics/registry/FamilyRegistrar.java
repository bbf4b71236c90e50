package io.kubernaut.metrics.registry;

import io.kubernaut.metrics.registry.cells.SeriesGroup;

/** Finds or makes the group that a family stands on. */
@FunctionalInterface
interface FamilyRegistrar {

  /** Throws {@link IllegalArgumentException} when the request clashes with what is registered. */
  SeriesGroup register(FamilyRequest request);
}
