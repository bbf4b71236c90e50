package io.kubernaut.metrics.query.http;

import io.kubernaut.core.runtime.MonotonicClock;
import io.kubernaut.metrics.query.PromQl;
import io.kubernaut.metrics.query.QueryException;
import io.kubernaut.metrics.query.QueryLimitException;
import io.kubernaut.metrics.query.QueryLimits;
import io.kubernaut.metrics.store.LabelMatcher;
import io.kubernaut.metrics.store.Labels;
import io.kubernaut.metrics.store.ReadGuard;
import io.kubernaut.metrics.store.ReadHint;
import io.kubernaut.metrics.store.SeriesQuery;
import io.kubernaut.metrics.store.SeriesSet;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/** What the parameters {@code match[]}, {@code start} and {@code end} select. */
final class Selectors {

  private static final int LOOK_EVERY = 1_024;
  private static final String EMPTY = "must contain at least one non-empty matcher";

  private final PromQl promQl;
  private final MonotonicClock clock;

  Selectors(PromQl promQl, MonotonicClock clock) {
    this.promQl = promQl;
    this.clock = clock;
  }

  /** Returns a query for each {@code match[]}; one for everything if there is none. */
  List<SeriesQuery> queries(ApiRequest request) {
    List<List<LabelMatcher>> selectors = matchers(request);
    ReadGuard guard = guard(request);
    long from = request.time("start").orElse(Long.MIN_VALUE);
    long to = request.time("end").orElse(Long.MAX_VALUE);
    if (to < from) {
      throw ApiException.badParameter("end", "end timestamp must not be before start time");
    }
    List<SeriesQuery> queries = new ArrayList<>();
    for (List<LabelMatcher> each :
        selectors.isEmpty() ? List.of(List.<LabelMatcher>of()) : selectors) {
      queries.add(new SeriesQuery(each, from, to, ReadHint.RAW, SeriesQuery.UNLIMITED, guard));
    }
    return queries;
  }

  List<List<LabelMatcher>> matchers(ApiRequest request) {
    List<List<LabelMatcher>> matchers = new ArrayList<>();
    for (String text : request.all("match[]")) {
      matchers.add(parsed(text));
    }
    return matchers;
  }

  private List<LabelMatcher> parsed(String text) {
    try {
      return promQl.parseSelector(text).matchers();
    } catch (QueryLimitException limit) {
      throw limit;
    } catch (QueryException invalid) {
      String message = String.valueOf(invalid.getMessage());
      throw ApiException.badParameter(
          "match[]", message.endsWith(EMPTY) ? "match[] " + EMPTY : message);
    }
  }

  /** Stops reading when the time of a query is up, or nobody waits any longer. */
  ReadGuard guard(ApiRequest request) {
    long deadline = clock.nanos() + promQl.limits().timeout().toNanos();
    return () -> {
      if (request.request().cancelled()) {
        throw new QueryException(QueryException.Kind.CANCELED, "the client has gone");
      }
      if (clock.nanos() - deadline > 0) {
        throw new QueryLimitException(
            QueryLimits.Limit.TIMEOUT,
            promQl.limits().timeout().toMillis(),
            "selecting series took longer than "
                + promQl.limits().timeout()
                + ". Use narrower matchers.");
      }
    };
  }

  /**
   * Returns the labels of all selected series in order, each once; at most one more than wanted.
   */
  NavigableSet<Labels> series(ApiRequest request, int limit) {
    NavigableSet<Labels> found = new TreeSet<>();
    for (SeriesQuery query : queries(request)) {
      try (SeriesSet set = promQl.source().select(query)) {
        for (int i = 0; i < set.size(); i++) {
          if (i % LOOK_EVERY == 0) {
            query.guard().check();
          }
          found.add(set.labels(i));
          keepWithin(found, limit);
        }
      }
    }
    return found;
  }

  private void keepWithin(NavigableSet<Labels> found, int limit) {
    if (found.size() - 1 > limit) {
      found.pollLast();
    } else {
      requireFew(found.size());
    }
  }

  /** Makes sure that no more series are held than a query may select. */
  void requireFew(int series) {
    int most = promQl.limits().series();
    if (series > most) {
      throw new QueryLimitException(
          QueryLimits.Limit.SERIES,
          most,
          "more than %d series are selected. Use narrower matchers, or a limit.".formatted(most));
    }
  }
}
