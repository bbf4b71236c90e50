package io.kubernaut.types.schema;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.math.BigDecimal;

/** Turns declared constraints into the keywords of JSON Schema. */
final class Keywords {

  private Keywords() {}

  static ObjectNode add(ObjectNode schema, AnnotatedElement type) {
    for (Annotation annotation : type.getAnnotations()) {
      if (annotation instanceof Min min) {
        bound(schema, "minimum", min.value());
      } else if (annotation instanceof Max max) {
        bound(schema, "maximum", max.value());
      } else if (annotation instanceof Size size) {
        size(schema, size);
      } else if (annotation instanceof NotBlank) {
        pattern(schema, "\\S", "");
      } else if (annotation instanceof Matches matches) {
        pattern(schema, "^(?:" + matches.value() + ")$", matches.as());
      }
    }
    return schema;
  }

  // A number with a bound is a number: NaN is not within any.
  private static void bound(ObjectNode schema, String keyword, double bound) {
    if (schema.has("anyOf")) {
      schema.remove("anyOf");
      schema.put("type", "number");
    }
    schema.put(keyword, new BigDecimal(Bound.text(bound)));
  }

  private static void size(ObjectNode schema, Size size) {
    String type = schema.path("type").isArray() ? schema.at("/type/0").asText() : "string";
    String suffix =
        switch (type) {
          case "array" -> "Items";
          case "object" -> "Properties";
          default -> "Length";
        };
    if (size.min() > 0) {
      schema.put("min" + suffix, size.min());
    }
    if (size.max() < Integer.MAX_VALUE) {
      schema.put("max" + suffix, size.max());
    }
  }

  private static void pattern(ObjectNode schema, String pattern, String description) {
    if (!description.isEmpty()) {
      schema.put("description", description);
    }
    if (schema.has("pattern")) {
      ArrayNode more = schema.withArray("allOf");
      more.addObject().put("pattern", pattern);
    } else {
      schema.put("pattern", pattern);
    }
  }
}
