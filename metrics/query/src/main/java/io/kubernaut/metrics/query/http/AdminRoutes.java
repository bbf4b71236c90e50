package io.kubernaut.metrics.query.http;

import io.kubernaut.core.http.HttpMethod;
import io.kubernaut.core.http.Response;
import io.kubernaut.core.http.Route;
import io.kubernaut.metrics.store.HeldSamplesException;
import io.kubernaut.metrics.store.LabelMatcher;
import io.kubernaut.metrics.store.SeriesAdministration;
import io.kubernaut.metrics.store.SeriesQuery;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies the store and deletes from it. Off unless there is something to administer: then whoever
 * asks is told so, and nothing happens.
 */
final class AdminRoutes {

  private static final Logger LOG = LoggerFactory.getLogger(PrometheusApi.class);
  private static final int NO_CONTENT = 204;
  private static final Set<String> YES = Set.of("1", "t", "T", "true", "TRUE", "True");
  private static final Set<String> NO = Set.of("0", "f", "F", "false", "FALSE", "False");

  private final Optional<SeriesAdministration> store;
  private final Selectors selectors;

  AdminRoutes(Optional<SeriesAdministration> store, Selectors selectors) {
    this.store = store;
    this.selectors = selectors;
  }

  /** What is asked of a store. */
  @FunctionalInterface
  private interface Action {
    Response run(SeriesAdministration store, ApiRequest request) throws IOException;
  }

  List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    add(routes, "snapshot", this::snapshot, "Copies the store beside itself");
    add(routes, "delete_series", this::delete, "Deletes samples");
    add(routes, "clean_tombstones", AdminRoutes::clean, "Frees the room of what was deleted");
    return routes;
  }

  private void add(List<Route> routes, String name, Action action, String description) {
    ApiHandler handler = request -> answer(name, action, request);
    for (HttpMethod method : List.of(HttpMethod.POST, HttpMethod.PUT)) {
      routes.add(
          new Route(method, "/api/v1/admin/tsdb/" + name, Access.ADMIN, handler.toHandler())
              .describedAs(description));
    }
  }

  private Response answer(String name, Action action, ApiRequest request) {
    SeriesAdministration administered =
        store.orElseThrow(() -> new ApiException(ErrorType.UNAVAILABLE, "admin APIs disabled"));
    try {
      return action.run(administered, request);
    } catch (HeldSamplesException held) {
      throw new ApiException(ErrorType.EXECUTION, String.valueOf(held.getMessage()));
    } catch (IOException failed) {
      LOG.warn("{} failed", name, failed);
      throw new ApiException(
          ErrorType.INTERNAL, "%s failed: %s. Try again.".formatted(name, failed.getMessage()));
    }
  }

  private Response snapshot(SeriesAdministration store, ApiRequest request) throws IOException {
    String name = store.snapshot(flag(request, "skip_head"));
    return Answer.small(json -> json.raw("{\"name\":").text(name).raw('}'));
  }

  private static boolean flag(ApiRequest request, String name) {
    String text = request.text(name).orElse("false");
    if (!YES.contains(text) && !NO.contains(text)) {
      throw ApiException.badParameter(
          name, "unable to parse boolean: \"%s\" is neither true nor false".formatted(text));
    }
    return YES.contains(text);
  }

  private Response delete(SeriesAdministration store, ApiRequest request) throws IOException {
    if (request.all("match[]").isEmpty()) {
      throw ApiException.badData("no match[] parameter provided");
    }
    List<SeriesQuery> queries = selectors.queries(request);
    List<List<LabelMatcher>> wanted = queries.stream().map(SeriesQuery::matchers).toList();
    store.delete(wanted, queries.get(0).fromMillis(), queries.get(0).toMillis());
    return Response.status(NO_CONTENT);
  }

  private static Response clean(SeriesAdministration store, ApiRequest request) throws IOException {
    store.cleanTombstones();
    return Response.status(NO_CONTENT);
  }
}
