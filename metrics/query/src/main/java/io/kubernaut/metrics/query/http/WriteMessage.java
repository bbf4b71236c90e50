package io.kubernaut.metrics.query.http;

import io.kubernaut.core.http.MediaType;

/** The messages of remote write, told apart by the content type alone. */
enum WriteMessage {
  FIRST,
  SECOND,
  UNKNOWN;

  private static final MediaType PROTOBUF = MediaType.of("application/x-protobuf");

  static final String FIRST_NAME = "prometheus.WriteRequest";
  static final String SECOND_NAME = "io.prometheus.write.v2.Request";

  /** Reads a content type; without one, or without {@code proto}, it is the first version. */
  static WriteMessage of(String contentType) {
    if (contentType.isBlank()) {
      return FIRST;
    }
    try {
      MediaType type = MediaType.of(contentType);
      return PROTOBUF.covers(type)
          ? type.parameter("proto").map(WriteMessage::named).orElse(FIRST)
          : UNKNOWN;
    } catch (IllegalArgumentException malformed) {
      return UNKNOWN;
    }
  }

  private static WriteMessage named(String proto) {
    if (proto.equals(SECOND_NAME)) {
      return SECOND;
    }
    return proto.equals(FIRST_NAME) ? FIRST : UNKNOWN;
  }
}
