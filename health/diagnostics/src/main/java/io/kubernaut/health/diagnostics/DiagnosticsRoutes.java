package io.kubernaut.health.diagnostics;

import io.kubernaut.core.http.Response;
import io.kubernaut.core.http.Route;
import io.kubernaut.core.http.Routes;

/** Diagnostics over HTTP. All of it needs the permission; none of it is kept by caches. */
final class DiagnosticsRoutes {

  private static final int DEPTH = 64;

  private final Diagnostics diagnostics;

  private DiagnosticsRoutes(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  static Routes of(Diagnostics diagnostics) {
    DiagnosticsRoutes routes = new DiagnosticsRoutes(diagnostics);
    return Routes.of(
        Route.get("/diagnostics/bundle", Diagnostics.PERMISSION, request -> routes.bundle())
            .describedAs("A diagnostic bundle, without secrets, as a zip archive"),
        Route.get("/diagnostics/threads", Diagnostics.PERMISSION, request -> routes.threads())
            .describedAs("All threads, with deadlocks named"));
  }

  private Response bundle() {
    Bundle bundle = diagnostics.bundle();
    return uncached(Response.bytes(Bundle.MEDIA_TYPE, bundle.zip()))
        .withHeader("Content-Disposition", "attachment; filename=\"" + bundle.fileName() + "\"");
  }

  private Response threads() {
    return uncached(Response.text(diagnostics.redaction().text(ThreadDump.take(DEPTH).text())));
  }

  private static Response uncached(Response response) {
    return response.withHeader("Cache-Control", "no-store");
  }
}
