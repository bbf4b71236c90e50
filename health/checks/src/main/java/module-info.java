import org.jspecify.annotations.NullMarked;

/** How a service is, and why: checks, their graph, probes, trends and availability. */
@NullMarked
module io.kubernaut.health.checks {
  requires static transitive org.jspecify;
  requires transitive io.kubernaut.core.http;
  requires transitive io.kubernaut.core.runtime;
  requires transitive io.kubernaut.metrics.store;
  requires transitive io.kubernaut.types;
  requires transitive java.net.http;
  requires transitive micrometer.core;
  requires static transitive java.sql;
  requires java.management;
  requires org.slf4j;

  exports io.kubernaut.health.checks;
  exports io.kubernaut.health.checks.history;
  exports io.kubernaut.health.checks.jmx;
  exports io.kubernaut.health.checks.probes;
  exports io.kubernaut.health.checks.sdk;
  exports io.kubernaut.health.checks.standard;
  exports io.kubernaut.health.checks.view;
}
