package io.kubernaut.types.schema;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** The mappers, configured once. */
final class Mappers {

  /** Attribute: the bytes of the JSON document that is being read. */
  static final Object SOURCE = new Object();

  /** Attribute: set if each document is written on one line. */
  static final Object LINES = new Object();

  private static final ObjectMapper STRICT =
      JsonMapper.builder(JsonFactory.builder().build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Mappers() {}

  static ObjectMapper strict() {
    return STRICT;
  }
}
