import org.jspecify.annotations.NullMarked;

/** Series of samples: the contracts to read and write them, and the embedded store. */
@NullMarked
module io.kubernaut.metrics.store {
  requires static transitive org.jspecify;
  requires transitive io.kubernaut.core.runtime;
  requires transitive io.kubernaut.core.storage;
  requires org.slf4j;
  requires re2j;

  exports io.kubernaut.metrics.store;
  exports io.kubernaut.metrics.store.engine;
}
