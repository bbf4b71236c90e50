package io.kubernaut.types.schema;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Writes one value: checked, and tagged with its version where the codec says so. */
final class Writing<T> {

  private final DocumentCodec<T> codec;

  Writing(DocumentCodec<T> codec) {
    this.codec = codec;
  }

  byte[] write(T value, boolean onOneLine) {
    codec.schema().require(value);
    try {
      return codec.format() instanceof JsonFormat ? json(value, onOneLine) : other(value);
    } catch (IOException e) {
      throw codec.refused(
          new Violation("", value.getClass().getSimpleName(), "cannot be written", Problems.of(e)));
    }
  }

  private byte[] json(T value, boolean onOneLine) throws IOException {
    byte[] plain =
        (onOneLine ? codec.schema().lineWriter() : codec.schema().writer())
            .writeValueAsBytes(value);
    return codec.isTagged() && plain[0] == '{' ? tagged(plain) : plain;
  }

  private byte[] tagged(byte[] plain) {
    String start = "{\"schema\":\"" + codec.schema() + "\"" + (plain[1] == '}' ? "" : ",");
    byte[] tag = start.getBytes(StandardCharsets.US_ASCII);
    byte[] document = new byte[tag.length + plain.length - 1];
    System.arraycopy(tag, 0, document, 0, tag.length);
    System.arraycopy(plain, 1, document, tag.length, plain.length - 1);
    return document;
  }

  private byte[] other(T value) throws IOException {
    JsonNode tree = tree(value);
    if (!(tree instanceof ObjectNode object)) {
      throw codec.refused(
          new Violation(
              "",
              tree.toString(),
              "is not an object, and only JSON can write it",
              "Make it a field of a record."));
    }
    if (codec.isTagged()) {
      object = Tags.put(object, codec.schema());
    }
    return codec.format().write(codec.schema(), object);
  }

  // Not by way of JSON: a double stays one, with the sign of its zero.
  private JsonNode tree(T value) throws IOException {
    try (TokenBuffer buffer = new TokenBuffer(Mappers.strict(), false)) {
      codec.schema().writer().writeValue(buffer, value);
      return Mappers.strict()
          .reader()
          .without(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .readTree(buffer.asParser());
    }
  }
}
