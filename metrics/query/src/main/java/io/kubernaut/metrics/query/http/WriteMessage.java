package io.kubernaut.metrics.query.http;

import java.util.Locale;

/** The messages of remote write, told apart by the content type alone. */
enum WriteMessage {
  FIRST,
  SECOND,
  UNKNOWN;

  static final String FIRST_NAME = "prometheus.WriteRequest";
  static final String SECOND_NAME = "io.prometheus.write.v2.Request";

  /** Reads a content type; without one, or without {@code proto}, it is the first version. */
  static WriteMessage of(String contentType) {
    String[] parts = contentType.split(";", -1);
    String type = parts[0].strip().toLowerCase(Locale.ROOT);
    if (!type.isEmpty() && !type.equals("application/x-protobuf")) {
      return UNKNOWN;
    }
    for (int i = 1; i < parts.length; i++) {
      String part = parts[i].strip();
      if (part.toLowerCase(Locale.ROOT).startsWith("proto=")) {
        return named(part.substring("proto=".length()).strip().replace("\"", ""));
      }
    }
    return FIRST;
  }

  private static WriteMessage named(String proto) {
    if (proto.equals(SECOND_NAME)) {
      return SECOND;
    }
    return proto.equals(FIRST_NAME) ? FIRST : UNKNOWN;
  }
}
