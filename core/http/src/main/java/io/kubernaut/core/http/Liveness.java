package io.kubernaut.core.http;

/**
 * {@code GET /livez}: that the process answers at all. It is public, answers also when all places
 * for requests are taken, and tells nothing but {@code ok}. For a host without health checks; where
 * there are some, their probes answer this path.
 */
public final class Liveness {

  private Liveness() {}

  /**
   * Returns the route.
   *
   * @return the contribution of one route
   */
  public static Routes routes() {
    return Routes.of(
        Route.get("/livez", Permission.PUBLIC, request -> Response.text("ok\n"))
            .describedAs("Whether the process answers")
            .asEssential());
  }
}
