package io.kubernaut.metrics.query.internal.remote;

import io.kubernaut.metrics.store.Appender;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What became of a request's samples. For one thread. */
public final class WriteReport {

  private long samples;
  private long histograms;
  private long exemplars;
  private final Map<Appender.Outcome, Integer> refused = new EnumMap<>(Appender.Outcome.class);
  private String first = "";

  /** What a sample is. */
  enum Kind {
    SAMPLE,
    HISTOGRAM,
    EXEMPLAR
  }

  /** Makes an empty one. */
  public WriteReport() {}

  void count(Kind kind, Appender.Outcome outcome, Supplier<String> where) {
    if (outcome.stored()) {
      stored(kind);
    } else {
      refused(outcome, where);
    }
  }

  void storedSample() {
    samples++;
  }

  private void stored(Kind kind) {
    switch (kind) {
      case SAMPLE -> samples++;
      case HISTOGRAM -> histograms++;
      case EXEMPLAR -> exemplars++;
    }
  }

  void refused(Appender.Outcome outcome, Supplier<String> where) {
    if (first.isEmpty()) {
      first = where.get();
    }
    refused.merge(outcome, 1, Integer::sum);
  }

  /** Returns how many floats are stored. */
  public long samples() {
    return samples;
  }

  /** Returns how many histograms are stored. */
  public long histograms() {
    return histograms;
  }

  /** Returns how many exemplars are stored. */
  public long exemplars() {
    return exemplars;
  }

  /** Returns what was refused and why, in words; nothing if all is stored. */
  public Optional<String> problem() {
    if (refused.isEmpty()) {
      return Optional.empty();
    }
    StringBuilder text = new StringBuilder();
    refused.forEach(
        (outcome, count) ->
            text.append(text.length() == 0 ? "" : ", ")
                .append(count)
                .append(' ')
                .append(outcome.name().toLowerCase(Locale.ROOT).replace('_', ' ')));
    return Optional.of("refused: " + text + "; the first: " + first);
  }
}
