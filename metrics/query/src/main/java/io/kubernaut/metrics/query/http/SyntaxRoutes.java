package io.kubernaut.metrics.query.http;

import io.kubernaut.core.http.Response;
import io.kubernaut.core.http.Route;
import io.kubernaut.metrics.query.PromQl;
import java.util.ArrayList;
import java.util.List;

/** Queries as text and as a tree, without evaluating them. */
final class SyntaxRoutes {

  private final PromQl promQl;

  SyntaxRoutes(PromQl promQl) {
    this.promQl = promQl;
  }

  List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    BothMethods.add(
        routes, "/api/v1/format_query", Access.READ, this::format, "Writes a query for people");
    BothMethods.add(
        routes, "/api/v1/parse_query", Access.READ, this::parse, "Writes a query as a tree");
    return routes;
  }

  private Response format(ApiRequest request) {
    String formatted = ParsedQuery.formatted(promQl, request);
    return Answer.small(json -> json.text(formatted));
  }

  private Response parse(ApiRequest request) {
    return Answer.small(SyntaxJson.of(ParsedQuery.of(promQl, request)));
  }
}
