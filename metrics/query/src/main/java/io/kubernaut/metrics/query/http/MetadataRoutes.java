package io.kubernaut.metrics.query.http;

import io.kubernaut.core.http.Response;
import io.kubernaut.core.http.Route;
import io.kubernaut.metrics.query.PromQl;
import io.kubernaut.metrics.query.syntax.Expr;
import io.kubernaut.metrics.store.Exemplar;
import io.kubernaut.metrics.store.LabelMatcher;
import io.kubernaut.metrics.store.Labels;
import io.kubernaut.metrics.store.MetricMetadata;
import io.kubernaut.metrics.store.ReadHint;
import io.kubernaut.metrics.store.SeriesExemplars;
import io.kubernaut.metrics.store.SeriesQuery;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What is known about metrics, and examples of what was measured. */
final class MetadataRoutes {

  private final PromQl promQl;
  private final Selectors selectors;

  MetadataRoutes(PromQl promQl, Selectors selectors) {
    this.promQl = promQl;
    this.selectors = selectors;
  }

  List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    ApiHandler metadata = this::metadata;
    routes.add(
        Route.get("/api/v1/metadata", Access.READ, metadata.toHandler())
            .describedAs("Types and descriptions of metrics"));
    BothMethods.add(
        routes, "/api/v1/query_exemplars", Access.READ, this::exemplars, "Exemplars of a query");
    return routes;
  }

  private Response metadata(ApiRequest request) {
    int limit = request.limit("limit");
    int each = request.limit("limit_per_metric");
    Optional<String> metric = request.text("metric");
    Map<String, List<MetricMetadata>> all = promQl.source().metadata();
    Map<String, List<MetricMetadata>> wanted = new TreeMap<>(Labels::compare);
    all.entrySet().stream()
        .filter(entry -> metric.isEmpty() || metric.get().equals(entry.getKey()))
        .limit(limit)
        .forEach(entry -> wanted.put(entry.getKey(), entry.getValue()));
    return Answer.streamed(
        request.request(), json -> write(json, wanted, each), List.of(), List.of());
  }

  private static void write(JsonText json, Map<String, List<MetricMetadata>> metadata, int each)
      throws IOException {
    json.raw('{');
    String before = "";
    for (Map.Entry<String, List<MetricMetadata>> entry : metadata.entrySet()) {
      json.raw(before).name(entry.getKey());
      json.array(entry.getValue().stream().limit(each).toList(), MetadataRoutes::write);
      before = ",";
    }
    json.raw('}');
  }

  private static void write(JsonText json, MetricMetadata metadata) throws IOException {
    json.raw("{\"type\":").text(metadata.type()).raw(",\"help\":").text(metadata.help());
    json.raw(",\"unit\":").text(metadata.unit()).raw('}');
  }

  private Response exemplars(ApiRequest request) {
    long from = request.time("start").orElse(Long.MIN_VALUE);
    long to = request.time("end").orElse(Long.MAX_VALUE);
    if (to < from) {
      throw ApiException.badData("end timestamp must not be before start timestamp");
    }
    Set<List<LabelMatcher>> wanted = new LinkedHashSet<>();
    addSelectors(ParsedQuery.of(promQl, request), wanted);
    Map<Labels, List<Exemplar>> found = new TreeMap<>();
    for (List<LabelMatcher> matchers : wanted) {
      SeriesQuery query =
          new SeriesQuery(
              matchers, from, to, ReadHint.RAW, SeriesQuery.UNLIMITED, selectors.guard(request));
      for (SeriesExemplars series : promQl.source().exemplars(query)) {
        found.put(series.series(), series.exemplars());
      }
    }
    return Answer.streamed(
        request.request(),
        json -> json.array(found.entrySet(), MetadataRoutes::write),
        List.of(),
        List.of());
  }

  private static void addSelectors(Expr expr, Set<List<LabelMatcher>> found) {
    if (expr instanceof Expr.VectorSelector selector) {
      found.add(selector.matchers());
    } else if (expr instanceof Expr.MatrixSelector range) {
      found.add(range.selector().matchers());
    }
    expr.children().forEach(child -> addSelectors(child, found));
  }

  private static void write(JsonText json, Map.Entry<Labels, List<Exemplar>> series)
      throws IOException {
    json.raw("{\"seriesLabels\":").labels(series.getKey()).raw(",\"exemplars\":");
    json.array(series.getValue(), MetadataRoutes::write).raw('}');
  }

  private static void write(JsonText json, Exemplar exemplar) throws IOException {
    json.raw("{\"labels\":").labels(exemplar.labels()).raw(",\"value\":").value(exemplar.value());
    json.raw(",\"timestamp\":").time(exemplar.timeMillis()).raw('}');
  }
}
