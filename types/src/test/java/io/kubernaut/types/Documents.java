package io.kubernaut.types;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubernaut.types.schema.Codecs;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;

/** Documents that tests read, write and compare. */
public final class Documents {

  private static final JsonMapper EXACT =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private Documents() {}

  /** Returns a document of the test resources. */
  public static byte[] resource(String path) {
    try (InputStream in = Documents.class.getResourceAsStream("/" + path)) {
      if (in == null) {
        throw new IllegalArgumentException("No test resource " + path);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads JSON with {@code '} for {@code "}. */
  public static <T> T read(Class<T> type, String document) {
    return Codecs.json(type).read(document.replace('\'', '"').getBytes(UTF_8));
  }

  /** Writes JSON. */
  public static <T> String write(Class<T> type, T value) {
    return new String(Codecs.json(type).write(value), UTF_8);
  }

  /** Parses JSON. */
  public static JsonNode tree(String json) {
    try {
      return EXACT.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(json, e);
    }
  }

  /** Parses JSON, with each point in time in UTC: the same instant is then the same text. */
  public static JsonNode utc(String json) {
    return utc(tree(json));
  }

  private static JsonNode utc(JsonNode node) {
    if (node.isTextual()) {
      return JsonNodeFactory.instance.textNode(utcText(node.textValue()));
    }
    if (node.isArray()) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      node.forEach(each -> array.add(utc(each)));
      return array;
    }
    if (node.isObject()) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      node.properties().forEach(field -> object.set(field.getKey(), utc(field.getValue())));
      return object;
    }
    return node;
  }

  private static String utcText(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant().toString();
    } catch (DateTimeException ignored) {
      // Not a point in time.
      return text;
    }
  }
}
