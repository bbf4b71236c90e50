package io.kubernaut.types.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value kept as the text it was read from: what another version wrote and this one does not
 * know. Written as JSON it comes out byte for byte; in another format, value for value.
 *
 * <p>Immutable; two are equal if their texts are.
 */
@JsonSerialize(using = RawJsonSerializer.class)
@JsonDeserialize(using = RawJsonDeserializer.class)
public final class RawJson {

  private final String json;

  private RawJson(String json) {
    this.json = json;
  }

  /**
   * Takes one JSON value.
   *
   * @param json the text of one value
   * @return the value
   * @throws IllegalArgumentException if the text is not exactly one JSON value within the standard
   *     limits
   */
  public static RawJson of(String json) {
    try {
      if (Mappers.strict().readTree(json).isMissingNode()) {
        throw refused(json, "there is none", null);
      }
    } catch (JsonProcessingException | NumberFormatException e) {
      throw refused(json, Problems.of(e), e);
    }
    return new RawJson(json);
  }

  private static IllegalArgumentException refused(
      String json, String problem, @Nullable Exception cause) {
    return new IllegalArgumentException(
        "Not a JSON value: "
            + Violations.shown(json)
            + " ("
            + problem
            + "). Give exactly one value, texts in quotes.",
        cause);
  }

  /**
   * Takes a tree.
   *
   * @param node the value
   * @return the value's text without white space
   */
  public static RawJson of(JsonNode node) {
    return new RawJson(node.toString());
  }

  /**
   * Takes a value of a type, as its JSON codec writes it. The text is not read again.
   *
   * @param <T> the type
   * @param schema what is known about the type
   * @param value the value
   * @return its JSON
   * @throws InvalidDocumentException if the value breaks a rule
   */
  public static <T> RawJson of(Schema<T> schema, T value) {
    return new RawJson(new String(Codecs.json(schema.type()).write(value), UTF_8));
  }

  /**
   * Takes a text as a value.
   *
   * @param text any text, without quotes
   * @return the JSON string
   */
  public static RawJson text(String text) {
    return of(TextNode.valueOf(text));
  }

  /**
   * Takes a number as a value.
   *
   * @param number a finite number
   * @return the JSON number, without a fraction if it is whole and below 1e15
   * @throws IllegalArgumentException if the number is not finite
   */
  public static RawJson number(double number) {
    return of(Bound.text(number));
  }

  /** Keeps text that a parser has just accepted. */
  static RawJson accepted(String json) {
    return new RawJson(json);
  }

  /**
   * Returns the text.
   *
   * @return one JSON value
   */
  public String json() {
    return json;
  }

  /**
   * Parses the text.
   *
   * @return a tree of the caller's own
   */
  public JsonNode node() {
    try {
      return Mappers.strict().readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Accepted once, refused now: " + Violations.shown(json), e);
    }
  }

  /**
   * Cuts an object into its fields.
   *
   * @return the values by name, in their order, each byte for byte
   * @throws IllegalStateException if this is no object
   */
  public Map<String, RawJson> fields() {
    byte[] source = json.getBytes(UTF_8);
    try (JsonParser parser = JsonFormat.open(source, Limits.standard())) {
      parser.assignCurrentValue(source);
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalStateException("Not an object: " + Violations.shown(json));
      }
      return RawJsonDeserializer.fields(parser);
    } catch (IOException e) {
      throw new IllegalStateException("Accepted once, refused now: " + Violations.shown(json), e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RawJson that && json.equals(that.json);
  }

  @Override
  public int hashCode() {
    return json.hashCode();
  }

  @Override
  public String toString() {
    return json;
  }
}
