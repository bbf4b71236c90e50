package io.kubernaut.types.schema;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads a word of an open list; which list, the component's type says. */
final class OpenReader extends StdScalarDeserializer<Open<?>> implements ContextualDeserializer {

  private static final long serialVersionUID = 1L;

  private final Class<?> constants;

  OpenReader() {
    this(Enum.class);
  }

  private OpenReader(Class<?> constants) {
    super(Open.class);
    this.constants = constants;
  }

  @Override
  public JsonDeserializer<?> createContextual(
      DeserializationContext context, @Nullable BeanProperty property) {
    return new OpenReader(context.getContextualType().containedType(0).getRawClass());
  }

  @Override
  public Open<?> deserialize(JsonParser from, DeserializationContext context) throws IOException {
    if (!from.hasToken(JsonToken.VALUE_STRING)) {
      return context.reportInputMismatch(this, "must be text");
    }
    return word(constants, from.getText());
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // The argument of Open is always an enum.
  private static Open<?> word(Class<?> constants, String text) {
    return Open.of((Class) constants, text);
  }
}
