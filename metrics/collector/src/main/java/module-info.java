import org.jspecify.annotations.NullMarked;

/** Puts what a registry shows into a store, each second. */
@NullMarked
module io.kubernaut.metrics.collector {
  requires static transitive org.jspecify;
  requires transitive io.kubernaut.core.runtime;
  requires transitive io.kubernaut.metrics.registry;
  requires transitive io.kubernaut.metrics.store;
  requires transitive micrometer.core;
  requires org.slf4j;

  exports io.kubernaut.metrics.collector;
}
