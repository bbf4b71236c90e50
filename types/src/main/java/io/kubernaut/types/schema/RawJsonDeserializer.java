package io.kubernaut.types.schema;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.UTF8StreamJsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the value's text out of the source where the source is a JSON document in memory, and writes
 * it anew where it is not.
 */
final class RawJsonDeserializer extends StdDeserializer<RawJson> {

  private static final long serialVersionUID = 1L;

  RawJsonDeserializer() {
    super(RawJson.class);
  }

  /** Reads the fields of an object whose first token was read, from a document in memory. */
  static Map<String, RawJson> fields(JsonParser from) throws IOException {
    MapBuilder<String, RawJson> fields = new MapBuilder<>();
    for (String name = from.nextFieldName(); name != null; name = from.nextFieldName()) {
      from.nextToken();
      fields.put(name, read(from));
    }
    return fields.build();
  }

  @Override
  public RawJson deserialize(JsonParser from, DeserializationContext context) throws IOException {
    return read(from);
  }

  private static RawJson read(JsonParser from) throws IOException {
    // A field that was put aside until the kind of its object was known has no place in the source.
    if (from instanceof UTF8StreamJsonParser && source(from) instanceof byte[] source) {
      return cut(from, source);
    }
    StringWriter text = new StringWriter();
    try (JsonGenerator to = Mappers.strict().createGenerator(text)) {
      to.copyCurrentStructureExact(from);
    }
    return RawJson.accepted(text.toString());
  }

  private static @Nullable Object source(JsonParser from) {
    JsonStreamContext outermost = from.getParsingContext();
    while (outermost.getParent() != null) {
      outermost = outermost.getParent();
    }
    return outermost.getCurrentValue();
  }

  private static RawJson cut(JsonParser from, byte[] source) throws IOException {
    JsonLocation start = from.currentTokenLocation();
    requireNumber(from);
    from.skipChildren();
    from.finishToken();
    int begin = (int) start.getByteOffset();
    int end = (int) from.currentLocation().getByteOffset();
    String text = new String(source, begin, end - begin, StandardCharsets.UTF_8).strip();
    if (text.startsWith("{") || text.startsWith("[")) {
      requireReadable(text);
    }
    return RawJson.accepted(text);
  }

  // The parser refuses a field that comes twice.
  private static void requireReadable(String text) throws IOException {
    try (JsonParser parser = Mappers.strict().createParser(text)) {
      while (parser.nextToken() != null) {
        requireNumber(parser);
      }
    }
  }

  // An exponent can be too large for any kind of number.
  private static void requireNumber(JsonParser parser) throws IOException {
    if (parser.hasToken(JsonToken.VALUE_NUMBER_FLOAT)) {
      parser.getDecimalValue();
    }
  }

  @Override
  public RawJson getNullValue(DeserializationContext context) {
    return RawJson.accepted("null");
  }
}
