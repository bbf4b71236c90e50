package io.kubernaut.types.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place in a document, as a JSON pointer (RFC 6901) names it; where there is none, it says so.
 */
record Place(List<String> segments) {

  private static final Pattern SYNTAX = Pattern.compile("(?:/(?:[^~/]|~[01])*)*");
  private static final Pattern INDEX = Pattern.compile("0|[1-9][0-9]{0,8}");

  /** Returns the place, or null if the text is no pointer. */
  static @Nullable Place parse(String pointer) {
    if (!SYNTAX.matcher(pointer).matches()) {
      return null;
    }
    List<String> segments = new ArrayList<>();
    if (!pointer.isEmpty()) {
      for (String segment : pointer.substring(1).split("/", -1)) {
        segments.add(segment.replace("~1", "/").replace("~0", "~"));
      }
    }
    return new Place(List.copyOf(segments));
  }

  boolean isRoot() {
    return segments.isEmpty();
  }

  boolean isAbove(Place other) {
    return segments.size() < other.segments.size()
        && other.segments.subList(0, segments.size()).equals(segments);
  }

  private String last() {
    return segments.get(segments.size() - 1);
  }

  /** Returns what stands here, or null. */
  @Nullable JsonNode find(JsonNode document) {
    return find(document, segments.size());
  }

  private @Nullable JsonNode find(JsonNode document, int depth) {
    JsonNode node = document;
    for (String segment : segments.subList(0, depth)) {
      node = node.isArray() ? node.get(index(segment, node.size() - 1)) : node.get(segment);
      if (node == null) {
        return null;
      }
    }
    return node;
  }

  // An index that is none is one that no array has.
  private static int index(String segment, int most) {
    int index = INDEX.matcher(segment).matches() ? Integer.parseInt(segment) : -1;
    return index <= most ? index : -1;
  }

  private @Nullable JsonNode parent(JsonNode document) {
    return find(document, segments.size() - 1);
  }

  /** Puts a value below the root where it may be put, and returns whether it could. */
  boolean add(JsonNode document, JsonNode value) {
    JsonNode parent = parent(document);
    if (parent instanceof ObjectNode object) {
      object.set(last(), value);
      return true;
    }
    if (parent instanceof ArrayNode array) {
      int index = last().equals("-") ? array.size() : index(last(), array.size());
      if (index >= 0) {
        array.insert(index, value);
        return true;
      }
    }
    return false;
  }

  /** Puts a value where another stands below the root, and returns whether one did. */
  boolean replace(JsonNode document, JsonNode value) {
    JsonNode parent = parent(document);
    if (parent instanceof ObjectNode object && object.has(last())) {
      object.set(last(), value);
      return true;
    }
    if (parent instanceof ArrayNode array && index(last(), array.size() - 1) >= 0) {
      array.set(index(last(), array.size() - 1), value);
      return true;
    }
    return false;
  }

  /** Takes away what stands here, below the root, and returns it; null if nothing does. */
  @Nullable JsonNode remove(JsonNode document) {
    JsonNode parent = parent(document);
    if (parent instanceof ObjectNode object) {
      return object.remove(last());
    }
    if (parent instanceof ArrayNode array) {
      int index = index(last(), array.size() - 1);
      return index < 0 ? null : array.remove(index);
    }
    return null;
  }
}
