package io.kubernaut.core.jetty;

import io.kubernaut.core.http.Headers;
import io.kubernaut.core.http.RequestHead;
import io.kubernaut.core.http.Response;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** Translates heads of requests and responses. */
final class Heads {

  private Heads() {}

  /**
   * Reads the head of a request.
   *
   * @throws IllegalArgumentException if a header is malformed
   */
  static RequestHead read(Request request) {
    Headers.Builder headers = Headers.builder();
    for (HttpField field : request.getHeaders()) {
      String value = field.getValue();
      headers.add(field.getName(), value == null ? "" : value);
    }
    return new RequestHead(
        request.getMethod(), target(request.getHttpURI()), headers.build(), remote(request));
  }

  /** The very characters of path and query, and of a fragment, which has no business here. */
  private static String target(HttpURI uri) {
    String target = uri.getPathQuery();
    String fragment = uri.getFragment();
    return (target == null ? "" : target) + (fragment == null ? "" : "#" + fragment);
  }

  private static @Nullable InetAddress remote(Request request) {
    return request.getConnectionMetaData().getRemoteSocketAddress()
            instanceof InetSocketAddress address
        ? address.getAddress()
        : null;
  }

  static void write(Response from, org.eclipse.jetty.server.Response to) {
    to.setStatus(from.status());
    from.headers().forEach((name, value) -> to.getHeaders().add(name, value));
  }
}
