package io.kubernaut.core.http;

import java.util.List;

/**
 * The headers that tell a browser to do as little as possible with a response. A route may set one
 * of them itself; what it does not set is set here, on errors too.
 */
final class SecurityHeaders {

  private record Field(String name, String value) {}

  private static final List<Field> FIELDS =
      List.of(
          new Field(
              "Content-Security-Policy",
              "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"),
          new Field("X-Content-Type-Options", "nosniff"),
          new Field("Referrer-Policy", "no-referrer"),
          new Field("Cross-Origin-Opener-Policy", "same-origin"),
          new Field("Cross-Origin-Resource-Policy", "same-origin"),
          new Field("Cache-Control", "no-store"));

  private SecurityHeaders() {}

  /** Adds what is missing. */
  static void complete(Headers given, Headers.Builder out) {
    for (Field field : FIELDS) {
      if (!given.has(field.name())) {
        out.add(field.name(), field.value());
      }
    }
  }
}
