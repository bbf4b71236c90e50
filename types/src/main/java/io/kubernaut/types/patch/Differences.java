package io.kubernaut.types.patch;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubernaut.types.schema.Pointers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds what must change for one document to become another. */
final class Differences {

  private final List<Operation> operations = new ArrayList<>();

  List<Operation> between(JsonNode before, JsonNode after) {
    compare("", before, after);
    return operations;
  }

  private void compare(String at, JsonNode before, JsonNode after) {
    if (before.equals(after)) {
      return;
    }
    if (before.isObject() && after.isObject()) {
      fields(at, before, after);
    } else if (before.isArray() && after.isArray()) {
      elements(at, before, after);
    } else {
      add(Operation.Kind.REPLACE, at, after);
    }
  }

  private void fields(String at, JsonNode before, JsonNode after) {
    for (Map.Entry<String, JsonNode> field : before.properties()) {
      String below = below(at, field.getKey());
      JsonNode then = after.get(field.getKey());
      if (then == null) {
        operations.add(Operation.of(Operation.Kind.REMOVE, below, null));
      } else {
        compare(below, field.getValue(), then);
      }
    }
    for (Map.Entry<String, JsonNode> field : after.properties()) {
      if (!before.has(field.getKey())) {
        add(Operation.Kind.ADD, below(at, field.getKey()), field.getValue());
      }
    }
  }

  // From the end, so that the places before stay where they are.
  private void elements(String at, JsonNode before, JsonNode after) {
    int common = Math.min(before.size(), after.size());
    for (int i = before.size() - 1; i >= common; i--) {
      operations.add(Operation.of(Operation.Kind.REMOVE, at + "/" + i, null));
    }
    for (int i = 0; i < common; i++) {
      compare(at + "/" + i, before.get(i), after.get(i));
    }
    for (int i = common; i < after.size(); i++) {
      add(Operation.Kind.ADD, at + "/-", after.get(i));
    }
  }

  private void add(Operation.Kind kind, String at, JsonNode value) {
    operations.add(Operation.of(kind, at, value.deepCopy()));
  }

  private static String below(String at, String name) {
    return at + "/" + Pointers.escape(name);
  }
}
