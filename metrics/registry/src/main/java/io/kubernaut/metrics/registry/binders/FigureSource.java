package io.kubernaut.metrics.registry.binders;

/** Finds figures, in one file or in a few that belong together. */
@FunctionalInterface
interface FigureSource {

  /** Looks once. May throw: then only its own figures are missing. */
  void read(Figures into);
}
