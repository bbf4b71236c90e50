package io.kubernaut.types.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.HashSet;
import java.util.Set;

/** The keywords of JSON Schema that look at the elements of an array. */
final class Elements {

  private final Comparison comparison;
  private final JsonNode schema;
  private final Evaluated evaluated;

  Elements(Comparison comparison, JsonNode schema, Evaluated evaluated) {
    this.comparison = comparison;
    this.schema = schema;
    this.evaluated = evaluated;
  }

  void compare(JsonNode array, Violations found) {
    JsonNode items = schema.path("items");
    // Before 2020-12 the schemas of the first elements were called items.
    JsonNode first = items.isArray() ? items : schema.path("prefixItems");
    JsonNode rest = items.isArray() ? schema.path("additionalItems") : items;
    for (int i = 0; i < array.size(); i++) {
      JsonNode element = i < first.size() ? first.get(i) : rest;
      apply(element, array, i, found);
    }
    if (schema.has("contains")) {
      contains(array, found);
    }
    if (schema.path("uniqueItems").asBoolean()) {
      unique(array, found);
    }
    JsonNode others = schema.path("unevaluatedItems");
    for (int i = 0; i < array.size(); i++) {
      apply(evaluated.hasElement(i) ? MissingNode.getInstance() : others, array, i, found);
    }
  }

  private void apply(JsonNode element, JsonNode array, int i, Violations found) {
    if (!element.isMissingNode()) {
      comparison.compare(element, array.get(i), found.below(Integer.toString(i)));
      evaluated.element(i);
    }
  }

  private void contains(JsonNode array, Violations found) {
    int fitting = 0;
    for (int i = 0; i < array.size(); i++) {
      if (comparison.tried(schema.get("contains"), array.get(i)) != null) {
        evaluated.element(i);
        fitting++;
      }
    }
    int least = schema.path("minContains").asInt(1);
    int most = schema.path("maxContains").asInt(Integer.MAX_VALUE);
    if (fitting < least || fitting > most) {
      found.add(
          "",
          array,
          "must have "
              + (fitting < least ? "at least " + least : "at most " + most)
              + " elements that fit "
              + Violations.shown(schema.get("contains")),
          "It has " + fitting + ".");
    }
  }

  private static void unique(JsonNode array, Violations found) {
    // As texts: a set of them stays fast however badly they were chosen.
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < array.size(); i++) {
      if (!seen.add(CanonicalJson.text(array.get(i)))) {
        found
            .below(Integer.toString(i))
            .add("", array.get(i), "must not come twice", "Remove one.");
      }
    }
  }
}
