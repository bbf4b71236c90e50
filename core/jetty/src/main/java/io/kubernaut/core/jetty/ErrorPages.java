package io.kubernaut.core.jetty;

import io.kubernaut.core.http.Body;
import io.kubernaut.core.http.Router;
import java.nio.ByteBuffer;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers messages that Jetty could not read with problem documents, like all other errors. */
final class ErrorPages implements Request.Handler {

  private final Router router;

  ErrorPages(Router router) {
    this.router = router;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    io.kubernaut.core.http.Response page = router.unreadable(response.getStatus());
    response.getHeaders().clear();
    Heads.write(page, response);
    ByteBuffer content =
        page.body() instanceof Body.Bytes bytes
            ? ByteBuffer.wrap(bytes.content())
            : ByteBuffer.allocate(0);
    response.write(true, content, callback);
    return true;
  }
}
