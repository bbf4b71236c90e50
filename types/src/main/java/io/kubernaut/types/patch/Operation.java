package io.kubernaut.types.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubernaut.types.schema.CanonicalJson;
import io.kubernaut.types.schema.Violations;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One change of a patch. */
record Operation(
    Kind kind,
    String path,
    Place place,
    @Nullable Place from,
    @Nullable JsonNode value,
    JsonNode json) {

  /** How many values a patch may add by copying. */
  static final int MOST_COPIED = 1_000_000;

  enum Kind {
    ADD,
    REMOVE,
    REPLACE,
    MOVE,
    COPY,
    TEST;

    boolean hasValue() {
      return this == ADD || this == REPLACE || this == TEST;
    }

    boolean hasFrom() {
      return this == MOVE || this == COPY;
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** How much has been copied so far. */
  static final class Budget {

    private int copied;

    boolean allows(JsonNode value) {
      copied += values(value);
      return copied <= MOST_COPIED;
    }

    private static int values(JsonNode value) {
      int values = 1;
      for (JsonNode each : value) {
        values += values(each);
      }
      return values;
    }
  }

  static Operation of(Kind kind, String path, @Nullable JsonNode value) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("op", kind.word()).put("path", path);
    if (value != null) {
      json.set("value", value);
    }
    Place place = Objects.requireNonNull(Place.parse(path), "pointers of ours are pointers");
    return new Operation(kind, path, place, null, value, json);
  }

  static @Nullable Operation parse(JsonNode json, String at, Violations found) {
    int before = found.found().size();
    Kind kind = kind(json.path("op").asText());
    if (kind == null) {
      String remedy = "Use add, remove, replace, move, copy or test.";
      found.add(at + "/op", json.get("op"), "must be an operation", remedy);
      return null;
    }
    Place place = place(json, "path", at, found);
    Place from = kind.hasFrom() ? place(json, "from", at, found) : null;
    JsonNode value = json.get("value");
    if (kind.hasValue()) {
      found.unless(value != null, at + "/value", null, "must be there", "Add it.");
    }
    if (kind == Kind.MOVE && from != null && place != null && from.isAbove(place)) {
      found.add(at + "/path", json.get("path"), "must not lie within from", "Move it elsewhere.");
    }
    return place == null || found.found().size() > before
        ? null
        : new Operation(kind, json.get("path").textValue(), place, from, value, json.deepCopy());
  }

  private static @Nullable Kind kind(String word) {
    return Arrays.stream(Kind.values()).filter(k -> k.word().equals(word)).findFirst().orElse(null);
  }

  private static @Nullable Place place(JsonNode json, String name, String at, Violations found) {
    JsonNode pointer = json.path(name);
    Place place = pointer.isTextual() ? Place.parse(pointer.textValue()) : null;
    String rule = "must be a JSON pointer";
    found.unless(
        place != null, at + "/" + name, json.get(name), rule, "Write for example \"/a/0\".");
    return place;
  }

  /** Returns the changed document, or null if the change cannot be made. */
  @Nullable JsonNode apply(JsonNode document, Budget budget) {
    return switch (kind) {
      case ADD -> add(document, copied(value, budget));
      case REMOVE -> remove(document);
      case REPLACE -> replace(document, copied(value, budget));
      case MOVE -> move(document);
      case COPY -> add(document, from == null ? null : copied(from.find(document), budget));
      case TEST -> isSame(place.find(document), value) ? document : null;
    };
  }

  private static @Nullable JsonNode copied(@Nullable JsonNode value, Budget budget) {
    return value == null || !budget.allows(value) ? null : value.deepCopy();
  }

  private @Nullable JsonNode add(JsonNode document, @Nullable JsonNode what) {
    if (what == null || place.isRoot()) {
      return what;
    }
    return place.add(document, what) ? document : null;
  }

  private @Nullable JsonNode remove(JsonNode document) {
    if (place.isRoot()) {
      return NullNode.getInstance();
    }
    return place.remove(document) == null ? null : document;
  }

  private @Nullable JsonNode replace(JsonNode document, @Nullable JsonNode what) {
    if (what == null || place.isRoot()) {
      return what;
    }
    return place.replace(document, what) ? document : null;
  }

  private @Nullable JsonNode move(JsonNode document) {
    if (from == null || from.isRoot() || from.equals(place)) {
      return from == null || from.find(document) == null ? null : document;
    }
    return add(document, from.remove(document));
  }

  // Numbers are equal if their values are, whatever they look like.
  private static boolean isSame(@Nullable JsonNode found, @Nullable JsonNode expected) {
    return found != null
        && expected != null
        && (found.equals(expected)
            || Arrays.equals(CanonicalJson.exact(found), CanonicalJson.exact(expected)));
  }

  String rule() {
    return kind == Kind.TEST
        ? "tests for another value than stands at \"" + path + "\""
        : "cannot be made: there is nothing to " + kind.word() + " at the place it names";
  }

  // The value as a document, not as a reference: records compare what they hold.
  @Override
  public JsonNode json() {
    return json.deepCopy();
  }
}
