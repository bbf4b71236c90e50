package io.kubernaut.metrics.query.http;

import io.kubernaut.core.http.Response;
import io.kubernaut.core.http.Route;
import io.kubernaut.metrics.query.PromQl;
import io.kubernaut.metrics.query.QueryLimitException;
import io.kubernaut.metrics.query.QueryLimits;
import io.kubernaut.metrics.query.internal.remote.MalformedMessageException;
import io.kubernaut.metrics.query.internal.remote.ReadRequest;
import io.kubernaut.metrics.query.internal.remote.ReadResponse;
import io.kubernaut.metrics.store.ReadGuard;
import io.kubernaut.metrics.store.ReadHint;
import io.kubernaut.metrics.store.SampleColumns;
import io.kubernaut.metrics.store.SeriesQuery;
import io.kubernaut.metrics.store.SeriesSet;
import java.util.List;

/** Remote read with answers of type {@code SAMPLES}; streamed chunks are not offered. */
final class RemoteReadRoute {

  private static final int MOST_REQUEST = 1 << 20;
  private static final long MOST_ANSWER = 64 << 20;

  private final PromQl promQl;
  private final Selectors selectors;

  RemoteReadRoute(PromQl promQl, Selectors selectors) {
    this.promQl = promQl;
    this.selectors = selectors;
  }

  List<Route> routes() {
    ApiHandler read = this::read;
    return List.of(
        Route.post("/api/v1/read", Access.READ, read.toHandler())
            .describedAs("Sends samples by remote read"));
  }

  private Response read(ApiRequest request) {
    ReadRequest wanted = parsed(request.request().body());
    if (!wanted.takesSamples()) {
      throw ApiException.badData(
          "only responses of type SAMPLES are offered. Add it to the accepted types.");
    }
    ReadResponse response = new ReadResponse();
    ReadGuard guard = selectors.guard(request);
    for (ReadRequest.Query query : wanted.queries()) {
      add(response, query, guard);
      response.endResult();
    }
    return Response.bytes("application/x-protobuf", response.packed())
        .withHeader("Content-Encoding", "snappy");
  }

  private static ReadRequest parsed(byte[] body) {
    try {
      return ReadRequest.read(body, MOST_REQUEST);
    } catch (MalformedMessageException malformed) {
      throw ApiException.badData(String.valueOf(malformed.getMessage()));
    }
  }

  private void add(ReadResponse response, ReadRequest.Query query, ReadGuard guard) {
    SeriesQuery selected =
        new SeriesQuery(
            query.matchers(), query.from(), query.to(), ReadHint.RAW, SeriesQuery.UNLIMITED, guard);
    SampleColumns columns = new SampleColumns();
    try (SeriesSet set = promQl.source().select(selected)) {
      selectors.requireFew(set.size());
      for (int i = 0; i < set.size(); i++) {
        guard.check();
        set.read(i, columns);
        response.add(set.labels(i), columns, query.from(), query.to());
        requireRoom(response.size());
      }
    }
  }

  private static void requireRoom(long size) {
    if (size > MOST_ANSWER) {
      throw new QueryLimitException(
          QueryLimits.Limit.BYTES,
          MOST_ANSWER,
          "the answer has more than %d bytes. Read fewer series or a shorter range."
              .formatted(MOST_ANSWER));
    }
  }
}
