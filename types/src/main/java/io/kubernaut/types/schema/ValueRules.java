package io.kubernaut.types.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The keywords of JSON Schema that look at one value. */
final class ValueRules {

  // Beyond, the digits of a quotient would fill the memory.
  private static final int LARGEST_EXPONENT = 1_000;

  private ValueRules() {}

  /** Returns whether the value is of the right kind, so that the other keywords make sense. */
  static boolean type(JsonNode schema, JsonNode value, Violations found, boolean isOwn) {
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
    if (allowed.stream().anyMatch(each -> isOf(each, value, isOwn))) {
      return true;
    }
    boolean needsQuotes = value.isValueNode() && allowed.get(0).equals("string");
    found.add(
        "",
        value,
        "must be " + name(allowed.get(0)),
        needsQuotes ? "Put it in quotes." : "Write " + name(allowed.get(0)) + ".");
    return false;
  }

  private static boolean isOf(String type, JsonNode value, boolean isOwn) {
    return switch (type) {
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "string" -> value.isTextual();
      case "integer" -> value.isIntegralNumber() || (!isOwn && isWhole(value));
      case "number" -> value.isNumber();
      case "boolean" -> value.isBoolean();
      default -> value.isNull();
    };
  }

  private static boolean isWhole(JsonNode value) {
    return value.isNumber() && isFinite(value) && value.canConvertToExactIntegral();
  }

  private static boolean isFinite(JsonNode number) {
    return !(number.isFloatingPointNumber() && !number.isBigDecimal())
        || Double.isFinite(number.doubleValue());
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

  static void value(JsonNode schema, JsonNode value, Violations found, SchemaIndex index) {
    JsonNode only = schema.get("const");
    if (only != null && !isSame(only, value)) {
      found.add("", value, "must be " + only, "Change it.");
    }
    JsonNode words = schema.get("enum");
    if (words != null && !contains(words, value)) {
      found.add("", value, "must be one of " + list(words), "Choose one.");
    }
    if (value.isTextual()) {
      text(schema, value.textValue(), found, index);
    } else if (value.isNumber()) {
      number(schema, value, found);
    } else if (value.isContainerNode()) {
      String kind = value.isArray() ? "Items" : "Properties";
      size(schema, kind, "elements", value.size(), value, found);
    }
  }

  // 1.0 and 1 are the same number.
  private static boolean isSame(JsonNode a, JsonNode b) {
    return a.equals(b) || CanonicalJson.text(a).equals(CanonicalJson.text(b));
  }

  private static boolean contains(JsonNode values, JsonNode value) {
    return StreamSupport.stream(values.spliterator(), false).anyMatch(each -> isSame(each, value));
  }

  private static String list(JsonNode values) {
    String all =
        StreamSupport.stream(values.spliterator(), false)
            .limit(20)
            .map(JsonNode::toString)
            .collect(Collectors.joining(", "));
    return values.size() > 20 ? all + ", … (" + values.size() + " in all)" : all;
  }

  private static void text(JsonNode schema, String text, Violations found, SchemaIndex index) {
    if (schema.has("minLength") || schema.has("maxLength")) {
      int length = text.codePointCount(0, text.length());
      size(schema, "Length", "characters", length, TextNode.valueOf(text), found);
    }
    JsonNode pattern = schema.path("pattern");
    if (pattern.isTextual() && !EcmaPattern.isIn(index.pattern(pattern.textValue()), text)) {
      String description = schema.path("description").asText();
      found.add(
          "",
          text,
          pattern.textValue().equals("\\S")
              ? "must not be blank"
              : "must match " + pattern.textValue(),
          description.isEmpty() ? "Change it." : "Use " + description + ".");
    }
    JsonNode format = schema.path("format");
    if (format.isTextual()) {
      Formats.check(format.textValue(), text, found);
    }
  }

  private static void size(
      JsonNode schema, String kind, String unit, int size, JsonNode value, Violations found) {
    int min = schema.path("min" + kind).asInt(0);
    int max = schema.path("max" + kind).asInt(Integer.MAX_VALUE);
    if (size < min) {
      found.add("", value, "must have at least " + min + " " + unit, "It has " + size + ".");
    }
    if (size > max) {
      found.add("", value, "must have at most " + max + " " + unit, "It has " + size + ".");
    }
  }

  private static void number(JsonNode schema, JsonNode value, Violations found) {
    bound(schema.path("minimum"), value, found, "must be at least ", "Raise it.", 0, 1);
    bound(schema.path("maximum"), value, found, "must be at most ", "Lower it.", 0, -1);
    bound(schema.path("exclusiveMinimum"), value, found, "must be above ", "Raise it.", 1, 1);
    bound(schema.path("exclusiveMaximum"), value, found, "must be below ", "Lower it.", -1, -1);
    JsonNode multiple = schema.path("multipleOf");
    if (multiple.isNumber() && !isMultiple(value, multiple.decimalValue())) {
      found.add("", value, "must be a multiple of " + multiple, "Round it.");
    }
  }

  // A number of a hundred digits is compared without being written out.
  private static void bound(
      JsonNode bound,
      JsonNode value,
      Violations found,
      String rule,
      String remedy,
      int... allowed) {
    if (!bound.isNumber()) {
      return;
    }
    BigDecimal limit = bound.decimalValue();
    int difference = isFinite(value) ? value.decimalValue().compareTo(limit) : 2;
    if (difference != allowed[0] && difference != allowed[1]) {
      found.add("", value, rule + limit, remedy);
    }
  }

  private static boolean isMultiple(JsonNode value, BigDecimal divisor) {
    if (!isFinite(value)) {
      return false;
    }
    BigDecimal number = value.decimalValue();
    return Math.abs((long) number.scale()) <= LARGEST_EXPONENT
        && number.remainder(divisor).signum() == 0;
  }
}
