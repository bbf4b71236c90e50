package io.kubernaut.types.schema;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;
import java.util.function.Function;

/** Reads a value of the JDK from its text. */
final class TextDeserializer<T> extends StdScalarDeserializer<T> {

  private static final long serialVersionUID = 1L;

  private final transient Function<String, T> parse;
  private final String example;

  TextDeserializer(Class<T> type, Function<String, T> parse, String example) {
    super(type);
    this.parse = parse;
    this.example = example;
  }

  @Override
  public T deserialize(JsonParser from, DeserializationContext context) throws IOException {
    if (!from.hasToken(JsonToken.VALUE_STRING)) {
      return context.reportInputMismatch(this, "must be text such as \"%s\"", example);
    }
    try {
      return parse.apply(from.getText());
    } catch (RuntimeException e) {
      return context.reportInputMismatch(this, "must be written like \"%s\"", example);
    }
  }
}
