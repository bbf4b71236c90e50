package io.kubernaut.types.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * A document that says how another changes (RFC 7396): its fields are set, those that are null are
 * removed, everything else stays. It cannot set a field to null or change a part of an array;
 * {@link JsonPatch} can.
 */
public final class MergePatch {

  private MergePatch() {}

  /**
   * Makes the changes.
   *
   * @param document a tree, which is not changed
   * @param patch what to change
   * @return a changed copy
   */
  public static JsonNode apply(JsonNode document, JsonNode patch) {
    if (!patch.isObject()) {
      return patch.deepCopy();
    }
    ObjectNode changed =
        document.isObject() ? document.deepCopy() : JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> field : patch.properties()) {
      if (field.getValue().isNull()) {
        changed.remove(field.getKey());
      } else {
        JsonNode before = changed.path(field.getKey());
        changed.set(field.getKey(), apply(before, field.getValue()));
      }
    }
    return changed;
  }
}
