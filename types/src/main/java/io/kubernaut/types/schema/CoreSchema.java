package io.kubernaut.types.schema;

import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;

/** Tells what a YAML scalar without quotes is, by the core schema of YAML 1.2. */
final class CoreSchema {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]+");
  private static final Pattern OCTAL = Pattern.compile("0o[0-7]+");
  private static final Pattern HEXADECIMAL = Pattern.compile("0x[0-9a-fA-F]+");
  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?(?:\\.[0-9]+|[0-9]+(?:\\.[0-9]*)?)(?:[eE][-+]?[0-9]{1,6})?");
  private static final Pattern INFINITE = Pattern.compile("[-+]?\\.(?:inf|Inf|INF)");

  private CoreSchema() {}

  static JsonNode resolve(String text, Limits limits) throws StreamConstraintsException {
    return switch (text) {
      case "", "~", "null", "Null", "NULL" -> NODES.nullNode();
      case "true", "True", "TRUE" -> NODES.booleanNode(true);
      case "false", "False", "FALSE" -> NODES.booleanNode(false);
      case ".nan", ".NaN", ".NAN" -> NODES.numberNode(Double.NaN);
      default ->
          "+-.0123456789".indexOf(text.charAt(0)) < 0 ? NODES.textNode(text) : number(text, limits);
    };
  }

  private static JsonNode number(String text, Limits limits) throws StreamConstraintsException {
    if (INFINITE.matcher(text).matches()) {
      return NODES.numberNode(
          text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
    }
    boolean isInteger = INTEGER.matcher(text).matches();
    boolean isOctal = OCTAL.matcher(text).matches();
    boolean isHexadecimal = HEXADECIMAL.matcher(text).matches();
    if (!isInteger && !isOctal && !isHexadecimal && !DECIMAL.matcher(text).matches()) {
      return NODES.textNode(text);
    }
    if (text.length() > limits.maxNumber()) {
      throw new StreamConstraintsException("a number is longer than " + limits.maxNumber());
    }
    if (isOctal || isHexadecimal) {
      return integer(new BigInteger(text.substring(2), isOctal ? 8 : 16));
    }
    return isInteger ? integer(new BigInteger(text)) : decimal(text);
  }

  // Only a double knows that a zero is below zero.
  static JsonNode decimal(String text) {
    BigDecimal number = new BigDecimal(text);
    return number.signum() == 0 && text.startsWith("-")
        ? NODES.numberNode(-0.0)
        : NODES.numberNode(number);
  }

  private static JsonNode integer(BigInteger value) {
    if (value.bitLength() < Integer.SIZE) {
      return NODES.numberNode(value.intValueExact());
    }
    return value.bitLength() < Long.SIZE
        ? NODES.numberNode(value.longValueExact())
        : NODES.numberNode(value);
  }
}
