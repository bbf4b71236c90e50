package io.kubernaut.types.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The schema of schemas, draft 2020-12, in one piece: what schemas that extend it refer to. The
 * standard's own is spread over eight documents that say the same.
 */
final class MetaSchema {

  private static final String ID = "https://json-schema.org/draft/2020-12/schema";

  private MetaSchema() {}

  static ObjectNode document() {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    schema.put("$schema", ID).put("$id", ID).put("$dynamicAnchor", "meta");
    schema.putArray("type").add("object").add("boolean");
    ObjectNode properties = schema.putObject("properties");
    List.of(
            "additionalProperties items contains propertyNames not if then else contentSchema unevaluatedItems unevaluatedProperties"
                .split(" "))
        .forEach(keyword -> properties.set(keyword, self()));
    List.of("allOf", "anyOf", "oneOf", "prefixItems")
        .forEach(keyword -> properties.set(keyword, list(self()).put("minItems", 1)));
    List.of("properties", "patternProperties", "$defs", "definitions", "dependentSchemas")
        .forEach(keyword -> properties.set(keyword, map(self())));
    List.of(
            "minLength maxLength minItems maxItems minProperties maxProperties minContains maxContains"
                .split(" "))
        .forEach(keyword -> properties.set(keyword, type("integer").put("minimum", 0)));
    List.of("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
        .forEach(keyword -> properties.set(keyword, type("number")));
    List.of("uniqueItems", "deprecated", "readOnly", "writeOnly")
        .forEach(keyword -> properties.set(keyword, type("boolean")));
    List.of(
            "title description $comment format contentEncoding contentMediaType $schema $ref $dynamicRef"
                .split(" "))
        .forEach(keyword -> properties.set(keyword, type("string")));
    properties.set("$id", type("string").put("pattern", "^[^#]*#?$"));
    List.of("$anchor", "$dynamicAnchor")
        .forEach(
            keyword ->
                properties.set(
                    keyword, type("string").put("pattern", "^[A-Za-z_][-A-Za-z0-9._]*$")));
    properties.set("multipleOf", type("number").put("exclusiveMinimum", 0));
    properties.set("pattern", type("string").put("format", "regex"));
    properties.set("enum", type("array"));
    properties.set("examples", type("array"));
    properties.set("required", names());
    properties.set("dependentRequired", map(names()));
    properties.set("type", kinds());
    return schema;
  }

  private static ObjectNode node() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static ObjectNode type(String type) {
    return node().put("type", type);
  }

  // Whoever extends this schema extends it in depth.
  private static ObjectNode self() {
    return node().put("$dynamicRef", "#meta");
  }

  private static ObjectNode list(JsonNode items) {
    return type("array").set("items", items);
  }

  private static ObjectNode map(JsonNode values) {
    return type("object").set("additionalProperties", values);
  }

  private static ObjectNode names() {
    return list(type("string")).put("uniqueItems", true);
  }

  private static ObjectNode kinds() {
    ObjectNode kind = node();
    List.of("array", "boolean", "integer", "null", "number", "object", "string")
        .forEach(kind.putArray("enum")::add);
    ObjectNode either = node();
    ObjectNode several = list(kind.deepCopy()).put("minItems", 1).put("uniqueItems", true);
    either.putArray("anyOf").add(kind).add(several);
    return either;
  }
}
