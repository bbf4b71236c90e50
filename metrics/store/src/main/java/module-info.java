import org.jspecify.annotations.NullMarked;

/** Series of samples: the contracts to read and write them, and a store in memory. */
@NullMarked
module io.kubernaut.metrics.store {
  requires static transitive org.jspecify;
  requires re2j;

  exports io.kubernaut.metrics.store;
}
