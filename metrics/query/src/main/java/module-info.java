import org.jspecify.annotations.NullMarked;

/** PromQL: the language and the engine, and the HTTP interface of Prometheus. */
@NullMarked
module io.kubernaut.metrics.query {
  requires static transitive org.jspecify;
  requires transitive io.kubernaut.core.http;
  requires transitive io.kubernaut.metrics.store;
  requires org.slf4j;
  requires re2j;
  requires com.fasterxml.jackson.core;

  exports io.kubernaut.metrics.query;
  exports io.kubernaut.metrics.query.http;
  exports io.kubernaut.metrics.query.syntax;
}
