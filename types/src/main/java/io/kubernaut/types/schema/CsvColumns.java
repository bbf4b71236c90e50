package io.kubernaut.types.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The columns of a type: its fields, and which of them are text. */
final class CsvColumns {

  private final Map<String, Boolean> isText = new LinkedHashMap<>();

  private CsvColumns() {}

  static CsvColumns of(JsonNode root) {
    CsvColumns columns = new CsvColumns();
    if (root.has("$ref")) {
      columns.add(root, root);
    } else {
      root.path("oneOf").forEach(alternative -> columns.add(root, alternative));
    }
    return columns;
  }

  // A column that is text in one alternative and not in another is read as JSON.
  private void add(JsonNode root, JsonNode reference) {
    root.at(reference.get("$ref").textValue().substring(1))
        .path("properties")
        .properties()
        .forEach(
            field -> isText.merge(field.getKey(), text(field.getValue()), Boolean::logicalAnd));
  }

  private static boolean text(JsonNode schema) {
    JsonNode type = schema.path("type");
    return schema.has("const")
        || type.asText().equals("string")
        || type.path(0).asText().equals("string")
        || schema.at("/anyOf/0/type").asText().equals("string");
  }

  Set<String> names() {
    return isText.keySet();
  }

  boolean isText(String column) {
    return isText.getOrDefault(column, true);
  }
}
