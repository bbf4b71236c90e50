package io.kubernaut.types.web;

/**
 * The statuses of gRPC, and what they are in HTTP.
 *
 * @see <a href="https://github.com/googleapis/googleapis/blob/master/google/rpc/code.proto">codes
 *     and their HTTP statuses</a>
 * @see <a href="https://github.com/grpc/grpc/blob/master/doc/http-grpc-status-mapping.md">HTTP to
 *     gRPC status code mapping</a>
 */
public enum GrpcStatus {
  /** It was done. */
  OK(0, 200),
  /** The caller cancelled it. */
  CANCELLED(1, 499),
  /** Nobody knows what went wrong. */
  UNKNOWN(2, 500),
  /** The request is wrong, whatever the state. */
  INVALID_ARGUMENT(3, 400),
  /** It took too long. */
  DEADLINE_EXCEEDED(4, 504),
  /** There is no such thing. */
  NOT_FOUND(5, 404),
  /** There is such a thing already. */
  ALREADY_EXISTS(6, 409),
  /** The caller may not do it. */
  PERMISSION_DENIED(7, 403),
  /** A quota is used up. */
  RESOURCE_EXHAUSTED(8, 429),
  /** The state is not as it must be. */
  FAILED_PRECONDITION(9, 400),
  /** Somebody else was faster. */
  ABORTED(10, 409),
  /** It goes beyond the end. */
  OUT_OF_RANGE(11, 400),
  /** There is no such operation. */
  UNIMPLEMENTED(12, 501),
  /** The server is broken. */
  INTERNAL(13, 500),
  /** The server cannot serve now. */
  UNAVAILABLE(14, 503),
  /** Data is lost for good. */
  DATA_LOSS(15, 500),
  /** The caller did not prove who it is. */
  UNAUTHENTICATED(16, 401);

  private final int code;
  private final int http;

  GrpcStatus(int code, int http) {
    this.code = code;
    this.http = http;
  }

  /**
   * Returns the number on the wire.
   *
   * @return 0 to 16
   */
  public int code() {
    return code;
  }

  /**
   * Finds a status by its number.
   *
   * @param code the number on the wire
   * @return the status; {@code UNKNOWN} for a number that is not known, as clients of gRPC have it
   */
  public static GrpcStatus of(int code) {
    return code >= 0 && code < values().length ? values()[code] : UNKNOWN;
  }

  /**
   * Returns the HTTP status that a gateway answers with.
   *
   * @return for example 404 for {@code NOT_FOUND}
   */
  public HttpStatus http() {
    return new HttpStatus(http);
  }

  /**
   * Returns what a client of gRPC makes of an answer that is no gRPC. It is not the reverse of
   * {@link #http()}: such an answer comes from something on the way, a proxy for example.
   *
   * @param status the HTTP status
   * @return the gRPC status
   */
  public static GrpcStatus ofForeign(HttpStatus status) {
    return switch (status.code()) {
      case 400 -> INTERNAL;
      case 401 -> UNAUTHENTICATED;
      case 403 -> PERMISSION_DENIED;
      case 404 -> UNIMPLEMENTED;
      case 429, 502, 503, 504 -> UNAVAILABLE;
      default -> UNKNOWN;
    };
  }
}
