package io.kubernaut.metrics.query.http;

import io.kubernaut.core.http.Response;
import io.kubernaut.core.http.Route;
import io.kubernaut.metrics.query.Explanation;
import io.kubernaut.metrics.query.PromQl;
import io.kubernaut.metrics.query.Query;
import io.kubernaut.metrics.query.QueryResult;
import io.kubernaut.metrics.query.QueryStatistics;
import io.kubernaut.metrics.query.QueryValue;
import io.kubernaut.metrics.query.SampleSeries;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Queries at one moment and over a range. */
final class QueryRoutes {

  private static final int MOST_POINTS = 11_000;

  /** Answers with fewer samples than this are written at once. */
  private static final int FEW = 200;

  private static final String TRUNCATED = "results truncated due to limit";

  private final PromQl promQl;
  private final InstantSource clock;

  QueryRoutes(PromQl promQl, InstantSource clock) {
    this.promQl = promQl;
    this.clock = clock;
  }

  List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    BothMethods.add(routes, "/api/v1/query", Access.READ, this::instant, "Evaluates a query now");
    BothMethods.add(
        routes, "/api/v1/query_range", Access.READ, this::range, "Evaluates a query over a range");
    BothMethods.add(
        routes, "/api/v1/explain", Access.READ, this::explain, "Says what a query does");
    return routes;
  }

  private Response instant(ApiRequest request) {
    int limit = request.limit("limit");
    return answer(request, atOneMoment(request), limit);
  }

  private Query atOneMoment(ApiRequest request) {
    long time = request.time("time").orElseGet(clock::millis);
    return query(request).at(Instant.ofEpochMilli(time));
  }

  private Response range(ApiRequest request) {
    int limit = request.limit("limit");
    return answer(request, overRange(request), limit);
  }

  private Query overRange(ApiRequest request) {
    long start = request.requiredTime("start");
    long end = request.requiredTime("end");
    if (end < start) {
      throw ApiException.badParameter("end", "end timestamp must not be before start time");
    }
    Duration step = request.requiredDuration("step");
    if (step.isZero() || step.isNegative()) {
      throw ApiException.badParameter(
          "step",
          "zero or negative query resolution step widths are not accepted. Try a positive integer");
    }
    if ((end - start) / Math.max(1, step.toMillis()) > MOST_POINTS) {
      throw ApiException.badData(
          "exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)");
    }
    return query(request).between(Instant.ofEpochMilli(start), Instant.ofEpochMilli(end), step);
  }

  private Query query(ApiRequest request) {
    Query query = ParsedQuery.query(promQl, request);
    Duration timeout = request.duration("timeout").orElse(promQl.limits().timeout());
    if (timeout.toMillis() < 1) {
      throw ApiException.badParameter("timeout", "must be at least 1 ms");
    }
    Duration lookback = request.duration("lookback_delta").orElse(promQl.lookback());
    return query
        .timeout(timeout)
        .lookback(lookback.toMillis() < 1 ? promQl.lookback() : lookback)
        .cancelledBy(request.request()::onCancel);
  }

  private Response answer(ApiRequest request, Query query, int limit) {
    String stats = request.text("stats").orElse("");
    if (stats.equals("all")) {
      Explanation explanation = query.explain();
      return answer(request, explanation.result(), limit, stats(explanation));
    }
    QueryResult result = query.run();
    return answer(request, result, limit, stats.isEmpty() ? json -> {} : stats(result));
  }

  private static Response answer(
      ApiRequest request, QueryResult result, int limit, Answer.Data stats) {
    QueryValue value = limited(result.value(), limit);
    List<String> warnings = new ArrayList<>(result.warnings());
    if (value != result.value()) {
      warnings.add(TRUNCATED);
    }
    Answer.Data data =
        json -> {
          json.raw('{');
          ResultJson.write(json, value);
          stats.writeTo(json);
          json.raw('}');
        };
    return samples(value) < FEW
        ? Answer.small(data, warnings, result.infos())
        : Answer.streamed(request.request(), data, warnings, result.infos());
  }

  private static QueryValue limited(QueryValue value, int limit) {
    if (value instanceof QueryValue.Vector vector && vector.series().size() > limit) {
      return new QueryValue.Vector(vector.series().subList(0, limit));
    }
    if (value instanceof QueryValue.Matrix matrix && matrix.series().size() > limit) {
      return new QueryValue.Matrix(matrix.series().subList(0, limit));
    }
    return value;
  }

  private static long samples(QueryValue value) {
    if (value instanceof QueryValue.Matrix matrix) {
      return matrix.series().stream().mapToLong(SampleSeries::size).sum();
    }
    return value instanceof QueryValue.Vector vector ? vector.series().size() : 1;
  }

  // What a query took

  private Response explain(ApiRequest request) {
    boolean range = request.text("start").isPresent();
    Explanation explanation = (range ? overRange(request) : atOneMoment(request)).explain();
    return Answer.small(
        json -> {
          json.raw("{\"resultType\":");
          json.text(typeOf(explanation.result().value()));
          stats(explanation).writeTo(json);
          json.raw('}');
        },
        explanation.result().warnings(),
        explanation.result().infos());
  }

  private static String typeOf(QueryValue value) {
    if (value instanceof QueryValue.Matrix) {
      return "matrix";
    }
    if (value instanceof QueryValue.Vector) {
      return "vector";
    }
    return value instanceof QueryValue.Scalar ? "scalar" : "string";
  }

  private static Answer.Data stats(Explanation explanation) {
    return json -> {
      stats(explanation.result()).writeTo(json);
      json.raw(",\"explanation\":").array(explanation.parts(), QueryRoutes::part);
    };
  }

  private static void part(JsonText json, Explanation.Part part) throws IOException {
    json.raw("{\"expression\":").text(part.expression());
    json.raw(",\"series\":").number(part.series());
    json.raw(",\"samples\":").number(part.samples());
    json.raw(",\"seconds\":").number(seconds(part.time()));
    json.raw(",\"parts\":").array(part.parts(), QueryRoutes::part);
    json.raw('}');
  }

  private static Answer.Data stats(QueryResult result) {
    QueryStatistics taken = result.statistics();
    return json -> {
      double evaluation = seconds(taken.evaluation());
      double waiting = seconds(taken.waiting());
      json.raw(",\"stats\":{\"timings\":{\"evalTotalTime\":").number(evaluation);
      json.raw(",\"resultSortTime\":0,\"queryPreparationTime\":0,\"innerEvalTime\":");
      json.number(evaluation).raw(",\"execQueueTime\":").number(waiting);
      json.raw(",\"execTotalTime\":").number(evaluation + waiting);
      json.raw("},\"samples\":{\"totalQueryableSamples\":").number(taken.samples());
      json.raw(",\"peakSamples\":").number(taken.peakSamples());
      json.raw("},\"series\":").number(taken.series());
      json.raw(",\"peakBytes\":").number(taken.peakBytes()).raw('}');
    };
  }

  private static double seconds(Duration time) {
    return time.toNanos() / 1e9;
  }
}
