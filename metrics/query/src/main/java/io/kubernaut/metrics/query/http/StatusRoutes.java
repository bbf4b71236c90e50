package io.kubernaut.metrics.query.http;

import io.kubernaut.core.http.Permission;
import io.kubernaut.core.http.Response;
import io.kubernaut.core.http.Route;
import java.util.List;

/** What the server is and whether it is there. */
final class StatusRoutes {

  /** Clients switch features on by it: this is the Prometheus whose API and language we speak. */
  private static final String VERSION = "3.14.0";

  StatusRoutes() {}

  List<Route> routes() {
    return List.of(
        Route.get(
                "/-/healthy",
                Permission.PUBLIC,
                request -> Response.text("Kubernaut is Healthy.\n"))
            .asEssential(),
        Route.get("/-/ready", Permission.PUBLIC, request -> Response.text("Kubernaut is Ready.\n"))
            .asEssential(),
        Route.get(
            "/api/v1/status/buildinfo",
            Access.READ,
            ((ApiHandler) StatusRoutes::build).toHandler()));
  }

  private static Response build(ApiRequest request) {
    return Answer.small(
        json -> {
          json.raw("{\"version\":").text(VERSION);
          json.raw(
              ",\"revision\":\"\",\"branch\":\"\",\"buildUser\":\"\",\"buildDate\":\"\",\"goVersion\":\"\"");
          json.raw(",\"application\":\"kubernaut\"}");
        });
  }
}
