package io.kubernaut.metrics.query.http;

import io.kubernaut.core.http.Response;
import io.kubernaut.core.http.Route;
import io.kubernaut.metrics.query.PromQl;
import io.kubernaut.metrics.query.QueryLimitException;
import io.kubernaut.metrics.query.QueryLimits;
import io.kubernaut.metrics.query.internal.remote.ChunkedResponse;
import io.kubernaut.metrics.query.internal.remote.MalformedMessageException;
import io.kubernaut.metrics.query.internal.remote.ReadRequest;
import io.kubernaut.metrics.query.internal.remote.ReadResponse;
import io.kubernaut.metrics.store.ReadGuard;
import io.kubernaut.metrics.store.ReadHint;
import io.kubernaut.metrics.store.SampleColumns;
import io.kubernaut.metrics.store.SeriesQuery;
import io.kubernaut.metrics.store.SeriesSet;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Remote read: answers of type {@code SAMPLES} are put together first, {@code STREAMED_XOR_CHUNKS}
 * go out series by series.
 */
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
    ReadGuard guard = selectors.guard(request);
    return switch (wanted.form()) {
      case SAMPLES -> samples(wanted, guard);
      case CHUNKS -> chunks(wanted, guard);
      case UNKNOWN ->
          throw ApiException.badData(
              "only responses of type SAMPLES and STREAMED_XOR_CHUNKS are offered. Add one of them to the accepted types.");
    };
  }

  private Response samples(ReadRequest wanted, ReadGuard guard) {
    ReadResponse response = new ReadResponse();
    for (ReadRequest.Query query : wanted.queries()) {
      add(response, query, guard);
      response.endResult();
    }
    return Response.bytes("application/x-protobuf", response.packed())
        .withHeader("Content-Encoding", "snappy");
  }

  /**
   * What can be refused is refused before the first byte: afterwards there is only to break off.
   */
  private Response chunks(ReadRequest wanted, ReadGuard guard) {
    for (ReadRequest.Query query : wanted.queries()) {
      try (SeriesSet set = promQl.source().select(selected(query, guard))) {
        selectors.requireFew(set.size());
      }
    }
    return Response.streamed(
        ChunkedResponse.TYPE,
        out -> {
          ChunkedResponse response = new ChunkedResponse(out);
          for (int i = 0; i < wanted.queries().size(); i++) {
            stream(response, i, wanted.queries().get(i), guard);
          }
        });
  }

  /** Sends the series in the order of their labels, as readers merge them with others. */
  private void stream(
      ChunkedResponse response, int number, ReadRequest.Query query, ReadGuard guard)
      throws IOException {
    SampleColumns columns = new SampleColumns();
    try (SeriesSet set = promQl.source().select(selected(query, guard))) {
      int[] order =
          IntStream.range(0, set.size())
              .boxed()
              .sorted(Comparator.comparing(set::labels))
              .mapToInt(Integer::intValue)
              .toArray();
      for (int i : order) {
        guard.check();
        set.read(i, columns);
        response.add(number, set.labels(i), columns, query.from(), query.to());
      }
    }
  }

  private static SeriesQuery selected(ReadRequest.Query query, ReadGuard guard) {
    return new SeriesQuery(
        query.matchers(), query.from(), query.to(), ReadHint.RAW, SeriesQuery.UNLIMITED, guard);
  }

  private static ReadRequest parsed(byte[] body) {
    try {
      return ReadRequest.read(body, MOST_REQUEST);
    } catch (MalformedMessageException malformed) {
      throw ApiException.badData(String.valueOf(malformed.getMessage()));
    }
  }

  private void add(ReadResponse response, ReadRequest.Query query, ReadGuard guard) {
    SampleColumns columns = new SampleColumns();
    try (SeriesSet set = promQl.source().select(selected(query, guard))) {
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
