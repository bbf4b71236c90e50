package io.kubernaut.types.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

/**
 * Tells whether a type changed so that its version must change: whether documents written before
 * are still read, and whether readers released before still read what is written now.
 *
 * <p>Two JSON Schemas of one version are compared, as {@link Schema#jsonSchema()} writes them. A
 * field may be added if it may be missing and if unknown fields are kept; descriptions, examples
 * and the order of fields may change. Everything else is a break: in one direction or the other
 * some document is refused, or a field means something else.
 *
 * <pre>{@code
 * List<Violation> breaks = Compatibility.between(golden, Schema.of(Alert.class).jsonSchema());
 * }</pre>
 */
public final class Compatibility {

  private static final String REMEDY =
      "Undo it, or raise the version in @SchemaType and add a Migration from the old one.";

  private final JsonNode olderRoot;
  private final JsonNode newerRoot;
  private final Set<String> compared = new TreeSet<>();

  private Compatibility(JsonNode olderRoot, JsonNode newerRoot) {
    this.olderRoot = olderRoot;
    this.newerRoot = newerRoot;
  }

  /**
   * Compares two schemas of one version of a type.
   *
   * @param older the JSON Schema as it was released
   * @param newer the JSON Schema as it is now
   * @return what breaks, each at the field it is about; empty if nothing does
   */
  public static List<Violation> between(JsonNode older, JsonNode newer) {
    Violations breaks = new Violations();
    new Compatibility(older, newer).compare(older, newer, breaks);
    return breaks.found();
  }

  private void compare(JsonNode older, JsonNode newer, Violations at) {
    if (isRepeated(older, newer)) {
      return;
    }
    JsonNode before = followed(older, olderRoot);
    JsonNode after = followed(newer, newerRoot);
    keyword("type", before, after, at, "is of another kind");
    enumeration(before, after, at);
    for (String keyword : List.of("const", "pattern", "format")) {
      keyword(keyword, before, after, at, "has another " + keyword);
    }
    for (String bound : List.of("minimum", "minLength", "minItems", "minProperties")) {
      bound(bound, before, after, at, 1);
    }
    for (String bound : List.of("maximum", "maxLength", "maxItems", "maxProperties")) {
      bound(bound, before, after, at, -1);
    }
    keyword("uniqueItems", before, after, at, "changed whether elements may come twice");
    nested("items", before, after, at.below("*"));
    nested("additionalProperties", before, after, at.below("*"));
    nested("propertyNames", before, after, at.below("*"));
    alternatives("allOf", before, after, at);
    alternatives("anyOf", before, after, at);
    alternatives("oneOf", before, after, at);
    fields(before, after, at);
  }

  // A type that holds itself is compared once.
  private boolean isRepeated(JsonNode older, JsonNode newer) {
    String pair = older.path("$ref").asText() + " " + newer.path("$ref").asText();
    return pair.length() > 1 && !compared.add(pair);
  }

  private static JsonNode followed(JsonNode schema, JsonNode root) {
    String reference = schema.path("$ref").asText();
    return reference.isEmpty() ? schema : root.at(reference.substring(1));
  }

  private static void keyword(
      String keyword, JsonNode before, JsonNode after, Violations at, String rule) {
    if (!before.path(keyword).equals(after.path(keyword))) {
      broken(at, rule + ": " + shown(before, keyword) + ", now " + shown(after, keyword));
    }
  }

  private static String shown(JsonNode schema, String keyword) {
    return schema.has(keyword) ? schema.get(keyword).toString() : "none";
  }

  private static void broken(Violations at, String rule) {
    at.add("", null, rule, REMEDY);
  }

  private static void enumeration(JsonNode before, JsonNode after, Violations at) {
    Set<String> words = words(before);
    Set<String> now = words(after);
    if (before.has("enum") != after.has("enum")) {
      broken(
          at, before.has("enum") ? "was a closed list of words" : "became a closed list of words");
      return;
    }
    Set<String> gone = new TreeSet<>(words);
    gone.removeAll(now);
    now.removeAll(words);
    if (!gone.isEmpty()) {
      broken(at, "no longer takes " + gone + ": documents written before are refused");
    }
    if (!now.isEmpty()) {
      String rule =
          "also takes " + now + ": readers released before refuse them, unless it is Open";
      broken(at, rule);
    }
  }

  private static Set<String> words(JsonNode schema) {
    Set<String> words = new TreeSet<>();
    schema.path("enum").forEach(word -> words.add(word.toString()));
    return words;
  }

  private static void bound(
      String keyword, JsonNode before, JsonNode after, Violations at, int sign) {
    JsonNode was = before.path(keyword);
    JsonNode is = after.path(keyword);
    if (was.equals(is)
        || (was.isNumber()
            && is.isNumber()
            && was.decimalValue().compareTo(is.decimalValue()) == 0)) {
      return;
    }
    boolean isNarrower =
        was.isMissingNode()
            || (!is.isMissingNode() && sign * is.decimalValue().compareTo(was.decimalValue()) > 0);
    broken(
        at,
        "has another %s (%s, now %s): %s"
            .formatted(
                keyword,
                shown(before, keyword),
                shown(after, keyword),
                isNarrower
                    ? "documents written before are refused"
                    : "readers released before refuse what is written now"));
  }

  private void nested(String keyword, JsonNode before, JsonNode after, Violations at) {
    JsonNode was = before.path(keyword);
    JsonNode is = after.path(keyword);
    if (was.isObject() && is.isObject()) {
      compare(was, is, at);
    } else if (!was.equals(is) && !(was.isBoolean() && is.isMissingNode())) {
      String rule = "has another " + keyword + " (" + shown(before, keyword);
      broken(at, rule + ", now " + shown(after, keyword) + ")");
    }
  }

  private void alternatives(String keyword, JsonNode before, JsonNode after, Violations at) {
    JsonNode was = before.path(keyword);
    JsonNode is = after.path(keyword);
    if (was.size() != is.size()) {
      broken(at, "has " + is.size() + " alternatives and had " + was.size());
      return;
    }
    for (int i = 0; i < was.size(); i++) {
      compare(was.get(i), is.get(i), at);
    }
  }

  private void fields(JsonNode before, JsonNode after, Violations at) {
    for (Map.Entry<String, JsonNode> field : before.path("properties").properties()) {
      Violations below = at.below(field.getKey());
      JsonNode then = after.path("properties").get(field.getKey());
      if (then == null) {
        broken(below, "is gone; its name stays taken");
      } else {
        compare(field.getValue(), then, below);
        required(field.getKey(), before, after, below);
      }
    }
    for (Map.Entry<String, JsonNode> field : after.path("properties").properties()) {
      if (!before.path("properties").has(field.getKey())) {
        added(field.getKey(), before, after, at.below(field.getKey()));
      }
    }
  }

  private static void required(String name, JsonNode before, JsonNode after, Violations at) {
    if (isRequired(before, name) && !isRequired(after, name)) {
      broken(at, "may be missing now: readers released before expect it");
    } else if (!isRequired(before, name) && isRequired(after, name)) {
      broken(at, "must be there now: documents written before lack it");
    }
  }

  private static void added(String name, JsonNode before, JsonNode after, Violations at) {
    if (isRequired(after, name)) {
      broken(at, "is new and must be there: documents written before lack it");
    }
    if (before.path("additionalProperties").isBoolean()) {
      broken(at, "is new, and readers released before refuse unknown fields");
    }
  }

  private static boolean isRequired(JsonNode schema, String name) {
    return StreamSupport.stream(schema.path("required").spliterator(), false)
        .anyMatch(each -> each.asText().equals(name));
  }
}
