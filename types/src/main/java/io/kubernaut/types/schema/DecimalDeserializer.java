package io.kubernaut.types.schema;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;
import java.math.BigDecimal;

/** Reads exact numbers, but none whose digits would fill the memory when written out. */
final class DecimalDeserializer extends StdScalarDeserializer<BigDecimal> {

  private static final long serialVersionUID = 1L;
  private static final int LARGEST_EXPONENT = 1000;

  DecimalDeserializer() {
    super(BigDecimal.class);
  }

  @Override
  public BigDecimal deserialize(JsonParser from, DeserializationContext context)
      throws IOException {
    if (!from.currentToken().isNumeric()) {
      return context.reportInputMismatch(this, "must be a number");
    }
    BigDecimal number = from.getDecimalValue();
    if (Math.abs((long) number.scale()) > LARGEST_EXPONENT) {
      return context.reportInputMismatch(
          this, "must have an exponent between -%d and %d", LARGEST_EXPONENT, LARGEST_EXPONENT);
    }
    return number;
  }
}
