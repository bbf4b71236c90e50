package io.kubernaut.types.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The field that says which type and version a kept document is. */
final class Tags {

  static final String FIELD = "schema";

  private Tags() {}

  /** Returns the tree with the tag as its first field. */
  static ObjectNode put(ObjectNode tree, Schema<?> schema) {
    return put(tree, schema.name(), schema.version());
  }

  static ObjectNode put(ObjectNode tree, String name, int version) {
    ObjectNode tagged = JsonNodeFactory.instance.objectNode();
    tagged.put(FIELD, name + "/" + version);
    tree.remove(FIELD);
    tagged.setAll(tree);
    return tagged;
  }

  /**
   * Returns the version a tree is tagged with.
   *
   * @throws InvalidDocumentException if it has no tag or one of another type
   */
  static int version(JsonNode tree, String name) {
    JsonNode tag = tree.path(FIELD);
    String prefix = name + "/";
    if (tag.isTextual() && tag.textValue().startsWith(prefix)) {
      String digits = tag.textValue().substring(prefix.length());
      if (!digits.isEmpty()
          && digits.length() < 7
          && digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
        return Integer.parseInt(digits);
      }
    }
    throw new InvalidDocumentException(
        name,
        java.util.List.of(
            new Violation(
                "/" + FIELD,
                tag.isMissingNode() ? "nothing" : Violations.shown(tag),
                "must name the type and version, as in \"" + prefix + "1\"",
                "Check that the document is of this type and was written by a tagged codec.")));
  }
}
