package io.kubernaut.types.parameter;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Writes the JSON Schema of arguments, for forms and for tools that check before we do. */
final class ParameterSchema {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private ParameterSchema() {}

  static ObjectNode of(List<Parameter> parameters) {
    ObjectNode schema = NODES.objectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    ArrayNode required = schema.putArray("required");
    ObjectNode dependent = NODES.objectNode();
    for (Parameter parameter : parameters) {
      properties.set(parameter.name(), property(parameter));
      if (parameter.isRequired() && parameter.fallback().isEmpty()) {
        required.add(parameter.name());
      }
      if (!parameter.dependsOn().isEmpty()) {
        parameter.dependsOn().forEach(dependent.putArray(parameter.name())::add);
      }
    }
    if (!dependent.isEmpty()) {
      schema.set("dependentRequired", dependent);
    }
    return schema.put("additionalProperties", false);
  }

  private static ObjectNode property(Parameter parameter) {
    ObjectNode schema = NODES.objectNode();
    schema.put("type", parameter.type().jsonType());
    if (parameter.description() != null) {
      schema.put("description", parameter.description());
    }
    ObjectNode element = schema;
    if (parameter.type() == ParameterType.ARRAY) {
      element = schema.putObject("items");
      element.putArray("type").add("string").add("number").add("boolean");
    }
    constraints(parameter, element);
    parameter.fallback().ifPresent(value -> schema.set("default", value.node()));
    return schema;
  }

  private static void constraints(Parameter parameter, ObjectNode schema) {
    if (!parameter.allowed().isEmpty()) {
      ArrayNode words = schema.putArray("enum");
      parameter.allowed().forEach(value -> words.add(value.node()));
    }
    if (parameter.pattern() != null) {
      schema.put("type", "string").put("pattern", parameter.pattern());
    }
    if (parameter.minimum() != null) {
      schema.put("minimum", parameter.minimum());
    }
    if (parameter.maximum() != null) {
      schema.put("maximum", parameter.maximum());
    }
  }
}
