package io.kubernaut.core.http;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The problems this package answers with. Their codes are part of the contract; what they say holds
 * nothing of the client's text, so that nothing of it comes back from the wrong side.
 */
final class Problems {

  private Problems() {}

  static ProblemDocument badTarget(String rule) {
    return new ProblemDocument(400, "bad-target", "The request target is malformed: " + rule + ".");
  }

  static ProblemDocument badForm(String rule) {
    return new ProblemDocument(400, "bad-form", "The form is malformed: " + rule + ".");
  }

  static ProblemDocument badHost(String rule) {
    return new ProblemDocument(400, "bad-host", "The Host header is malformed: " + rule + ".");
  }

  static ProblemDocument unauthenticated() {
    return new ProblemDocument(401, "unauthenticated", "Say who you are: see WWW-Authenticate.");
  }

  static ProblemDocument forbidden(Permission permission) {
    return new ProblemDocument(403, "forbidden", "This needs the permission " + permission + ".");
  }

  static ProblemDocument crossOrigin() {
    return new ProblemDocument(
        403, "cross-origin", "A page of another origin must not change anything here.");
  }

  static ProblemDocument notFound() {
    return new ProblemDocument(404, "not-found", "There is no such path. / lists what there is.");
  }

  static ProblemDocument methodNotAllowed(String allow) {
    return new ProblemDocument(405, "method-not-allowed", "This path answers " + allow + ".");
  }

  static ProblemDocument notAcceptable(MediaType... offers) {
    return new ProblemDocument(
        406, "not-acceptable", "This path answers in " + names(offers) + ".");
  }

  static ProblemDocument unsupportedType(MediaType... types) {
    return new ProblemDocument(
        415, "unsupported-type", "The body of this request must be " + names(types) + ".");
  }

  private static String names(MediaType... types) {
    return Stream.of(types)
        .map(type -> type.type() + "/" + type.subtype())
        .collect(Collectors.joining(" or "));
  }

  static ProblemDocument bodyTooSlow() {
    return new ProblemDocument(408, "body-too-slow", "The request body came too slowly.");
  }

  static ProblemDocument bodyTooLarge(int limit) {
    return new ProblemDocument(
        413, "body-too-large", "The request body is longer than " + limit + " bytes.");
  }

  static ProblemDocument targetTooLong(int limit) {
    return new ProblemDocument(
        414, "target-too-long", "The path and query are longer than " + limit + " characters.");
  }

  static ProblemDocument misdirected() {
    return new ProblemDocument(
        421,
        "misdirected",
        "This server does not answer to the name in the Host header. Use the address it listens on.");
  }

  static ProblemDocument rateLimited(HttpLimits limits) {
    return new ProblemDocument(
        429,
        "rate-limited",
        "One address may make %d requests a second.".formatted(limits.requestsPerSecond()));
  }

  static ProblemDocument internal(long number) {
    return new ProblemDocument(
        500, "internal", "The handler failed. The log names the cause under error " + number + ".");
  }

  static ProblemDocument unknownMethod() {
    return new ProblemDocument(501, "unknown-method", "This method is not known here.");
  }

  static ProblemDocument overloaded(HttpLimits limits) {
    return new ProblemDocument(
        503,
        "overloaded",
        "All %d places for requests are taken.".formatted(limits.concurrentRequests()));
  }

  static ProblemDocument tooManyStreams(HttpLimits limits) {
    return new ProblemDocument(
        503,
        "too-many-streams",
        "All %d places for event streams are taken.".formatted(limits.eventStreams()));
  }

  static ProblemDocument stopping() {
    return new ProblemDocument(503, "stopping", "The server is stopping. Try another instance.");
  }

  static ProblemDocument expired(HttpLimits limits) {
    return new ProblemDocument(
        503,
        "request-expired",
        "There was no answer within %d ms.".formatted(limits.requestTime().toMillis()));
  }

  /** What a server says of a message it could not read. */
  static ProblemDocument unreadable(int status) {
    return switch (status) {
      case 408 -> new ProblemDocument(status, "request-too-slow", "The request came too slowly.");
      case 414 ->
          new ProblemDocument(status, "target-too-long", "The path and query are too long.");
      case 431 ->
          new ProblemDocument(status, "headers-too-large", "The request headers are too large.");
      case 505 ->
          new ProblemDocument(status, "unknown-version", "Use HTTP/1.1; 1.0 is understood too.");
      default ->
          status >= 500
              ? new ProblemDocument(status, "internal", "The server failed.")
              : new ProblemDocument(
                  status, "bad-request", "The request breaks the grammar of HTTP.");
    };
  }
}
