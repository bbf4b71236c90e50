package io.kubernaut.metrics.query.http;

import io.kubernaut.core.http.Response;
import io.kubernaut.core.http.Route;
import io.kubernaut.metrics.query.PromQl;
import io.kubernaut.metrics.query.syntax.Names;
import io.kubernaut.metrics.store.Labels;
import io.kubernaut.metrics.store.SeriesQuery;
import io.kubernaut.metrics.store.SeriesSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;

/** Series, and the names and values of labels. */
final class SeriesRoutes {

  private static final int FEW = 100;
  private static final String TRUNCATED = "results truncated due to limit";

  private final SeriesSource source;
  private final Selectors selectors;

  SeriesRoutes(PromQl promQl, Selectors selectors) {
    this.source = promQl.source();
    this.selectors = selectors;
  }

  List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    BothMethods.add(routes, "/api/v1/series", Access.READ, this::series, "Finds series");
    BothMethods.add(routes, "/api/v1/labels", Access.READ, this::names, "The names of labels");
    routes.add(
        Route.get(
                "/api/v1/label/{name}/values", Access.READ, ((ApiHandler) this::values).toHandler())
            .describedAs("The values of a label"));
    return routes;
  }

  private Response series(ApiRequest request) {
    if (request.all("match[]").isEmpty()) {
      throw ApiException.badData("no match[] parameter provided");
    }
    int limit = request.limit("limit");
    return list(request, selectors.series(request, limit), limit, JsonText::labels);
  }

  private Response names(ApiRequest request) {
    return texts(request, source::labelNames);
  }

  private Response values(ApiRequest request) {
    String name = EscapedNames.unescape(request.request().pathParameter("name"));
    if (!Names.isLabel(name)) {
      throw ApiException.badData("invalid label name: \"%s\"".formatted(name));
    }
    return texts(request, query -> source.labelValues(name, query));
  }

  private Response texts(ApiRequest request, Function<SeriesQuery, List<String>> read) {
    int limit = request.limit("limit");
    TreeSet<String> found = new TreeSet<>(Labels::compare);
    for (SeriesQuery query : selectors.queries(request)) {
      found.addAll(read.apply(query.withLimit(limit)));
    }
    return list(request, found, limit, JsonText::text);
  }

  private static <T> Response list(
      ApiRequest request, Collection<T> found, int limit, JsonText.Element<? super T> element) {
    List<T> wanted = found.stream().limit(limit).toList();
    List<String> warnings = found.size() > limit ? List.of(TRUNCATED) : List.of();
    Answer.Data data = json -> json.array(wanted, element);
    return wanted.size() < FEW
        ? Answer.small(data, warnings, List.of())
        : Answer.streamed(request.request(), data, warnings, List.of());
  }
}
