package io.kubernaut.types.schema;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.UTF8JsonGenerator;
import com.fasterxml.jackson.core.json.WriterBasedJsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;

/** Copies the text where the target is JSON, and the value where it is another format. */
final class RawJsonSerializer extends StdSerializer<RawJson> {

  private static final long serialVersionUID = 1L;

  RawJsonSerializer() {
    super(RawJson.class);
  }

  @Override
  public void serialize(RawJson value, JsonGenerator to, SerializerProvider provider)
      throws IOException {
    boolean json = to instanceof UTF8JsonGenerator || to instanceof WriterBasedJsonGenerator;
    // A line break inside the text would end the document early where documents are lines.
    if (json && value.json().indexOf('\n') < 0) {
      to.writeRawValue(value.json());
      return;
    }
    if (json && provider.getAttribute(Mappers.LINES) == null) {
      to.writeRawValue(value.json());
      return;
    }
    try (JsonParser from = Mappers.strict().createParser(value.json())) {
      while (from.nextToken() != null) {
        copy(from, to);
      }
    }
  }

  // Only a double knows that a zero is below zero.
  private static void copy(JsonParser from, JsonGenerator to) throws IOException {
    boolean isDecimal = from.hasToken(JsonToken.VALUE_NUMBER_FLOAT);
    if (isDecimal && from.getDecimalValue().signum() == 0 && from.getText().startsWith("-")) {
      to.writeNumber(-0.0);
    } else {
      to.copyCurrentEventExact(from);
    }
  }
}
