import org.jspecify.annotations.NullMarked;

/** A lock-free Micrometer registry with label families, binders, exposition and a parser. */
@NullMarked
module io.kubernaut.metrics.registry {
  requires static transitive org.jspecify;
  requires transitive io.kubernaut.core.http;
  requires transitive io.kubernaut.core.runtime;
  requires java.management;
  requires jdk.management;
  requires transitive java.net.http;
  requires transitive micrometer.core;
  requires micrometer.commons;
  requires org.slf4j;

  exports io.kubernaut.metrics.registry;
  exports io.kubernaut.metrics.registry.binders;
  exports io.kubernaut.metrics.registry.exposition;
  exports io.kubernaut.metrics.registry.jmx;
  exports io.kubernaut.metrics.registry.rollup;
}
