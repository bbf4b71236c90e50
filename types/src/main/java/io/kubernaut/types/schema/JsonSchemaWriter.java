package io.kubernaut.types.schema;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubernaut.types.value.Secret;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes the JSON Schema (2020-12) of a type: one definition a record, constraints as keywords.
 * What only code can say (a rule between fields, the grammar of a text that has a class of its own)
 * stays unsaid, so the schema never refuses what the type accepts.
 */
final class JsonSchemaWriter {

  /** The keyword of values that are read and never shown. */
  static final String SECRET = "writeOnly";

  private final ObjectMapper mapper;
  private final ObjectNode definitions = node();
  private final Map<Class<?>, String> names = new HashMap<>();

  JsonSchemaWriter(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  ObjectNode write(Class<?> type, Schema<?> schema) {
    ObjectNode root = node();
    root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    root.put("$id", "urn:kubernaut:schema:" + schema.name() + ":" + schema.version());
    root.put("title", schema.name());
    root.setAll(plain(type));
    root.set("$defs", definitions);
    return root;
  }

  private ObjectNode of(AnnotatedType type) {
    Class<?> raw = Checks.raw(type.getType());
    ObjectNode schema = collection(type, raw);
    if (schema == null) {
      schema = plain(raw);
    }
    return Keywords.add(schema, type);
  }

  private @Nullable ObjectNode collection(AnnotatedType type, Class<?> raw) {
    if (!(type instanceof AnnotatedParameterizedType generic)) {
      return null;
    }
    AnnotatedType[] arguments = generic.getAnnotatedActualTypeArguments();
    if (Collection.class.isAssignableFrom(raw)) {
      ObjectNode list = orNull("array");
      ObjectNode items = of(arguments[0]);
      list.set("items", items);
      hide(list, items);
      return Set.class.isAssignableFrom(raw) ? list.put("uniqueItems", true) : list;
    }
    if (raw == Open.class) {
      return word(Checks.raw(arguments[0].getType()));
    }
    if (Map.class.isAssignableFrom(raw)) {
      ObjectNode map = orNull("object");
      ObjectNode values = of(arguments[1]);
      map.set("additionalProperties", values);
      hide(map, values);
      ObjectNode key = of(arguments[0]);
      key.remove("type");
      if (!key.isEmpty()) {
        map.set("propertyNames", key);
      }
      return map;
    }
    return null;
  }

  // What stands where many secrets should is as secret as one of them.
  private static void hide(ObjectNode many, ObjectNode one) {
    if (one.path(SECRET).asBoolean()) {
      many.put(SECRET, true);
    }
  }

  // Any text is right; the words that are known are told to people.
  private static ObjectNode word(Class<?> constants) {
    ObjectNode schema = text();
    Open.words(constants).forEach(schema.putArray("examples")::add);
    return schema;
  }

  // Other languages write an empty collection as null.
  private static ObjectNode orNull(String type) {
    ObjectNode schema = node();
    schema.putArray("type").add(type).add("null");
    return schema;
  }

  private ObjectNode plain(Class<?> type) {
    if (type == Secret.class) {
      return text().put(SECRET, true);
    }
    ObjectNode scalar = Scalars.of(type);
    if (scalar != null) {
      return scalar;
    }
    Class<?> written = Checks.jsonValue(type).orElse(null);
    if (written != null && !type.isEnum()) {
      return JsonCreators.fromNumber(type) ? textOrNumber() : plain(written);
    }
    if (type.isEnum()) {
      return enumeration(type);
    }
    if (type.isSealed() && type.isAnnotationPresent(JsonTypeInfo.class)) {
      return alternatives(type);
    }
    boolean isBound =
        type.isRecord()
            && !type.isAnnotationPresent(
                com.fasterxml.jackson.databind.annotation.JsonDeserialize.class)
            && !JsonCreators.fromText(type);
    return isBound ? reference(type, null, null) : JsonCreators.fromText(type) ? text() : node();
  }

  private static ObjectNode textOrNumber() {
    ObjectNode schema = node();
    schema.putArray("type").add("string").add("number");
    return schema;
  }

  private static ObjectNode text() {
    return node().put("type", "string");
  }

  private ObjectNode enumeration(Class<?> type) {
    ObjectNode schema = text();
    boolean isOpen =
        JsonCreators.fromText(type)
            || Arrays.stream(type.getFields())
                .anyMatch(constant -> constant.isAnnotationPresent(JsonEnumDefaultValue.class));
    if (!isOpen) {
      ArrayNode values = schema.putArray("enum");
      for (Object constant : type.getEnumConstants()) {
        values.add(mapper.<JsonNode>valueToTree(constant));
      }
    }
    return schema;
  }

  private ObjectNode alternatives(Class<?> type) {
    JsonTypeInfo info = type.getAnnotation(JsonTypeInfo.class);
    JsonSubTypes subTypes = type.getAnnotation(JsonSubTypes.class);
    if (subTypes == null || info.include() != JsonTypeInfo.As.PROPERTY) {
      return node();
    }
    ObjectNode schema = node();
    ArrayNode oneOf = schema.putArray("oneOf");
    for (JsonSubTypes.Type sub : subTypes.value()) {
      oneOf.add(reference(sub.value(), info.property(), sub.name()));
    }
    return schema;
  }

  private ObjectNode reference(Class<?> type, @Nullable String property, @Nullable String value) {
    String name = names.get(type);
    if (name == null) {
      name = name(type);
      names.put(type, name);
      ObjectNode definition = node();
      definitions.set(name, definition);
      record(type, definition, property, value);
    }
    return node().put("$ref", "#/$defs/" + name);
  }

  private String name(Class<?> type) {
    String simple = type.getSimpleName();
    return names.containsValue(simple) ? type.getName() : simple;
  }

  private void record(
      Class<?> type, ObjectNode definition, @Nullable String property, @Nullable String value) {
    definition.put("type", "object");
    ObjectNode properties = definition.putObject("properties");
    ArrayNode required = node().arrayNode();
    if (property != null) {
      properties.putObject(property).put("const", value);
      required.add(property);
    }
    Components components = Components.of(type);
    for (int i = 0; i < components.count(); i++) {
      if (i == components.extra()) {
        continue;
      }
      String name = components.jsonName(i);
      ObjectNode schema = of(components.component(i).getAnnotatedType());
      boolean isRequired = !components.mayBeMissing(i);
      properties.set(name, isRequired ? schema : nullable(schema));
      if (isRequired) {
        required.add(name);
      }
    }
    definition.set("required", required);
    if (components.extra() < 0) {
      definition.put("additionalProperties", false);
    }
  }

  // A field that may be missing may also be null.
  private static ObjectNode nullable(ObjectNode schema) {
    if (schema.path("type").isTextual() && !schema.has("enum")) {
      String type = schema.get("type").textValue();
      schema.putArray("type").add(type).add("null");
      return schema;
    }
    if (schema.isEmpty() || schema.path("type").isArray()) {
      return schema;
    }
    ObjectNode either = node();
    either.putArray("anyOf").add(schema).add(node().put("type", "null"));
    return either;
  }

  static ObjectNode node() {
    return JsonNodeFactory.instance.objectNode();
  }
}
