package io.kubernaut.types.schema;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;

/**
 * A parser whose trees keep the sign of zero. Trees have exact decimals, which know no negative
 * zero; what is no decimal at all is put into them as a double. So that is what this says of it.
 */
final class SignedZeros extends JsonParserDelegate {

  SignedZeros(JsonParser parser) {
    super(parser);
  }

  @Override
  public boolean isNaN() throws IOException {
    return super.isNaN() || isNegativeZero();
  }

  private boolean isNegativeZero() throws IOException {
    return hasToken(JsonToken.VALUE_NUMBER_FLOAT)
        && getDoubleValue() == 0
        && getText().startsWith("-")
        && getDecimalValue().signum() == 0;
  }
}
