package io.kubernaut.types.metric;

import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.Matches;
import io.kubernaut.types.schema.RawJson;
import java.util.Map;
import java.util.TreeMap;

/**
 * Texts that hardly ever change, such as the version of a program. Merged, the labels of both are
 * there; where they contradict each other, merging is refused.
 *
 * @param labels the texts by name
 * @param extra fields of a later version
 */
public record InfoValue(
    Map<@Matches(value = MetricFamily.LABEL, as = MetricFamily.LABEL_LOOK) String, String> labels,
    @Extra Map<String, RawJson> extra)
    implements MetricValue {

  /**
   * Copies the collections.
   *
   * @param labels the texts by name
   * @param extra fields of a later version
   */
  public InfoValue {
    labels = Frozen.map(labels);
    extra = Frozen.map(extra);
  }

  /**
   * Returns texts.
   *
   * @param labels the texts by name
   * @return the value
   */
  public static InfoValue of(Map<String, String> labels) {
    return new InfoValue(labels, Map.of());
  }

  @Override
  public InfoValue merge(MetricValue other) {
    if (!(other instanceof InfoValue that)) {
      throw Merging.unlike(this, other);
    }
    Map<String, String> both = new TreeMap<>(labels);
    that.labels.forEach((name, text) -> both.merge(name, text, (a, b) -> same(name, a, b)));
    return new InfoValue(both, Merging.extra(extra, that.extra));
  }

  private static String same(String name, String a, String b) {
    if (!a.equals(b)) {
      throw new IllegalArgumentException(
          "Infos say \""
              + a
              + "\" and \""
              + b
              + "\" for "
              + name
              + " and cannot be merged. Keep them apart with labels of their metrics.");
    }
    return a;
  }
}
