package io.kubernaut.types.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The keywords of JSON Schema that look at the fields of an object. */
final class Fields {

  static final String UNKNOWN = "is not a known field";

  private final Comparison comparison;
  private final SchemaIndex index;
  private final JsonNode schema;
  private final Evaluated evaluated;

  Fields(Comparison comparison, SchemaIndex index, JsonNode schema, Evaluated evaluated) {
    this.comparison = comparison;
    this.index = index;
    this.schema = schema;
    this.evaluated = evaluated;
  }

  void compare(JsonNode object, Violations found) {
    required(schema.path("required"), object, found);
    dependent(schema.path("dependentRequired"), object, found);
    dependent(schema.path("dependentSchemas"), object, found);
    dependent(schema.path("dependencies"), object, found);
    JsonNode names = schema.path("propertyNames");
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      Violations at = found.below(field.getKey());
      field(field.getKey(), field.getValue(), at);
      if (!names.isMissingNode()) {
        comparison.compare(names, TextNode.valueOf(field.getKey()), at);
      }
    }
    unevaluated(object, found);
  }

  private static void required(JsonNode names, JsonNode object, Violations found) {
    for (JsonNode name : names) {
      if (!object.has(name.textValue())) {
        String pointer = "/" + Pointers.escape(name.textValue());
        found.add(pointer, null, "must be there", "Add it.");
      }
    }
  }

  private void dependent(JsonNode byField, JsonNode object, Violations found) {
    for (Map.Entry<String, JsonNode> dependent : byField.properties()) {
      if (object.has(dependent.getKey())) {
        if (dependent.getValue().isArray()) {
          required(dependent.getValue(), object, found);
        } else {
          evaluated.addAll(comparison.compare(dependent.getValue(), object, found));
        }
      }
    }
  }

  private void field(String name, JsonNode value, Violations at) {
    JsonNode own = schema.path("properties").get(name);
    boolean isKnown = own != null;
    if (own != null) {
      comparison.compare(own, value, at);
    }
    for (Map.Entry<String, JsonNode> pattern : schema.path("patternProperties").properties()) {
      if (EcmaPattern.isIn(index.pattern(pattern.getKey()), name)) {
        comparison.compare(pattern.getValue(), value, at);
        isKnown = true;
      }
    }
    JsonNode others = schema.get("additionalProperties");
    if (!isKnown && others != null) {
      other(others, name, value, at);
      isKnown = true;
    }
    if (isKnown) {
      evaluated.field(name);
    }
  }

  private void other(JsonNode others, String name, JsonNode value, Violations at) {
    if (others.isBoolean() && !others.booleanValue()) {
      at.add("", value, UNKNOWN, known(name));
    } else {
      comparison.compare(others, value, at);
    }
  }

  private String known(String name) {
    List<String> names = new ArrayList<>();
    schema.path("properties").fieldNames().forEachRemaining(names::add);
    return Suggestion.of(name, names);
  }

  private void unevaluated(JsonNode object, Violations found) {
    JsonNode others = schema.get("unevaluatedProperties");
    if (others == null) {
      return;
    }
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      if (!evaluated.hasField(field.getKey())) {
        other(others, field.getKey(), field.getValue(), found.below(field.getKey()));
        evaluated.field(field.getKey());
      }
    }
  }
}
