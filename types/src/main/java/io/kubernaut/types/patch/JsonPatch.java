package io.kubernaut.types.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.kubernaut.types.schema.InvalidDocumentException;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.Violation;
import io.kubernaut.types.schema.Violations;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sequence of changes to a JSON document (RFC 6902). All of them are made or none: a document is
 * never left half changed, because the changes are made to a copy.
 *
 * <p>Immutable; safe for any thread. A patch adds at most {@value Operation#MOST_COPIED} values to
 * a document, so that a few copies of copies cannot fill the memory.
 */
public final class JsonPatch {

  private final List<Operation> operations;

  private JsonPatch(List<Operation> operations) {
    this.operations = List.copyOf(operations);
  }

  /**
   * Reads a patch.
   *
   * @param patch an array of operations
   * @return the patch
   * @throws InvalidDocumentException if it is none, with all problems
   */
  public static JsonPatch of(JsonNode patch) {
    Violations found = new Violations();
    List<Operation> operations = new ArrayList<>();
    found.unless(patch.isArray(), "", patch, "must be an array of operations", "Put it in [ ].");
    if (patch.isArray()) {
      for (int i = 0; i < patch.size(); i++) {
        Operation operation = Operation.parse(patch.get(i), "/" + i, found);
        if (operation != null) {
          operations.add(operation);
        }
      }
    }
    if (!found.found().isEmpty()) {
      throw new InvalidDocumentException("JSON patch", found.found());
    }
    return new JsonPatch(operations);
  }

  /**
   * Finds the changes between two documents. Elements of arrays are compared place by place.
   *
   * @param before a tree
   * @param after a tree
   * @return a patch that makes the one into the other
   */
  public static JsonPatch between(JsonNode before, JsonNode after) {
    return new JsonPatch(new Differences().between(before, after));
  }

  /**
   * Makes the changes.
   *
   * @param document a tree, which is not changed
   * @return a changed copy
   * @throws InvalidDocumentException if an operation cannot be made, and which
   */
  public JsonNode apply(JsonNode document) {
    JsonNode copy = document.deepCopy();
    Operation.Budget budget = new Operation.Budget();
    for (int i = 0; i < operations.size(); i++) {
      JsonNode next = operations.get(i).apply(copy, budget);
      if (next == null) {
        throw refused(i);
      }
      copy = next;
    }
    return copy;
  }

  private InvalidDocumentException refused(int index) {
    Operation operation = operations.get(index);
    return new InvalidDocumentException(
        "JSON patch",
        List.of(
            new Violation(
                "/" + index,
                RawJson.of(operation.json()).json(),
                operation.rule(),
                "Make the patch for this document.")));
  }

  /**
   * Tells whether nothing changes.
   *
   * @return true if there is no operation
   */
  public boolean isEmpty() {
    return operations.isEmpty();
  }

  /**
   * Returns the patch as a document.
   *
   * @return an array of operations, the caller's own
   */
  public ArrayNode json() {
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    operations.forEach(operation -> json.add(operation.json()));
    return json;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof JsonPatch that && operations.equals(that.operations);
  }

  @Override
  public int hashCode() {
    return operations.hashCode();
  }

  /** Returns the patch as JSON. */
  @Override
  public String toString() {
    return json().toString();
  }
}
