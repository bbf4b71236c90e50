package io.kubernaut.types.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.kubernaut.types.schema.Pointers;
import io.kubernaut.types.schema.Violations;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What OpenAPI 3.1 says about the structure of a document.
 *
 * <p>A table says which fields each object has: {@code !} behind the name if it must be there, and
 * what it holds. {@code @x} is an object of the table, {@code &x} that or a reference, {@code [..]}
 * a list of, <code>{..}</code> a map to. Fields that are not in the table must begin with {@code
 * x-}. What a table cannot say, because it depends on other fields, is in {@link OpenApiRules}.
 */
final class OpenApiStructure {

  static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

  private static final String TABLE =
      """
      openapi: openapi! text, info! @info, jsonSchemaDialect text, servers [@server], paths @paths, \
      webhooks {@path-item}, components @components, security [{[text]}], tags [@tag], externalDocs @docs
      info: title! text, summary text, description text, termsOfService text, contact @contact, \
      license @license, version! text
      contact: name text, url text, email text
      license: name! text, identifier text, url text
      server: url! text, description text, variables {@variable}
      variable: enum [text], default! text, description text
      components: schemas {schema}, responses {&response}, parameters {&parameter}, \
      examples {&example}, requestBodies {&request-body}, headers {&header}, \
      securitySchemes {&security-scheme}, links {&link}, callbacks {&callback}, pathItems {@path-item}
      path-item: $ref text, summary text, description text, servers [@server], \
      parameters [&parameter], get @operation, put @operation, post @operation, delete @operation, \
      options @operation, head @operation, patch @operation, trace @operation
      operation: tags [text], summary text, description text, externalDocs @docs, operationId text, \
      parameters [&parameter], requestBody &request-body, responses @responses, \
      callbacks {&callback}, deprecated flag, security [{[text]}], servers [@server]
      docs: description text, url! text
      parameter: name! text, in! text, description text, required flag, deprecated flag, \
      schema schema, content {@media-type}, example any, examples {&example}, style text, \
      explode flag, allowReserved flag, allowEmptyValue flag
      request-body: description text, content! {@media-type}, required flag
      media-type: schema schema, encoding {@encoding}, example any, examples {&example}
      encoding: contentType text, headers {&header}, style text, explode flag, allowReserved flag
      response: description! text, headers {&header}, content {@media-type}, links {&link}
      example: summary text, description text, value any, externalValue text
      link: operationRef text, operationId text, parameters {text}, requestBody any, \
      description text, server @server
      header: description text, required flag, deprecated flag, schema schema, \
      content {@media-type}, example any, examples {&example}, style text, explode flag
      tag: name! text, description text, externalDocs @docs
      security-scheme: type! text, description text, name text, in text, scheme text, \
      bearerFormat text, flows @flows, openIdConnectUrl text
      flows: implicit @implicit, password @password, clientCredentials @password, authorizationCode @code
      implicit: authorizationUrl! text, refreshUrl text, scopes! {text}
      password: tokenUrl! text, refreshUrl text, scopes! {text}
      code: authorizationUrl! text, tokenUrl! text, refreshUrl text, scopes! {text}
      reference: $ref! text, summary text, description text
      discriminator: propertyName! text, mapping {text}
      xml: name text, namespace text, prefix text, attribute flag, wrapped flag
      """;

  // Of a JSON Schema only what holds other schemas, and what OpenAPI adds. Other fields are free.
  private static final String SCHEMA =
      "properties {schema}, patternProperties {schema}, $defs {schema}, dependentSchemas {schema},"
          + " items schema, contains schema, additionalProperties schema, propertyNames schema,"
          + " unevaluatedItems schema, unevaluatedProperties schema, contentSchema schema, not schema,"
          + " if schema, then schema, else schema, allOf [schema], anyOf [schema], oneOf [schema],"
          + " prefixItems [schema], required [text], enum list, $ref text, $id text, $schema text,"
          + " $anchor text, $comment text, title text, description text, format text, pattern text,"
          + " deprecated flag, readOnly flag, writeOnly flag, uniqueItems flag, minimum number,"
          + " maximum number, exclusiveMinimum number, exclusiveMaximum number, multipleOf number,"
          + " minLength count, maxLength count, minItems count, maxItems count, minProperties count,"
          + " maxProperties count, minContains count, maxContains count, examples list, xml @xml,"
          + " discriminator @discriminator, externalDocs @docs, type type";

  private static final Set<String> TYPES =
      Set.of("null", "boolean", "object", "array", "number", "string", "integer");

  private static final Map<String, Map<String, Field>> OBJECTS =
      TABLE
          .lines()
          .collect(
              Collectors.toUnmodifiableMap(
                  line -> line.substring(0, line.indexOf(':')),
                  line -> fields(line.substring(line.indexOf(':') + 1))));

  private static final Map<String, Field> SCHEMA_FIELDS = fields(SCHEMA);

  private static final Pattern STATUS = Pattern.compile("[1-5](?:[0-9]{2}|XX)|default");

  private final Violations found;

  OpenApiStructure(Violations found) {
    this.found = found;
  }

  /** A field of an object: what it holds, and whether it must be there. */
  private record Field(String holds, boolean isRequired) {}

  private static Map<String, Field> fields(String list) {
    Map<String, Field> fields = new LinkedHashMap<>();
    for (String field : list.split(",", -1)) {
      String[] words = field.strip().split(" ", 2);
      boolean isRequired = words[0].endsWith("!");
      fields.put(words[0].replace("!", ""), new Field(words[1], isRequired));
    }
    return Collections.unmodifiableMap(fields);
  }

  void check(JsonNode document) {
    object("openapi", document, "");
  }

  private void value(String holds, JsonNode value, String at) {
    switch (holds.charAt(0)) {
      case '@' -> object(holds.substring(1), value, at);
      case '&' -> object(value.has("$ref") ? "reference" : holds.substring(1), value, at);
      case '[' -> list(holds.substring(1, holds.length() - 1), value, at);
      case '{' -> map(holds.substring(1, holds.length() - 1), value, at);
      default -> scalar(holds, value, at);
    }
  }

  private void list(String element, JsonNode value, String at) {
    if (is(value.isArray(), value, at, "a list")) {
      for (int i = 0; i < value.size(); i++) {
        value(element, value.get(i), at + "/" + i);
      }
    }
  }

  private void map(String element, JsonNode value, String at) {
    if (is(value.isObject(), value, at, "an object")) {
      value.properties().forEach(f -> value(element, f.getValue(), below(at, f.getKey())));
    }
  }

  private void scalar(String kind, JsonNode value, String at) {
    switch (kind) {
      case "text" -> is(value.isTextual(), value, at, "text");
      case "flag" -> is(value.isBoolean(), value, at, "true or false");
      case "number" -> is(value.isNumber(), value, at, "a number");
      case "count" ->
          is(
              value.isIntegralNumber() && value.asLong() >= 0,
              value,
              at,
              "a whole number of 0 or more");
      case "list" -> is(value.isArray(), value, at, "a list");
      case "type" ->
          is(isType(value), value, at, "one of " + new TreeSet<>(TYPES) + ", or a list of them");
      case "schema" -> schema(value, at);
      default -> {
        // Anything is right.
      }
    }
  }

  private static boolean isType(JsonNode value) {
    if (!value.isArray()) {
      return TYPES.contains(value.asText());
    }
    Set<String> seen = new HashSet<>();
    for (JsonNode each : value) {
      if (!TYPES.contains(each.asText()) || !seen.add(each.asText())) {
        return false;
      }
    }
    return !seen.isEmpty();
  }

  private void schema(JsonNode value, String at) {
    if (is(
        value.isObject() || value.isBoolean(), value, at, "a schema: an object, true or false")) {
      known(SCHEMA_FIELDS, value, at);
    }
  }

  private void object(String name, JsonNode value, String at) {
    if (!is(value.isObject(), value, at, "an object")) {
      return;
    }
    switch (name) {
      case "paths" ->
          keyed(value, at, "@path-item", key -> key.startsWith("/"), "a path that begins with '/'");
      case "callback" -> keyed(value, at, "@path-item", key -> true, "an expression");
      case "responses" -> {
        keyed(
            value,
            at,
            "&response",
            key -> STATUS.matcher(key).matches(),
            "a status, such as 200, 2XX or default");
        found.unless(
            value.properties().stream().anyMatch(f -> STATUS.matcher(f.getKey()).matches()),
            at,
            value,
            "must have an answer",
            "Describe at least one status, or default.");
      }
      default -> fixed(name, value, at);
    }
  }

  private void keyed(
      JsonNode value, String at, String holds, Predicate<String> isKey, String keys) {
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      String place = below(at, field.getKey());
      if (field.getKey().startsWith("x-")) {
        continue;
      }
      if (is(isKey.test(field.getKey()), TextNode.valueOf(field.getKey()), place, keys)) {
        value(holds, field.getValue(), place);
      }
    }
  }

  private void fixed(String name, JsonNode value, String at) {
    Map<String, Field> fields = OBJECTS.getOrDefault(name, Map.of());
    fields.forEach(
        (field, described) ->
            found.unless(
                !described.isRequired() || value.has(field),
                below(at, field),
                null,
                "must be there",
                "Add it."));
    known(fields, value, at);
    for (String field : (Iterable<String>) value::fieldNames) {
      found.unless(
          fields.containsKey(field) || field.startsWith("x-") || name.equals("reference"),
          below(at, field),
          value.get(field),
          "is not a field of the object " + name,
          "Drop it, or begin it with x-.");
    }
    new OpenApiRules(found, value, at).check(name);
  }

  private void known(Map<String, Field> fields, JsonNode value, String at) {
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      Field described = fields.get(field.getKey());
      if (described != null) {
        value(described.holds(), field.getValue(), below(at, field.getKey()));
      }
    }
  }

  private boolean is(boolean isRight, JsonNode given, String at, String what) {
    found.unless(isRight, at, given, "must be " + what, "Correct it.");
    return isRight;
  }

  static String below(String at, String field) {
    return at + "/" + Pointers.escape(field);
  }
}
