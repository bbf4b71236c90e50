package io.kubernaut.types.parameter;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.kubernaut.types.schema.RawJson;
import java.util.stream.Stream;

/** Reads arguments from texts. What cannot be read stays text, and is refused as that. */
final class ArgumentText {

  private ArgumentText() {}

  static RawJson json(ParameterType type, String text) {
    return switch (type) {
      case STRING -> RawJson.text(text);
      case ARRAY -> array(text);
      case INTEGER, FLOAT, BOOLEAN -> scalar(text);
    };
  }

  private static RawJson scalar(String text) {
    try {
      RawJson value = RawJson.of(text.strip());
      return value.node().isNumber() || value.node().isBoolean() ? value : RawJson.text(text);
    } catch (IllegalArgumentException ignored) {
      // Then it is a text, and the check of the argument says what it must be.
      return RawJson.text(text);
    }
  }

  private static RawJson array(String text) {
    if (text.strip().startsWith("[")) {
      try {
        return RawJson.of(text.strip());
      } catch (IllegalArgumentException ignored) {
        // Then it is a text, and the check of the argument says what it must be.
        return RawJson.text(text);
      }
    }
    ArrayNode elements = JsonNodeFactory.instance.arrayNode();
    if (!text.isBlank()) {
      Stream.of(text.split(",", -1)).map(String::strip).forEach(elements::add);
    }
    return RawJson.of(elements);
  }
}
