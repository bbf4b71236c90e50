package io.kubernaut.types.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** Finds what a document has lost on its way to another version and back. */
final class Losses {

  private final int version;
  private final Violations found = new Violations();

  private Losses(int version) {
    this.version = version;
  }

  static List<Violation> between(JsonNode before, JsonNode after, int version) {
    Losses losses = new Losses(version);
    losses.compare(before, after, losses.found);
    return losses.found.found();
  }

  private void compare(JsonNode before, JsonNode after, Violations at) {
    if (before.equals(after)) {
      return;
    }
    if (before.isObject() && after.isObject()) {
      fields(before, after, at);
    } else if (before.isArray() && after.isArray() && before.size() == after.size()) {
      for (int i = 0; i < before.size(); i++) {
        compare(before.get(i), after.get(i), at.below(Integer.toString(i)));
      }
    } else {
      String rule = "cannot be said in version " + version;
      at.add("", before, rule, "It would come back as " + Violations.shown(after) + ".");
    }
  }

  private void fields(JsonNode before, JsonNode after, Violations at) {
    for (Map.Entry<String, JsonNode> field : before.properties()) {
      Violations below = at.below(field.getKey());
      JsonNode then = after.get(field.getKey());
      if (then == null) {
        String rule = "cannot be said in version " + version;
        below.add("", field.getValue(), rule, "It would not come back.");
      } else {
        compare(field.getValue(), then, below);
      }
    }
    for (Map.Entry<String, JsonNode> field : after.properties()) {
      if (!before.has(field.getKey())) {
        String remedy = "It would come back as " + Violations.shown(field.getValue()) + ".";
        at.below(field.getKey()).add("", null, "must be filled in for version " + version, remedy);
      }
    }
  }
}
