package io.kubernaut.types.parameter;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubernaut.types.internal.pattern.LinearPattern;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.Violations;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Holds values against what a parameter allows. */
final class ArgumentCheck {

  private static final int MOST_SHOWN = 20;
  private static final int LARGEST_SCALE = 1_000;

  private final Parameter parameter;
  private final Violations found;
  private final @Nullable LinearPattern pattern;
  private final List<JsonNode> allowed;

  ArgumentCheck(Parameter parameter, Violations found) {
    this(
        parameter,
        parameter.pattern() == null ? null : LinearPattern.compile(parameter.pattern()),
        found);
  }

  ArgumentCheck(Parameter parameter, @Nullable LinearPattern pattern, Violations found) {
    this.parameter = parameter;
    this.pattern = pattern;
    this.found = found;
    this.allowed = parameter.allowed().stream().map(RawJson::node).toList();
  }

  /** Checks the values that the parameter itself names. */
  void own() {
    for (int i = 0; i < allowed.size(); i++) {
      element("/enum/" + i, allowed.get(i));
    }
    parameter.fallback().ifPresent(value -> value("/default", value.node()));
  }

  /** Checks a whole argument. */
  void value(String pointer, JsonNode value) {
    if (parameter.type() != ParameterType.ARRAY) {
      element(pointer, value);
    } else if (!value.isArray()) {
      refuseKind(pointer, value);
    } else {
      for (int i = 0; i < value.size(); i++) {
        element(pointer + "/" + i, value.get(i));
        checkAllowed(pointer + "/" + i, value.get(i));
      }
    }
    if (parameter.type() != ParameterType.ARRAY) {
      checkAllowed(pointer, value);
    }
  }

  /** Checks a value, or an element of an array, but for whether it is one of those allowed. */
  void element(String pointer, JsonNode value) {
    if (!isOfKind(value)) {
      refuseKind(pointer, value);
      return;
    }
    if (pattern != null && !(value.isTextual() && pattern.isIn(value.textValue()))) {
      found.add(pointer, value, "must match " + pattern, "Change it.");
    }
    if (value.isNumber()) {
      checkBounds(pointer, value);
    }
  }

  private void refuseKind(String pointer, JsonNode value) {
    found.add(pointer, value, "must be " + parameter.type().look(), "Give a value of this kind.");
  }

  private boolean isOfKind(JsonNode value) {
    return switch (parameter.type()) {
      case STRING -> value.isTextual();
      case INTEGER -> isWhole(value);
      case BOOLEAN -> value.isBoolean();
      case FLOAT -> value.isNumber() && Double.isFinite(value.doubleValue());
      case ARRAY -> value.isTextual() || value.isBoolean() || value.isNumber();
    };
  }

  private static boolean isWhole(JsonNode value) {
    if (!value.isNumber() || Math.abs((long) value.decimalValue().scale()) > LARGEST_SCALE) {
      return false;
    }
    BigDecimal number = value.decimalValue().stripTrailingZeros();
    return number.scale() <= 0 && number.toBigIntegerExact().bitLength() < Long.SIZE;
  }

  private void checkBounds(String pointer, JsonNode value) {
    BigDecimal number = value.decimalValue();
    BigDecimal least = parameter.minimum();
    BigDecimal most = parameter.maximum();
    if (least != null && number.compareTo(least) < 0) {
      found.add(pointer, value, "must be at least " + least, "Raise it.");
    }
    if (most != null && number.compareTo(most) > 0) {
      found.add(pointer, value, "must be at most " + most, "Lower it.");
    }
  }

  private void checkAllowed(String pointer, JsonNode value) {
    if (!allowed.isEmpty() && allowed.stream().noneMatch(each -> isSame(each, value))) {
      found.add(pointer, value, "must be one of " + words(), "Choose one.");
    }
  }

  private static boolean isSame(JsonNode a, JsonNode b) {
    return (a.isNumber() && b.isNumber())
        ? a.decimalValue().compareTo(b.decimalValue()) == 0
        : a.equals(b);
  }

  private String words() {
    String words =
        parameter.allowed().stream()
            .limit(MOST_SHOWN)
            .map(RawJson::json)
            .collect(Collectors.joining(", "));
    return parameter.allowed().size() > MOST_SHOWN ? words + ", …" : words;
  }
}
