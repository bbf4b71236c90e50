package io.kubernaut.metrics.query.http;

import io.kubernaut.core.http.Handler;
import io.kubernaut.core.http.Permission;
import io.kubernaut.core.http.Response;
import io.kubernaut.core.http.Route;
import io.kubernaut.metrics.store.SeriesSource;
import io.kubernaut.metrics.store.SourceStatistics;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** What the server is, how it is configured and how much it holds. */
final class StatusRoutes {

  /** Clients switch features on by it: this is the Prometheus whose API and language we speak. */
  private static final String VERSION = "3.14.0";

  private static final int TOP = 10;
  private static final int MOST_TOP = 10_000;

  private final SeriesSource source;
  private final ServerFacts facts;
  private final InstantSource clock;
  private final Instant started;

  StatusRoutes(SeriesSource source, ServerFacts facts, InstantSource clock) {
    this.source = source;
    this.facts = facts;
    this.clock = clock;
    this.started = clock.instant();
  }

  List<Route> routes() {
    return List.of(
        probe("/-/healthy", "Kubernaut is Healthy.\n"),
        probe("/-/ready", "Kubernaut is Ready.\n"),
        status("buildinfo", request -> Answer.small(StatusRoutes::build))
            .describedAs("Which Prometheus this API is like"),
        status("runtimeinfo", request -> Answer.small(this::runtime)),
        status("config", request -> Answer.small(this::config)),
        status("flags", request -> Answer.small(this::flags)),
        status("tsdb", this::statistics).describedAs("How much there is of what"),
        status(
            "walreplay",
            request -> Answer.small(json -> json.raw("{\"min\":0,\"max\":0,\"current\":0}"))));
  }

  private static Route probe(String path, String text) {
    Handler handler = request -> Response.text(text);
    return Route.get(path, Permission.PUBLIC, handler).asEssential();
  }

  private static Route status(String name, ApiHandler handler) {
    return Route.get("/api/v1/status/" + name, Access.READ, handler.toHandler());
  }

  private static void build(JsonText json) throws IOException {
    json.raw("{\"version\":").text(VERSION);
    for (String name : List.of("revision", "branch", "buildUser", "buildDate", "goVersion")) {
      json.raw(',').name(name).text("");
    }
    json.raw(",\"application\":\"kubernaut\"}");
  }

  private void runtime(JsonText json) throws IOException {
    Runtime runtime = Runtime.getRuntime();
    json.raw("{\"startTime\":").text(started.toString());
    json.raw(",\"CWD\":\"\",\"hostname\":\"\",\"serverTime\":").text(clock.instant().toString());
    json.raw(",\"reloadConfigSuccess\":true,\"lastConfigTime\":").text(started.toString());
    json.raw(",\"corruptionCount\":0,\"goroutineCount\":").number((long) Thread.activeCount());
    json.raw(",\"GOMAXPROCS\":").number((long) runtime.availableProcessors());
    json.raw(",\"GOMEMLIMIT\":").number(runtime.maxMemory());
    json.raw(",\"GOGC\":\"\",\"GODEBUG\":\"\",\"storageRetention\":").text(facts.retention());
    json.raw('}');
  }

  private void config(JsonText json) throws IOException {
    json.raw("{\"yaml\":").text(facts.configuration()).raw('}');
  }

  private void flags(JsonText json) throws IOException {
    json.raw('{');
    String before = "";
    for (String name : facts.flags().keySet()) {
      json.raw(before).name(name).text(facts.flags().getOrDefault(name, ""));
      before = ",";
    }
    json.raw('}');
  }

  private Response statistics(ApiRequest request) {
    int limit = request.limit("limit");
    int top = limit == Integer.MAX_VALUE ? TOP : Math.min(limit, MOST_TOP);
    SourceStatistics statistics = source.statistics(top);
    return Answer.streamed(
        request.request(), json -> statistics(json, statistics), List.of(), List.of());
  }

  private static void statistics(JsonText json, SourceStatistics statistics) throws IOException {
    json.raw("{\"headStats\":{\"numSeries\":").number(statistics.series());
    json.raw(",\"numLabelPairs\":").number(statistics.labelPairs());
    json.raw(",\"chunkCount\":").number(statistics.chunks());
    json.raw(",\"minTime\":").number(statistics.fromMillis());
    json.raw(",\"maxTime\":").number(statistics.toMillis()).raw('}');
    counts(json, "seriesCountByMetricName", statistics.seriesByMetric());
    counts(json, "labelValueCountByLabelName", statistics.valuesByLabel());
    counts(json, "memoryInBytesByLabelName", statistics.bytesByLabel());
    counts(json, "seriesCountByLabelValuePair", statistics.seriesByPair());
    json.raw('}');
  }

  private static void counts(JsonText json, String name, List<SourceStatistics.Count> counts)
      throws IOException {
    json.raw(',').name(name);
    json.array(
        counts,
        (out, count) ->
            out.raw("{\"name\":")
                .text(count.name())
                .raw(",\"value\":")
                .number(count.value())
                .raw('}'));
  }
}
