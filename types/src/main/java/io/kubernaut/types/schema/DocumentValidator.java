package io.kubernaut.types.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compares a tree with a JSON Schema of the kind that {@link JsonSchemaWriter} writes: every
 * keyword that it uses, and no other. All problems are found; each is told at its place.
 */
final class DocumentValidator {

  private final JsonNode root;

  DocumentValidator(JsonNode root) {
    this.root = root;
  }

  List<Violation> validate(JsonNode document) {
    Violations found = new Violations();
    validate(root, document, found);
    return found.found();
  }

  private void validate(JsonNode schema, JsonNode value, Violations found) {
    if (schema.has("$ref")) {
      validate(root.at(schema.get("$ref").textValue().substring(1)), value, found);
    }
    schema.path("allOf").forEach(each -> validate(each, value, found));
    if (schema.has("anyOf") || schema.has("oneOf")) {
      alternatives(schema.has("anyOf") ? schema.get("anyOf") : schema.get("oneOf"), value, found);
    }
    if (!ValueRules.type(schema, value, found)) {
      return;
    }
    ValueRules.value(schema, value, found);
    if (value.isObject()) {
      fields(schema, value, found);
    } else if (value.isArray()) {
      elements(schema, value, found);
    }
  }

  // The alternative that is meant is the one with the fewest problems.
  private void alternatives(JsonNode schemas, JsonNode value, Violations found) {
    List<Violation> least = null;
    for (JsonNode schema : schemas) {
      Violations tried = new Violations();
      validate(schema, value, tried);
      if (tried.isEmpty()) {
        return;
      }
      least = least == null || rank(tried) < rank(least) ? tried.found() : least;
    }
    found.addAll(least == null ? List.of() : least);
  }

  private static int rank(Violations tried) {
    return rank(tried.found());
  }

  // A wrong kind or another alternative's name weighs more than a wrong field.
  private static int rank(List<Violation> violations) {
    return violations.stream()
        .mapToInt(v -> v.pointer().isEmpty() || v.rule().startsWith("must be \"") ? 100 : 1)
        .sum();
  }

  private void fields(JsonNode schema, JsonNode value, Violations found) {
    for (JsonNode required : schema.path("required")) {
      found.unless(
          value.has(required.textValue()),
          "/" + Pointers.escape(required.textValue()),
          null,
          "must be there",
          "Add it.");
    }
    JsonNode properties = schema.path("properties");
    JsonNode others = schema.path("additionalProperties");
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      Violations at = found.below(field.getKey());
      if (properties.has(field.getKey())) {
        validate(properties.get(field.getKey()), field.getValue(), at);
      } else if (others.isObject()) {
        validate(others, field.getValue(), at);
      } else {
        at.unless(
            others.asBoolean(true),
            "",
            field.getValue(),
            "is not a known field",
            known(field.getKey(), properties));
      }
      ValueRules.name(schema.path("propertyNames"), field.getKey(), at);
    }
  }

  private static String known(String name, JsonNode properties) {
    List<String> names = new ArrayList<>();
    properties.fieldNames().forEachRemaining(names::add);
    return Suggestion.of(name, names);
  }

  private void elements(JsonNode schema, JsonNode value, Violations found) {
    Set<JsonNode> seen = new HashSet<>();
    for (int i = 0; i < value.size(); i++) {
      Violations at = found.below(Integer.toString(i));
      if (schema.has("items")) {
        validate(schema.get("items"), value.get(i), at);
      }
      if (schema.path("uniqueItems").asBoolean()) {
        at.unless(seen.add(value.get(i)), "", value.get(i), "must not come twice", "Remove one.");
      }
    }
  }
}
