import org.jspecify.annotations.NullMarked;

/** Redacted bundles, profiles, bottlenecks, security posture, and the evidence of a failure. */
@NullMarked
module io.kubernaut.health.diagnostics {
  requires static transitive org.jspecify;
  requires transitive io.kubernaut.core.http;
  requires transitive io.kubernaut.core.runtime;
  requires transitive io.kubernaut.core.storage;
  requires transitive io.kubernaut.metrics.registry;
  requires transitive io.kubernaut.types;
  requires static transitive io.kubernaut.health.checks;
  requires HdrHistogram;
  requires java.management;
  requires jdk.management;
  requires static jdk.jfr;
  requires org.slf4j;

  exports io.kubernaut.health.diagnostics;
  exports io.kubernaut.health.diagnostics.posture;
  exports io.kubernaut.health.diagnostics.profile;
  exports io.kubernaut.health.diagnostics.redaction;
}
