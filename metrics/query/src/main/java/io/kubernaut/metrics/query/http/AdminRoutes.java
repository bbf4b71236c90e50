package io.kubernaut.metrics.query.http;

import io.kubernaut.core.http.HttpMethod;
import io.kubernaut.core.http.Route;
import java.util.ArrayList;
import java.util.List;

/** What would change or copy the store. It is off: whoever asks is told so, and nothing happens. */
final class AdminRoutes {

  private static final ApiHandler OFF =
      request -> {
        throw new ApiException(ErrorType.UNAVAILABLE, "admin APIs disabled");
      };

  List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    for (String name : List.of("snapshot", "delete_series", "clean_tombstones")) {
      for (HttpMethod method : List.of(HttpMethod.POST, HttpMethod.PUT)) {
        routes.add(new Route(method, "/api/v1/admin/tsdb/" + name, Access.ADMIN, OFF.toHandler()));
      }
    }
    return routes;
  }
}
