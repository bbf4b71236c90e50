package io.kubernaut.core.jetty;

import io.kubernaut.core.http.RequestHead;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Takes requests from Jetty. */
final class ServerHandler extends Handler.Abstract {

  private final Context context;

  ServerHandler(Context context) {
    this.context = context;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    RequestHead head;
    try {
      head = Heads.read(request);
    } catch (IllegalArgumentException malformed) {
      Response.writeError(request, response, callback, 400);
      return true;
    }
    new Serving(
            context,
            context.watch().line(request),
            context.router().open(head, context.hosts()),
            request,
            response,
            callback)
        .begin();
    return true;
  }
}
