package io.kubernaut.types.web;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubernaut.types.schema.Violations;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What OpenAPI 3.1 says about the fields of an object together. */
final class OpenApiRules {

  private static final Pattern VERSION = Pattern.compile("3\\.1\\.\\d+(?:-.+)?");
  private static final Pattern COMPONENT = Pattern.compile("[a-zA-Z0-9._-]+");
  private static final Set<String> ENCODING_STYLES =
      Set.of("form", "spaceDelimited", "pipeDelimited", "deepObject");

  private static final Map<String, Set<String>> STYLES =
      Map.of(
          "path", Set.of("matrix", "label", "simple"),
          "header", Set.of("simple"),
          "query", ENCODING_STYLES,
          "cookie", Set.of("form"));

  // The fields that each type of security scheme must have, and may have.
  private static final Map<String, Set<String>> SCHEMES =
      Map.of(
          "apiKey", Set.of("name", "in"),
          "http", Set.of("scheme"),
          "mutualTLS", Set.of(),
          "oauth2", Set.of("flows"),
          "openIdConnect", Set.of("openIdConnectUrl"));

  private final Violations found;
  private final JsonNode value;
  private final String at;

  OpenApiRules(Violations found, JsonNode value, String at) {
    this.found = found;
    this.value = value;
    this.at = at;
  }

  void check(String name) {
    switch (name) {
      case "openapi" -> document();
      case "license" -> notBoth("identifier", "url");
      case "variable" ->
          unless(
              !value.has("enum") || !value.get("enum").isEmpty(),
              "enum",
              "must have a value",
              "Add one.");
      case "components" -> components();
      case "parameter" -> parameter();
      case "header" -> header();
      case "media-type" -> notBoth("example", "examples");
      case "encoding" -> oneOf("style", ENCODING_STYLES);
      case "example" -> notBoth("value", "externalValue");
      case "link" -> exactlyOne("operationRef", "operationId");
      case "security-scheme" -> scheme();
      default -> {
        // The table says it all.
      }
    }
  }

  private void document() {
    unless(
        VERSION.matcher(value.path("openapi").asText()).matches(),
        "openapi",
        "must be a version 3.1",
        "Write for example 3.1.1.");
    found.unless(
        value.has("paths") || value.has("components") || value.has("webhooks"),
        at,
        "none of the three",
        "must have paths, components or webhooks",
        "Add one; it may be empty.");
  }

  private void components() {
    for (Map.Entry<String, JsonNode> kind : value.properties()) {
      if (kind.getKey().startsWith("x-")) {
        continue;
      }
      for (Map.Entry<String, JsonNode> component : kind.getValue().properties()) {
        found.unless(
            COMPONENT.matcher(component.getKey()).matches(),
            OpenApiStructure.below(OpenApiStructure.below(at, kind.getKey()), component.getKey()),
            component.getKey(),
            "must have a name of letters, digits and . _ -",
            "Rename it.");
      }
    }
  }

  private void parameter() {
    String in = value.path("in").asText();
    oneOf("in", STYLES.keySet());
    content();
    exampleOfSchema();
    only("allowEmptyValue", in.equals("query"), "is only for parameters in the query");
    only(
        "allowReserved",
        in.equals("query") && value.has("schema"),
        "is only for parameters in the query that have a schema");
    only("style", value.has("schema"), "is only for parameters that have a schema");
    only("explode", value.has("schema"), "is only for parameters that have a schema");
    if (value.has("schema")) {
      oneOf("style", STYLES.getOrDefault(in, Set.of()));
    }
    if (in.equals("path") && value.has("schema")) {
      unless(value.path("required").asBoolean(), "required", "must be true in a path", "Set it.");
      unless(
          value.path("name").asText().matches("[^{}]+"),
          "name",
          "must have no braces",
          "Drop them.");
    }
  }

  private void header() {
    content();
    exampleOfSchema();
    only("style", value.has("schema"), "is only for headers that have a schema");
    only("explode", value.has("schema"), "is only for headers that have a schema");
    oneOf("style", Set.of("simple"));
  }

  private void content() {
    exactlyOne("schema", "content");
    unless(
        !value.path("content").isObject() || value.path("content").size() == 1,
        "content",
        "must have exactly one media type",
        "Drop the others.");
  }

  private void exampleOfSchema() {
    notBoth("example", "examples");
    only("example", value.has("schema"), "is only there beside a schema");
    only("examples", value.has("schema"), "is only there beside a schema");
  }

  private void scheme() {
    String type = value.path("type").asText();
    oneOf("type", SCHEMES.keySet());
    Set<String> own = SCHEMES.getOrDefault(type, Set.of());
    for (String field : own) {
      unless(value.has(field), field, "must be there for the type " + type, "Add it.");
    }
    for (String field : Set.of("name", "in", "scheme", "flows", "openIdConnectUrl")) {
      only(field, own.contains(field), "is not for the type " + type);
    }
    if (type.equals("apiKey")) {
      oneOf("in", Set.of("query", "header", "cookie"));
    }
    only(
        "bearerFormat",
        type.equals("http") && value.path("scheme").asText().equalsIgnoreCase("bearer"),
        "is only for the scheme bearer");
  }

  private void unless(boolean holds, String field, String rule, String remedy) {
    found.unless(holds, OpenApiStructure.below(at, field), value.get(field), rule, remedy);
  }

  private void only(String field, boolean isAllowed, String rule) {
    unless(isAllowed || !value.has(field), field, rule, "Drop it.");
  }

  private void oneOf(String field, Set<String> words) {
    unless(
        !value.has(field) || words.contains(value.get(field).asText()),
        field,
        "must be one of " + new TreeSet<>(words),
        "Choose one.");
  }

  private void notBoth(String one, String other) {
    unless(
        !value.has(one) || !value.has(other),
        other,
        "must not be there beside " + one,
        "Keep one.");
  }

  private void exactlyOne(String one, String other) {
    found.unless(
        value.has(one) != value.has(other),
        at,
        value.has(one) ? "both" : "neither",
        "must have either " + one + " or " + other,
        "Keep or add one.");
  }
}
