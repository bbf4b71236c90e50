package io.kubernaut.core.http;

import java.net.InetAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Request line and headers as a server received them, judged by nobody yet.
 *
 * @param method the method's name
 * @param target path and query, still encoded: the very characters of the request line
 * @param headers all headers
 * @param remote where the connection comes from, or null if there is no network between
 */
public record RequestHead(
    String method, String target, Headers headers, @Nullable InetAddress remote) {

  /**
   * Checks the parts.
   *
   * @param method the method's name
   * @param target path and query, still encoded: the very characters of the request line
   * @param headers all headers
   * @param remote where the connection comes from, or null if there is no network between
   */
  public RequestHead {
    Objects.requireNonNull(method, "method");
    Objects.requireNonNull(target, "target");
    Objects.requireNonNull(headers, "headers");
  }
}
