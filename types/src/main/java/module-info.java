import org.jspecify.annotations.NullMarked;

/** The shared vocabulary: immutable, versioned, validated standard schemas and their codecs. */
@NullMarked
module io.kubernaut.types {
  requires transitive org.jspecify;
  requires transitive com.fasterxml.jackson.databind;
  requires com.fasterxml.jackson.dataformat.yaml;
  requires com.fasterxml.jackson.dataformat.csv;
  requires com.fasterxml.jackson.dataformat.cbor;
  requires org.yaml.snakeyaml;

  exports io.kubernaut.types.access;
  exports io.kubernaut.types.alert;
  exports io.kubernaut.types.audit;
  exports io.kubernaut.types.business;
  exports io.kubernaut.types.catalogue;
  exports io.kubernaut.types.cloud;
  exports io.kubernaut.types.compliance;
  exports io.kubernaut.types.container;
  exports io.kubernaut.types.event;
  exports io.kubernaut.types.health;
  exports io.kubernaut.types.kubernetes;
  exports io.kubernaut.types.metric;
  exports io.kubernaut.types.money;
  exports io.kubernaut.types.network;
  exports io.kubernaut.types.parameter;
  exports io.kubernaut.types.patch;
  exports io.kubernaut.types.proof;
  exports io.kubernaut.types.schema;
  exports io.kubernaut.types.value;
  exports io.kubernaut.types.web;
  exports io.kubernaut.types.workflow;
  exports io.kubernaut.types;
}
