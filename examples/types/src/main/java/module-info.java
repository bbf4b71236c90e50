import org.jspecify.annotations.NullMarked;

/** The examples of the package pages of the types. */
@NullMarked
module io.kubernaut.examples.types {
  requires static transitive org.jspecify;
  requires transitive io.kubernaut.types;

  exports io.kubernaut.examples.types;
}
