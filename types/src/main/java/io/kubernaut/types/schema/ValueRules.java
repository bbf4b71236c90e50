package io.kubernaut.types.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The keywords of JSON Schema that look at one value. */
final class ValueRules {

  private ValueRules() {}

  /** Returns whether the value is of the right kind, so that the other keywords make sense. */
  static boolean type(JsonNode schema, JsonNode value, Violations found) {
    JsonNode type = schema.path("type");
    if (type.isMissingNode()) {
      return true;
    }
    List<String> allowed = new ArrayList<>();
    if (type.isArray()) {
      type.forEach(each -> allowed.add(each.textValue()));
    } else {
      allowed.add(type.textValue());
    }
    boolean isAllowed = allowed.stream().anyMatch(each -> isOf(each, value));
    found.unless(
        isAllowed,
        "",
        value,
        "must be " + name(allowed.get(0)),
        value.isValueNode() && allowed.get(0).equals("string")
            ? "Put it in quotes."
            : "Write " + name(allowed.get(0)) + ".");
    return isAllowed;
  }

  private static boolean isOf(String type, JsonNode value) {
    return switch (type) {
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "string" -> value.isTextual();
      case "integer" -> value.isIntegralNumber();
      case "number" -> value.isNumber();
      case "boolean" -> value.isBoolean();
      default -> value.isNull();
    };
  }

  private static String name(String type) {
    return switch (type) {
      case "object" -> "an object";
      case "array" -> "an array";
      case "string" -> "text";
      case "integer" -> "a whole number";
      case "number" -> "a number";
      case "boolean" -> "true or false";
      default -> "null";
    };
  }

  static void value(JsonNode schema, JsonNode value, Violations found) {
    if (schema.has("const")) {
      String expected = schema.get("const").toString();
      found.unless(
          schema.get("const").equals(value), "", value, "must be " + expected, "Change it.");
    }
    if (schema.has("enum") && !value.isNull()) {
      found.unless(
          contains(schema.get("enum"), value),
          "",
          value,
          "must be one of " + list(schema.get("enum")),
          "Choose one.");
    }
    if (value.isTextual()) {
      text(schema, value.textValue(), found);
    } else if (value.isNumber()) {
      number(schema, value, found);
    } else if (value.isContainerNode()) {
      String kind = value.isArray() ? "Items" : "Properties";
      size(schema, kind, "elements", value.size(), value, found);
    }
  }

  private static boolean contains(JsonNode values, JsonNode value) {
    return StreamSupport.stream(values.spliterator(), false).anyMatch(value::equals);
  }

  private static String list(JsonNode values) {
    return StreamSupport.stream(values.spliterator(), false)
        .map(JsonNode::toString)
        .collect(Collectors.joining(", "));
  }

  /** Applies a schema for names to the name of a field. */
  static void name(JsonNode schema, String name, Violations found) {
    if (!schema.isMissingNode()) {
      value(schema, TextNode.valueOf(name), found);
    }
  }

  private static void text(JsonNode schema, String text, Violations found) {
    int length = text.codePointCount(0, text.length());
    size(schema, "Length", "characters", length, TextNode.valueOf(text), found);
    JsonNode pattern = schema.path("pattern");
    if (pattern.isTextual()) {
      String description = schema.path("description").asText();
      found.unless(
          Pattern.compile(pattern.textValue()).matcher(text).find(),
          "",
          text,
          pattern.textValue().equals("\\S")
              ? "must not be blank"
              : "must match " + pattern.textValue(),
          description.isEmpty() ? "Change it." : "Use " + description + ".");
    }
    JsonNode format = schema.path("format");
    if (format.isTextual()) {
      format(format.textValue(), text, found);
    }
  }

  private static void size(
      JsonNode schema, String kind, String unit, int size, JsonNode value, Violations found) {
    int min = schema.path("min" + kind).asInt(0);
    int max = schema.path("max" + kind).asInt(Integer.MAX_VALUE);
    found.unless(
        size >= min, "", value, "must have at least " + min + " " + unit, "It has " + size + ".");
    found.unless(
        size <= max, "", value, "must have at most " + max + " " + unit, "It has " + size + ".");
  }

  private static void number(JsonNode schema, JsonNode value, Violations found) {
    // A number of a hundred digits is compared without being written out.
    BigDecimal number = value.decimalValue();
    if (schema.has("minimum")) {
      BigDecimal least = schema.get("minimum").decimalValue();
      found.unless(
          number.compareTo(least) >= 0, "", value, "must be at least " + least, "Raise it.");
    }
    if (schema.has("maximum")) {
      BigDecimal most = schema.get("maximum").decimalValue();
      found.unless(number.compareTo(most) <= 0, "", value, "must be at most " + most, "Lower it.");
    }
  }

  private static void format(String format, String text, Violations found) {
    switch (format) {
      case "date-time" -> parse(text, OffsetDateTime::parse, "2026-01-31T23:59:59.5Z", found);
      case "date" -> parse(text, LocalDate::parse, "2026-01-31", found);
      case "duration" -> parse(text, Duration::parse, "PT1M30S", found);
      case "uuid" -> parse(text, UUID::fromString, "0190a5c0-7b1e-7000-8000-000000000000", found);
      default -> parse(text, URI::create, "https://example.com/path", found);
    }
  }

  private static void parse(String text, Consumer<String> parse, String example, Violations found) {
    boolean isRight = true;
    try {
      parse.accept(text);
    } catch (RuntimeException ignored) {
      // The message of the parser says less than an example.
      isRight = false;
    }
    found.unless(isRight, "", text, "must be written like \"" + example + "\"", "Rewrite it.");
  }
}
