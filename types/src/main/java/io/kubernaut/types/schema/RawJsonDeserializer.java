package io.kubernaut.types.schema;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.json.UTF8StreamJsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;

/**
 * Cuts the value's text out of the source where the source is a JSON document in memory, and writes
 * it anew where it is not.
 */
final class RawJsonDeserializer extends StdDeserializer<RawJson> {

  private static final long serialVersionUID = 1L;

  RawJsonDeserializer() {
    super(RawJson.class);
  }

  @Override
  public RawJson deserialize(JsonParser from, DeserializationContext context) throws IOException {
    // A field that was put aside until the kind of its object was known has no place in the source.
    if (from instanceof UTF8StreamJsonParser
        && context.getAttribute(Mappers.SOURCE) instanceof byte[] source) {
      return cut(from, source);
    }
    StringWriter text = new StringWriter();
    try (JsonGenerator to = Mappers.strict().createGenerator(text)) {
      to.copyCurrentStructureExact(from);
    }
    return RawJson.accepted(text.toString());
  }

  private static RawJson cut(JsonParser from, byte[] source) throws IOException {
    JsonLocation start = from.currentTokenLocation();
    from.skipChildren();
    from.finishToken();
    int begin = (int) start.getByteOffset();
    int end = (int) from.currentLocation().getByteOffset();
    String text = new String(source, begin, end - begin, StandardCharsets.UTF_8).strip();
    if (text.startsWith("{") || text.startsWith("[")) {
      requireNoDuplicates(text);
    }
    return RawJson.accepted(text);
  }

  private static void requireNoDuplicates(String text) throws IOException {
    try (JsonParser parser = Mappers.strict().createParser(text)) {
      while (parser.nextToken() != null) {
        // The parser refuses a field that comes twice.
      }
    }
  }

  @Override
  public RawJson getNullValue(DeserializationContext context) {
    return RawJson.accepted("null");
  }
}
