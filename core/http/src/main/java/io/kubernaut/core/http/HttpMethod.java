package io.kubernaut.core.http;

import java.util.Optional;

/**
 * The request methods the SDK answers. {@code TRACE} and {@code CONNECT} are missing on purpose: a
 * request with one of them is refused.
 */
public enum HttpMethod {
  /** Reads. Safe and idempotent. */
  GET,
  /** Reads the headers of the {@link #GET} answer. Answered from it, never declared by a route. */
  HEAD,
  /** Acts, or reads with a form that is too long for an address. */
  POST,
  /** Replaces. Idempotent. */
  PUT,
  /** Changes a part. */
  PATCH,
  /** Removes. Idempotent. */
  DELETE,
  /** Asks which methods a path has. Answered by the router, never declared by a route. */
  OPTIONS;

  /**
   * Returns the method of this exact name. Method names are case-sensitive: {@code get} is no
   * method.
   *
   * @param name the name as it stood in the request line
   * @return the method, or empty if it is not one of these
   */
  public static Optional<HttpMethod> named(String name) {
    for (HttpMethod method : values()) {
      if (method.name().equals(name)) {
        return Optional.of(method);
      }
    }
    return Optional.empty();
  }

  /**
   * Tells whether a request with this method changes nothing.
   *
   * @return true for {@code GET}, {@code HEAD} and {@code OPTIONS}
   */
  public boolean safe() {
    return this == GET || this == HEAD || this == OPTIONS;
  }

  /**
   * Tells whether a route may be declared with this method.
   *
   * @return false for {@code HEAD} and {@code OPTIONS}, which the router answers by itself
   */
  public boolean routable() {
    return this != HEAD && this != OPTIONS;
  }
}
