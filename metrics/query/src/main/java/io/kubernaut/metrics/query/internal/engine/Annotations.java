package io.kubernaut.metrics.query.internal.engine;

import io.kubernaut.metrics.query.syntax.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a query has to say besides its result. The same text is kept once, with the place where it
 * came up last.
 */
public final class Annotations {

  /** Warns of a result that is missing something, or informs. */
  enum Level {
    WARNING("PromQL warning: "),
    INFO("PromQL info: ");

    private final String prefix;

    Level(String prefix) {
      this.prefix = prefix;
    }
  }

  private record Place(Level level, Span span) {}

  private final Map<String, Place> places = new LinkedHashMap<>();
  private final Map<String, ForcedMonotonicity> forced = new LinkedHashMap<>();
  private final List<String> others = new ArrayList<>();

  void warn(Span span, String text) {
    add(Level.WARNING, span, text);
  }

  void info(Span span, String text) {
    add(Level.INFO, span, text);
  }

  private void add(Level level, Span span, String text) {
    places.merge(
        text,
        new Place(level, span),
        (old, current) -> current.span.start() > old.span.start() ? current : old);
  }

  /** Adds a warning that has no place in the query. */
  void warnOfSource(String text) {
    if (!others.contains(text)) {
      others.add(text);
    }
  }

  void forcedMonotonicity(String metric, Span span, ForcedMonotonicity found) {
    String text =
        "input to histogram_quantile needed to be fixed for monotonicity (see"
            + " https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile)"
            + Notes.forMetric(metric);
    add(Level.INFO, span, text);
    forced.merge(text, found, ForcedMonotonicity::and);
  }

  /** Returns the warnings, each with its place in the query. */
  public List<String> warnings(String query) {
    List<String> texts = new ArrayList<>(texts(Level.WARNING, query));
    texts.addAll(others);
    return texts;
  }

  /** Returns the informations, each with its place in the query. */
  public List<String> infos(String query) {
    return texts(Level.INFO, query);
  }

  private List<String> texts(Level wanted, String query) {
    List<String> texts = new ArrayList<>();
    places.forEach(
        (text, place) -> {
          if (place.level == wanted) {
            ForcedMonotonicity details = forced.get(text);
            texts.add(
                wanted.prefix
                    + text
                    + (details == null ? "" : details.text())
                    + " ("
                    + place.span.position(query)
                    + ")");
          }
        });
    return texts;
  }
}
