import org.jspecify.annotations.NullMarked;

/** The published test kit: clocks and schedulers that tests move by hand. */
@NullMarked
module io.kubernaut.core.testing {
  requires static transitive org.jspecify;
  requires transitive io.kubernaut.core.runtime;

  exports io.kubernaut.core.testing;
}
