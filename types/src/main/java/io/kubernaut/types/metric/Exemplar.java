package io.kubernaut.types.metric;

import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.Matches;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.Validated;
import io.kubernaut.types.schema.Violations;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One observation out of many, with what leads to its trace.
 *
 * @param labels where to look, for example {@code trace_id}; at most 128 characters in all
 * @param value what was observed
 * @param timestamp when
 * @param extra fields of a later version
 */
public record Exemplar(
    Map<@Matches(value = MetricFamily.LABEL, as = MetricFamily.LABEL_LOOK) String, String> labels,
    double value,
    @Nullable Instant timestamp,
    @Extra Map<String, RawJson> extra)
    implements Validated {

  /** How many characters names and values of the labels have at most, together. */
  public static final int MOST_CHARACTERS = 128;

  private static final Comparator<Exemplar> NEWEST_LAST =
      Comparator.comparing(Exemplar::timestamp, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparingDouble(Exemplar::value)
          .thenComparing(exemplar -> new TreeMap<>(exemplar.labels).toString())
          .thenComparing(exemplar -> new TreeMap<>(exemplar.extra).toString());

  /**
   * Copies the collections.
   *
   * @param labels where to look
   * @param value what was observed
   * @param timestamp when
   * @param extra fields of a later version
   */
  public Exemplar {
    labels = Frozen.map(labels);
    extra = Frozen.map(extra);
  }

  @Override
  public void validate(Violations found) {
    long characters =
        labels.entrySet().stream()
            .mapToLong(label -> characters(label.getKey()) + characters(label.getValue()))
            .sum();
    if (characters > MOST_CHARACTERS) {
      found.add(
          "/labels",
          characters + " characters",
          "must have at most " + MOST_CHARACTERS + " characters in all",
          "Keep the trace, leave the rest out.");
    }
  }

  private static long characters(String text) {
    return text.codePointCount(0, text.length());
  }

  /** Returns the newer one. */
  static @Nullable Exemplar newest(@Nullable Exemplar a, @Nullable Exemplar b) {
    return a == null || (b != null && NEWEST_LAST.compare(a, b) < 0) ? b : a;
  }
}
