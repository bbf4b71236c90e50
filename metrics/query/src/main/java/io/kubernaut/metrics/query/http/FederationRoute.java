package io.kubernaut.metrics.query.http;

import io.kubernaut.core.http.Gzip;
import io.kubernaut.core.http.Response;
import io.kubernaut.core.http.Route;
import io.kubernaut.metrics.query.PromQl;
import io.kubernaut.metrics.query.internal.text.GoNumbers;
import io.kubernaut.metrics.query.syntax.Names;
import io.kubernaut.metrics.query.syntax.Quoting;
import io.kubernaut.metrics.store.LabelMatcher;
import io.kubernaut.metrics.store.Labels;
import io.kubernaut.metrics.store.ReadGuard;
import io.kubernaut.metrics.store.ReadHint;
import io.kubernaut.metrics.store.SampleColumns;
import io.kubernaut.metrics.store.SeriesQuery;
import io.kubernaut.metrics.store.SeriesSet;
import io.kubernaut.metrics.store.StaleMarker;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The last sample of each selected series as a text to be scraped, by metric. Native histograms
 * have no place in this format and are left out.
 */
final class FederationRoute {

  private static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final PromQl promQl;
  private final Selectors selectors;
  private final InstantSource clock;

  FederationRoute(PromQl promQl, Selectors selectors, InstantSource clock) {
    this.promQl = promQl;
    this.selectors = selectors;
    this.clock = clock;
  }

  List<Route> routes() {
    ApiHandler federate = this::federate;
    return List.of(
        Route.get("/federate", Access.READ, federate.toHandler())
            .describedAs("The last samples of selected series, for a scraper"));
  }

  /** A sample of a series. */
  private record Last(long time, double value) {}

  private Response federate(ApiRequest request) {
    long now = clock.millis();
    ReadGuard guard = selectors.guard(request);
    Map<Labels, Last> found =
        new TreeMap<>(
            Comparator.comparing(Labels::metricName, Labels::compare)
                .thenComparing(Comparator.naturalOrder()));
    for (List<LabelMatcher> matchers : selectors.matchers(request)) {
      SeriesQuery query =
          new SeriesQuery(
              matchers,
              now - promQl.lookback().toMillis(),
              now,
              ReadHint.RAW,
              SeriesQuery.UNLIMITED,
              guard);
      read(query, found);
    }
    Response response = Response.streamed(TYPE, out -> write(found, out));
    return Gzip.compress(request.request(), response);
  }

  private void read(SeriesQuery query, Map<Labels, Last> found) {
    SampleColumns columns = new SampleColumns();
    try (SeriesSet set = promQl.source().select(query)) {
      selectors.requireFew(set.size());
      for (int i = 0; i < set.size(); i++) {
        set.read(i, columns);
        int last = last(columns, query);
        if (last >= 0) {
          found.put(set.labels(i), new Last(columns.times()[last], columns.values()[last]));
        }
      }
    }
  }

  /** Returns the last float in the range, or -1 if there is none or the series has ended. */
  private static int last(SampleColumns columns, SeriesQuery query) {
    int at = columns.size() - 1;
    while (at >= 0 && columns.times()[at] > query.toMillis()) {
      at--;
    }
    if (at < 0 || columns.times()[at] < query.fromMillis()) {
      return -1;
    }
    boolean histogram = columns.hasHistograms() && columns.histograms()[at] != null;
    return histogram || StaleMarker.is(columns.values()[at]) ? -1 : at;
  }

  private static void write(Map<Labels, Last> samples, OutputStream out) throws IOException {
    StringBuilder text = new StringBuilder();
    String metric = "";
    for (Map.Entry<Labels, Last> sample : samples.entrySet()) {
      String name = sample.getKey().metricName();
      if (!name.equals(metric)) {
        metric = name;
        text.append("# TYPE ").append(name(name)).append(" untyped\n");
      }
      append(text, sample.getKey(), sample.getValue());
      if (text.length() > 8_000) {
        flush(text, out);
      }
    }
    flush(text, out);
  }

  private static void append(StringBuilder text, Labels labels, Last last) {
    boolean plain = Names.isPlainMetric(labels.metricName());
    text.append(plain ? labels.metricName() : "");
    String before = "{";
    if (!plain) {
      text.append('{').append(Quoting.quote(labels.metricName()));
      before = ",";
    }
    for (int i = 0; i < labels.size(); i++) {
      if (!labels.name(i).equals(Labels.NAME)) {
        text.append(before).append(label(labels.name(i))).append('=');
        text.append(Quoting.quote(labels.value(i)));
        before = ",";
      }
    }
    text.append(before.equals("{") ? "" : "}").append(' ');
    text.append(GoNumbers.general(last.value())).append(' ').append(last.time()).append('\n');
  }

  private static String name(String metric) {
    return Names.isPlainMetric(metric) ? metric : Quoting.quote(metric);
  }

  private static String label(String name) {
    return Names.isPlainLabel(name) ? name : Quoting.quote(name);
  }

  private static void flush(StringBuilder text, OutputStream out) throws IOException {
    out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    text.setLength(0);
  }
}
