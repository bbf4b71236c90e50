import org.jspecify.annotations.NullMarked;

/** Platform: component life, clocks, scheduler, events, host facts and JMX naming. */
@NullMarked
module io.kubernaut.core.runtime {
  requires static transitive org.jspecify;
  requires transitive java.management;
  requires org.slf4j;

  exports io.kubernaut.core.runtime;
}
