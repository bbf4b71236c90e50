package io.kubernaut.metrics.query.http;

import io.kubernaut.core.http.Permission;
import io.kubernaut.core.http.Route;
import java.util.List;

/** Routes that answer a {@code GET}, and a {@code POST} whose form is too long for a target. */
final class BothMethods {

  private BothMethods() {}

  static void add(
      List<Route> routes, String path, Permission permission, ApiHandler handler, String line) {
    routes.add(Route.get(path, permission, handler.toHandler()).describedAs(line));
    routes.add(Route.post(path, permission, handler.toHandler()));
  }
}
