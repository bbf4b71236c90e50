package io.kubernaut.types.schema;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;

/**
 * Reads doubles, and the three that JSON has no numbers for from their words. A number beyond all
 * doubles is refused: it would be read as infinity.
 */
final class DoubleReader extends StdScalarDeserializer<Double> {

  private static final long serialVersionUID = 1L;

  DoubleReader() {
    super(Double.class);
  }

  @Override
  public Double deserialize(JsonParser from, DeserializationContext context) throws IOException {
    if (from.hasToken(JsonToken.VALUE_STRING)) {
      return word(from.getText(), context);
    }
    if (!from.currentToken().isNumeric()) {
      return context.reportInputMismatch(this, "must be a number");
    }
    boolean isInfinity = from.isNaN();
    double number = from.getDoubleValue();
    return Double.isInfinite(number) && !isInfinity
        ? context.reportInputMismatch(this, "must be a number that a double can hold")
        : number;
  }

  private Double word(String text, DeserializationContext context) throws IOException {
    return switch (text) {
      case "NaN" -> Double.NaN;
      case "Infinity" -> Double.POSITIVE_INFINITY;
      case "-Infinity" -> Double.NEGATIVE_INFINITY;
      default -> context.reportInputMismatch(this, "must be a number");
    };
  }
}
