package io.kubernaut.types.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where everything in a schema is: each subschema's resource, what each reference leads to, and
 * each expression compiled. Found once, so that comparing never looks for anything.
 *
 * <p>A resource is a document, or a part of one that has an {@code $id} of its own; references are
 * relative to it.
 */
final class SchemaIndex {

  private static final Set<String> ONE =
      Set.of(
          "additionalProperties",
          "additionalItems",
          "unevaluatedProperties",
          "unevaluatedItems",
          "items",
          "contains",
          "propertyNames",
          "not",
          "if",
          "then",
          "else",
          "contentSchema");
  private static final Set<String> MANY = Set.of("allOf", "anyOf", "oneOf", "prefixItems", "items");
  private static final Set<String> NAMED =
      Set.of(
          "properties",
          "patternProperties",
          "$defs",
          "definitions",
          "dependentSchemas",
          "dependencies");

  /** A schema with a URI of its own; equal only to itself. */
  static final class Resource {

    private final String base;
    private final JsonNode root;
    private final boolean isDraft7;
    private final Map<String, JsonNode> anchors = new HashMap<>();
    private final Map<String, JsonNode> dynamicAnchors = new HashMap<>();

    Resource(String base, JsonNode root, boolean isDraft7) {
      this.base = base;
      this.root = root;
      this.isDraft7 = isDraft7;
    }

    boolean isDraft7() {
      return isDraft7;
    }

    @Nullable JsonNode dynamicAnchor(String name) {
      return dynamicAnchors.get(name);
    }
  }

  private final Map<String, Resource> resources = new HashMap<>();
  private final IdentityHashMap<JsonNode, Resource> owners = new IdentityHashMap<>();
  private final IdentityHashMap<JsonNode, JsonNode> targets = new IdentityHashMap<>();
  private final Map<String, Pattern> patterns = new HashMap<>();
  private final List<JsonNode> referring = new ArrayList<>();

  SchemaIndex(JsonNode root, List<JsonNode> documents) {
    documents.forEach(this::document);
    document(root);
    Set<String> lost = new TreeSet<>();
    // Following a reference can bring up subschemas at unusual places, with references of their
    // own.
    for (int i = 0; i < referring.size(); i++) {
      resolve(referring.get(i), lost);
    }
    if (!lost.isEmpty()) {
      throw new IllegalArgumentException(
          "The schema refers to what is not there: "
              + String.join(", ", lost)
              + ". Give the documents along with it; nothing is fetched.");
    }
  }

  private void document(JsonNode root) {
    if (!owners.containsKey(root)) {
      add(root, resource(root, "", false));
    }
  }

  private Resource resource(JsonNode root, String base, boolean isDraft7) {
    String id = root.path("$id").asText();
    String uri = id.isEmpty() ? base : absolute(base, id);
    String dialect = root.path("$schema").asText();
    boolean isOld =
        dialect.isEmpty() ? isDraft7 : dialect.matches("https?://json-schema.org/draft-0[67]/.*");
    Resource resource = new Resource(uri, root, isOld);
    resources.put(uri, resource);
    return resource;
  }

  private void walk(JsonNode schema, Resource parent) {
    String id = schema.path("$id").asText();
    boolean isOwnResource = !id.isEmpty() && !id.startsWith("#") && !owners.containsKey(schema);
    add(schema, isOwnResource ? resource(schema, parent.base, parent.isDraft7) : parent);
  }

  private void add(JsonNode schema, Resource owner) {
    if (schema.isObject() && !owners.containsKey(schema)) {
      owners.put(schema, owner);
      String id = schema.path("$id").asText();
      anchors(schema, owner, id.startsWith("#") ? id.substring(1) : "");
      schema.properties().forEach(keyword -> walk(keyword.getKey(), keyword.getValue(), owner));
    }
  }

  private void anchors(JsonNode schema, Resource owner, String old) {
    String anchor = schema.path("$anchor").asText(old);
    String dynamic = schema.path("$dynamicAnchor").asText();
    if (!anchor.isEmpty()) {
      owner.anchors.put(anchor, schema);
    }
    if (!dynamic.isEmpty()) {
      owner.anchors.put(dynamic, schema);
      owner.dynamicAnchors.put(dynamic, schema);
    }
    if (schema.path("$ref").isTextual() || schema.path("$dynamicRef").isTextual()) {
      referring.add(schema);
    }
  }

  private void walk(String keyword, JsonNode value, Resource owner) {
    if (value.isObject() && ONE.contains(keyword)) {
      walk(value, owner);
    } else if (value.isArray() && MANY.contains(keyword)) {
      value.forEach(each -> walk(each, owner));
    } else if (value.isObject() && NAMED.contains(keyword)) {
      value.forEach(each -> walk(each, owner));
      if (keyword.equals("patternProperties")) {
        value.fieldNames().forEachRemaining(this::compile);
      }
    } else if (keyword.equals("pattern") && value.isTextual()) {
      compile(value.textValue());
    }
  }

  private void compile(String expression) {
    patterns.computeIfAbsent(expression, EcmaPattern::compile);
  }

  private void resolve(JsonNode schema, Set<String> lost) {
    for (String keyword : List.of("$ref", "$dynamicRef")) {
      String reference = schema.path(keyword).asText();
      if (!reference.isEmpty()) {
        JsonNode target = find(reference, owner(schema));
        if (target == null) {
          lost.add(reference);
        } else {
          targets.put(schema.get(keyword), target);
        }
      }
    }
  }

  private @Nullable JsonNode find(String reference, Resource from) {
    int hash = reference.indexOf('#');
    String uri = hash < 0 ? reference : reference.substring(0, hash);
    String fragment = hash < 0 ? "" : decoded(reference.substring(hash + 1));
    Resource resource = uri.isEmpty() ? from : resources.get(absolute(from.base, uri));
    if (resource == null) {
      return null;
    }
    if (fragment.isEmpty()) {
      return resource.root;
    }
    return fragment.startsWith("/") ? at(fragment, resource) : resource.anchors.get(fragment);
  }

  private @Nullable JsonNode at(String pointer, Resource resource) {
    JsonNode node = resource.root;
    Resource owner = resource;
    for (String segment : pointer.substring(1).split("/", -1)) {
      String name = segment.replace("~1", "/").replace("~0", "~");
      node = node.isArray() ? node.path(index(name)) : node.path(name);
      owner = owners.getOrDefault(node, owner);
    }
    walk(node, owner);
    return node.isMissingNode() ? null : node;
  }

  private static int index(String segment) {
    return segment.matches("0|[1-9][0-9]{0,8}") ? Integer.parseInt(segment) : -1;
  }

  private static String absolute(String base, String reference) {
    try {
      String whole = URI.create(base).resolve(reference).toString();
      return whole.endsWith("#") ? whole.substring(0, whole.length() - 1) : whole;
    } catch (IllegalArgumentException ignored) {
      // What is no URI can still be the name of a document.
      return reference;
    }
  }

  private static String decoded(String fragment) {
    return fragment.indexOf('%') < 0
        ? fragment
        : URLDecoder.decode(fragment.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** Returns the resource that a subschema belongs to. */
  Resource owner(JsonNode schema) {
    Resource owner = owners.get(schema);
    if (owner == null) {
      throw new IllegalStateException("A subschema that was not walked: " + schema);
    }
    return owner;
  }

  /** Returns what the reference in a keyword leads to, without regard to dynamic scope. */
  JsonNode target(JsonNode reference) {
    JsonNode target = targets.get(reference);
    if (target == null) {
      throw new IllegalStateException("A reference that was not resolved: " + reference);
    }
    return target;
  }

  Pattern pattern(String expression) {
    Pattern pattern = patterns.get(expression);
    return pattern == null ? EcmaPattern.compile(expression) : pattern;
  }
}
