import org.jspecify.annotations.NullMarked;

/** A service that is a module and links the SDK by one line. */
@NullMarked
module io.kubernaut.examples.modular {
  requires io.kubernaut;
  requires static org.jspecify;
}
