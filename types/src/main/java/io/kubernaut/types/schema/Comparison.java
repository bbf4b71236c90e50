package io.kubernaut.types.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compares one document with a schema: the keywords that apply other schemas to the same value, and
 * the order in which everything is looked at. All problems are found; each is told at its place.
 *
 * <p>Of alternatives that all fail, the one with the fewest problems is taken to be meant.
 */
final class Comparison {

  /** How many subschemas are applied at most. */
  static final int MOST_STEPS = 2_000_000;

  private static final int DEEPEST = 1_000;

  private final SchemaIndex index;
  private final boolean isOwn;
  private final List<SchemaIndex.Resource> scope = new ArrayList<>();
  private int steps;
  private int depth;

  Comparison(SchemaIndex index, boolean isOwn) {
    this.index = index;
    this.isOwn = isOwn;
  }

  void run(JsonNode schema, JsonNode value, Violations found) {
    try {
      compare(schema, value, found);
    } catch (TooMuch | EcmaPattern.TooManyLooks e) {
      found.add("", value, "takes too long to compare with its schema", "Make it simpler.");
    }
  }

  /** Stops a comparison that would not end in time. */
  private static final class TooMuch extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TooMuch() {
      super("", null, false, false);
    }
  }

  Evaluated compare(JsonNode schema, JsonNode value, Violations found) {
    if (!schema.isObject()) {
      if (schema.isBoolean() && !schema.booleanValue()) {
        found.add("", value, "is not allowed here", "Remove it.");
      }
      return new Evaluated();
    }
    SchemaIndex.Resource owner = index.owner(schema);
    boolean isEntered = scope.isEmpty() || !scope.get(scope.size() - 1).equals(owner);
    if (isEntered) {
      scope.add(owner);
    }
    if (++steps > MOST_STEPS || ++depth > DEEPEST) {
      throw new TooMuch();
    }
    Evaluated evaluated =
        schema.path(JsonSchemaWriter.SECRET).asBoolean()
            ? secret(schema, value, found, owner.isDraft7())
            : keywords(schema, value, found, owner.isDraft7());
    depth--;
    if (isEntered) {
      scope.remove(scope.size() - 1);
    }
    return evaluated;
  }

  // What is wrong with a secret is told without the secret.
  private Evaluated secret(JsonNode schema, JsonNode value, Violations found, boolean isDraft7) {
    Violations hidden = new Violations();
    Evaluated evaluated = keywords(schema, value, hidden, isDraft7);
    hidden.found().stream().map(Violation::redacted).forEach(v -> found.addAll(List.of(v)));
    return evaluated;
  }

  private Evaluated keywords(JsonNode schema, JsonNode value, Violations found, boolean isDraft7) {
    Evaluated evaluated = new Evaluated();
    JsonNode reference = schema.get("$ref");
    if (reference != null) {
      evaluated.addAll(compare(index.target(reference), value, found));
      if (isDraft7) {
        return evaluated;
      }
    }
    JsonNode dynamic = schema.get("$dynamicRef");
    if (dynamic != null) {
      evaluated.addAll(compare(outermost(dynamic), value, found));
    }
    combined(schema, value, found, evaluated);
    if (ValueRules.type(schema, value, found, isOwn)) {
      ValueRules.value(schema, value, found, index);
      if (value.isObject()) {
        new Fields(this, index, schema, evaluated).compare(value, found);
      } else if (value.isArray()) {
        new Elements(this, schema, evaluated).compare(value, found);
      }
    }
    return evaluated;
  }

  // The outermost resource that has a dynamic anchor of the name decides.
  private JsonNode outermost(JsonNode reference) {
    JsonNode target = index.target(reference);
    String anchor = target.path("$dynamicAnchor").asText();
    if (!anchor.isEmpty() && reference.textValue().endsWith("#" + anchor)) {
      for (SchemaIndex.Resource resource : scope) {
        JsonNode outer = resource.dynamicAnchor(anchor);
        if (outer != null) {
          return outer;
        }
      }
    }
    return target;
  }

  private void combined(JsonNode schema, JsonNode value, Violations found, Evaluated evaluated) {
    schema.path("allOf").forEach(each -> evaluated.addAll(compare(each, value, found)));
    if (schema.has("anyOf")) {
      alternatives(schema.get("anyOf"), value, found, evaluated);
    }
    if (schema.has("oneOf")) {
      int fitting = alternatives(schema.get("oneOf"), value, found, evaluated);
      if (fitting > 1) {
        found.add(
            "", value, "fits " + fitting + " alternatives and must fit one", "Make it distinct.");
      }
    }
    if (schema.has("not") && tried(schema.get("not"), value) != null) {
      found.add("", value, "is what the schema rules out", "Change it.");
    }
    if (schema.has("if")) {
      condition(schema, value, found, evaluated);
    }
  }

  private void condition(JsonNode schema, JsonNode value, Violations found, Evaluated evaluated) {
    Evaluated holding = tried(schema.get("if"), value);
    if (holding != null) {
      evaluated.addAll(holding);
    }
    JsonNode next = schema.path(holding != null ? "then" : "else");
    if (!next.isMissingNode()) {
      evaluated.addAll(compare(next, value, found));
    }
  }

  /** Returns what the schema looked at if the value fits it, and null otherwise. */
  @Nullable Evaluated tried(JsonNode schema, JsonNode value) {
    Violations tried = new Violations();
    Evaluated evaluated = compare(schema, value, tried);
    return tried.isEmpty() ? evaluated : null;
  }

  /** Returns how many alternatives fit. */
  private int alternatives(
      JsonNode schemas, JsonNode value, Violations found, Evaluated evaluated) {
    List<Violation> least = List.of();
    int fitting = 0;
    for (JsonNode schema : schemas) {
      Violations tried = new Violations();
      Evaluated byThis = compare(schema, value, tried);
      if (tried.isEmpty()) {
        evaluated.addAll(byThis);
        fitting++;
      } else if (least.isEmpty() || rank(tried.found()) < rank(least)) {
        least = tried.found();
      }
    }
    if (fitting == 0) {
      found.addAll(least);
    }
    return fitting;
  }

  // A wrong kind or another alternative's name weighs more than a wrong field.
  private static int rank(List<Violation> violations) {
    return violations.stream()
        .mapToInt(v -> v.pointer().isEmpty() || v.rule().startsWith("must be \"") ? 100 : 1)
        .sum();
  }
}
