package io.kubernaut.types.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.CharConversionException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one way to write a JSON document: RFC 8785, the JSON Canonicalization Scheme. Fields are
 * sorted by their UTF-16 code units, there is no white space, texts are escaped only where they
 * must be, and numbers are written as ECMAScript does. Documents that say the same have the same
 * bytes, so that they can be hashed, signed and compared.
 *
 * <p>RFC 8785 knows no number but a double, and rounds. Where documents are kept, {@link #exact} is
 * right: a number that no double is equal to keeps all its digits, so that two different documents
 * never have the same bytes. Where every number is a double's, both are the same.
 */
public final class CanonicalJson {

  private static final int DEEPEST = 1_000;
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private final StringBuilder out = new StringBuilder();
  private final boolean isRounding;

  private CanonicalJson(boolean isRounding) {
    this.isRounding = isRounding;
  }

  /**
   * Returns the canonical form by RFC 8785, numbers rounded to doubles.
   *
   * @param document a tree
   * @return UTF-8
   * @throws InvalidDocumentException if a number is too large for a double, or a text has half of a
   *     character
   */
  public static byte[] of(JsonNode document) {
    return bytes(document, true);
  }

  /**
   * Returns the canonical form with all digits of all numbers.
   *
   * @param document a tree
   * @return UTF-8
   * @throws InvalidDocumentException if a number is none, or a text has half of a character
   */
  public static byte[] exact(JsonNode document) {
    return bytes(document, false);
  }

  private static byte[] bytes(JsonNode document, boolean isRounding) {
    CanonicalJson writer = new CanonicalJson(isRounding);
    writer.value(document, null);
    return writer.out.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Returns a text that two trees have in common exactly if they say the same. */
  static String text(JsonNode document) {
    CanonicalJson writer = new CanonicalJson(false);
    writer.value(document, null);
    return writer.out.toString();
  }

  /** Where a value stands, for the message if it cannot be written. */
  private record Place(@Nullable Place parent, String segment, int depth) {

    static Place below(@Nullable Place parent, String segment) {
      return new Place(parent, segment, parent == null ? 1 : parent.depth + 1);
    }

    String pointer() {
      String above = parent == null ? "" : parent.pointer();
      return above + "/" + Pointers.escape(segment);
    }
  }

  private void value(JsonNode value, @Nullable Place at) {
    if (at != null && at.depth > DEEPEST) {
      throw refused(at, "nesting", "is nested more than " + DEEPEST + " deep", "Make it flat.");
    }
    if (value.isObject()) {
      object(value, at);
    } else if (value.isArray()) {
      array(value, at);
    } else if (value.isTextual()) {
      text(value.textValue(), at);
    } else if (value.isNumber()) {
      out.append(number(value, at));
    } else {
      out.append(value.asText());
    }
  }

  private void object(JsonNode object, @Nullable Place at) {
    List<Map.Entry<String, JsonNode>> fields = new ArrayList<>(object.properties());
    fields.sort(Map.Entry.comparingByKey());
    out.append('{');
    for (int i = 0; i < fields.size(); i++) {
      String name = fields.get(i).getKey();
      Place below = Place.below(at, name);
      out.append(i == 0 ? "" : ",");
      text(name, below);
      out.append(':');
      value(fields.get(i).getValue(), below);
    }
    out.append('}');
  }

  private void array(JsonNode array, @Nullable Place at) {
    out.append('[');
    for (int i = 0; i < array.size(); i++) {
      out.append(i == 0 ? "" : ",");
      value(array.get(i), Place.below(at, Integer.toString(i)));
    }
    out.append(']');
  }

  private String number(JsonNode number, @Nullable Place at) {
    boolean isBinary = number.isDouble() || number.isFloat();
    if (!isBinary && !isRounding) {
      return EcmaNumbers.text(number.decimalValue());
    }
    double value = number.doubleValue();
    if (!Double.isFinite(value)) {
      String remedy = "Write it as text, or smaller.";
      throw refused(at, number.toString(), "is no number that a double can be", remedy);
    }
    BigDecimal shortest =
        number.isFloat() ? EcmaNumbers.shortest(number.floatValue()) : EcmaNumbers.shortest(value);
    return EcmaNumbers.text(shortest);
  }

  private void text(String text, @Nullable Place at) {
    try {
      Utf8.require(text);
    } catch (CharConversionException e) {
      throw refused(at, text, "has half of a character", "Remove it.");
    }
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        control(c);
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }

  private void control(char c) {
    int common = "\b\t\n\f\r".indexOf(c);
    if (common >= 0) {
      out.append('\\').append("btnfr".charAt(common));
    } else {
      out.append("\\u00").append(HEX[c >> 4]).append(HEX[c & 0xF]);
    }
  }

  private static InvalidDocumentException refused(
      @Nullable Place at, String given, String rule, String remedy) {
    String pointer = at == null ? "" : at.pointer();
    return new InvalidDocumentException(
        "canonical form", List.of(new Violation(pointer, Violations.shown(given), rule, remedy)));
  }
}
