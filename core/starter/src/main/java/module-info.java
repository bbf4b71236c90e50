import org.jspecify.annotations.NullMarked;

/** Everything wired, zero configuration. */
@NullMarked
module io.kubernaut {
  requires static transitive org.jspecify;
  requires transitive io.kubernaut.core.http;
  requires transitive io.kubernaut.core.runtime;
  requires transitive io.kubernaut.health.checks;
  requires transitive io.kubernaut.health.diagnostics;
  requires transitive io.kubernaut.metrics.collector;
  requires transitive io.kubernaut.metrics.query;
  requires transitive io.kubernaut.metrics.registry;
  requires transitive io.kubernaut.metrics.store;
  requires io.kubernaut.core.jetty;
  requires org.slf4j;

  exports io.kubernaut;
}
