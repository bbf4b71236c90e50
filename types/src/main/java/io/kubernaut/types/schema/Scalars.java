package io.kubernaut.types.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The schemas of the JDK's values. */
final class Scalars {

  private static final Set<Class<?>> INTEGERS =
      Set.of(
          int.class,
          Integer.class,
          long.class,
          Long.class,
          short.class,
          Short.class,
          byte.class,
          Byte.class,
          BigInteger.class);

  private static final Set<Class<?>> DOUBLES =
      Set.of(double.class, Double.class, float.class, Float.class);

  private static final Map<Class<?>, String> TEXTS =
      Map.of(
          String.class, "",
          Instant.class, "date-time",
          OffsetDateTime.class, "date-time",
          LocalDate.class, "date",
          Duration.class, "duration",
          URI.class, "uri-reference",
          UUID.class, "uuid",
          ZoneId.class, "",
          Currency.class, "",
          Locale.class, "");

  private Scalars() {}

  static @Nullable ObjectNode of(Class<?> type) {
    ObjectNode schema = JsonSchemaWriter.node();
    if (INTEGERS.contains(type)) {
      return schema.put("type", "integer");
    }
    if (DOUBLES.contains(type)) {
      return doubles();
    }
    if (type == BigDecimal.class) {
      return schema.put("type", "number");
    }
    if (type == boolean.class || type == Boolean.class) {
      return schema.put("type", "boolean");
    }
    String format = TEXTS.get(type);
    if (format == null) {
      return null;
    }
    schema.put("type", "string");
    return format.isEmpty() ? schema : schema.put("format", format);
  }

  // JSON has no words for these three numbers; like Protobuf's JSON form we write texts.
  private static ObjectNode doubles() {
    ObjectNode either = JsonSchemaWriter.node();
    either
        .putArray("anyOf")
        .add(JsonSchemaWriter.node().put("type", "number"))
        .addObject()
        .putArray("enum")
        .add("NaN")
        .add("Infinity")
        .add("-Infinity");
    return either;
  }
}
