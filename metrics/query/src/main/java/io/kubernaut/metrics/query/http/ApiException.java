package io.kubernaut.metrics.query.http;

/** Ends the handling of a request with an error in Prometheus' shape. */
final class ApiException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final ErrorType type;

  ApiException(ErrorType type, String message) {
    // No stack: a refusal is an answer, and it may come at line rate.
    super(message, null, false, false);
    this.type = type;
  }

  static ApiException badData(String message) {
    return new ApiException(ErrorType.BAD_DATA, message);
  }

  static ApiException badParameter(String name, String message) {
    return badData("invalid parameter \"%s\": %s".formatted(name, message));
  }

  ErrorType type() {
    return type;
  }
}
