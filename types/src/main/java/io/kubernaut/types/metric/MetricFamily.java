package io.kubernaut.types.metric;

import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.Matches;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.Schema;
import io.kubernaut.types.schema.SchemaType;
import io.kubernaut.types.schema.Validated;
import io.kubernaut.types.schema.Violations;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Metrics that measure the same of different things.
 *
 * <pre>{@code
 * MetricFamily.of("http_requests", MetricType.COUNTER, "Requests served.")
 *     .with(Map.of("route", "/orders"), CounterValue.of(1_027));
 * }</pre>
 *
 * <p>The rules are those of OpenMetrics 1.0 for names, units, labels and what type has what value.
 *
 * @param name without what the text format appends: {@code http_requests}, not {@code
 *     http_requests_total}
 * @param type what kind of metrics
 * @param unit in what they are measured; the name ends with its word
 * @param help what they measure, for people
 * @param metrics one for each set of labels
 * @param extra fields of a later version
 */
@SchemaType(name = "metric-family", version = 1)
public record MetricFamily(
    @Matches(
            value = "[a-zA-Z_:][a-zA-Z0-9_:]*",
            as = "letters, digits, '_' and ':', no digit first")
        String name,
    MetricType type,
    @Nullable Unit unit,
    @Nullable String help,
    List<Metric> metrics,
    @Extra Map<String, RawJson> extra)
    implements Validated {

  static final String LABEL = "[a-zA-Z_][a-zA-Z0-9_]*";
  static final String LABEL_LOOK = "letters, digits and '_', no digit first";

  /**
   * Copies the collections.
   *
   * @param name without what the text format appends
   * @param type what kind of metrics
   * @param unit in what they are measured
   * @param help what they measure
   * @param metrics one for each set of labels
   * @param extra fields of a later version
   */
  public MetricFamily {
    metrics = Frozen.list(metrics);
    extra = Frozen.map(extra);
  }

  /**
   * Returns a family without metrics.
   *
   * @param name without what the text format appends
   * @param type what kind of metrics
   * @param help what they measure
   * @return the family
   * @throws io.kubernaut.types.schema.InvalidDocumentException if the name breaks a rule
   */
  public static MetricFamily of(String name, MetricType type, String help) {
    return required(new MetricFamily(name, type, null, help, List.of(), Map.of()));
  }

  /**
   * Returns the same family in a unit.
   *
   * @param measured the unit; the name must end with its word
   * @return the family
   * @throws io.kubernaut.types.schema.InvalidDocumentException if name or type do not go with it
   */
  public MetricFamily in(Unit measured) {
    return required(new MetricFamily(name, type, measured, help, metrics, extra));
  }

  /**
   * Returns the family with one more metric. All are copied and checked: whoever has many gives
   * them at once, with {@link #with(Collection)}.
   *
   * @param labels what tells it from the others
   * @param value its value
   * @return the family
   * @throws io.kubernaut.types.schema.InvalidDocumentException if labels or value break a rule
   */
  public MetricFamily with(Map<String, String> labels, MetricValue value) {
    return with(List.of(new Metric(labels, value, null, Map.of())));
  }

  /**
   * Returns the family with more metrics.
   *
   * @param more the metrics
   * @return the family
   * @throws io.kubernaut.types.schema.InvalidDocumentException if labels or a value break a rule
   */
  public MetricFamily with(Collection<Metric> more) {
    List<Metric> all = new ArrayList<>(metrics);
    all.addAll(more);
    return required(new MetricFamily(name, type, unit, help, all, extra));
  }

  private static MetricFamily required(MetricFamily family) {
    return Schema.of(MetricFamily.class).require(family);
  }

  @Override
  public void validate(Violations found) {
    checkName(found);
    Set<Map<String, String>> seen = new HashSet<>();
    for (int i = 0; i < metrics.size(); i++) {
      Metric metric = metrics.get(i);
      checkLabels(i, metric, found);
      checkValue(i, metric.value(), found);
      if (!seen.add(metric.labels())) {
        found.add(
            labels(i),
            metric.labels(),
            "must not be those of another metric of the family",
            "Merge the two, or tell them apart with a label.");
      }
    }
  }

  private void checkName(Violations found) {
    for (String suffix : type.suffixes()) {
      if (name.endsWith(suffix)) {
        found.add(
            "/name",
            name,
            "must not end with " + suffix,
            "Leave it out: the text format appends it.");
      }
    }
    if (unit == null) {
      return;
    }
    found.unless(
        type != MetricType.INFO && type != MetricType.STATE_SET,
        "/unit",
        unit,
        "must not be there: infos and state sets have none",
        "Leave it out.");
    if (!isNamedAfter(unit)) {
      found.add("/name", name, "must end with the unit, _" + unit.openMetrics(), "Append it.");
    }
  }

  // Counts of things have no word, and a count of no dimension is no ratio.
  private boolean isNamedAfter(Unit measured) {
    boolean isOnlyCounted = measured.equals(Unit.ONE) && type != MetricType.GAUGE;
    return isOnlyCounted
        || measured.openMetrics().isEmpty()
        || name.endsWith("_" + measured.openMetrics());
  }

  private void checkLabels(int index, Metric metric, Violations found) {
    for (String label : metric.labels().keySet()) {
      if (label.startsWith("__")) {
        found.add(
            labels(index),
            label,
            "must not start with two underscores: such names are Prometheus' own",
            "Call the label something else.");
      }
      if (label.equals(reserved()) || isOwn(metric.value(), label)) {
        found.add(
            labels(index),
            label,
            "must not be a label that the text format gives to a value of this type",
            "Call the label something else.");
      }
    }
  }

  private static String labels(int index) {
    return "/metrics/" + index + "/labels";
  }

  private String reserved() {
    return switch (type) {
      case HISTOGRAM, GAUGE_HISTOGRAM -> "le";
      case SUMMARY -> "quantile";
      case STATE_SET -> name;
      default -> "";
    };
  }

  private static boolean isOwn(MetricValue value, String label) {
    return value instanceof InfoValue info && info.labels().containsKey(label);
  }

  private void checkValue(int index, MetricValue value, Violations found) {
    if (!type.fits(value)) {
      found.add(
          value(index),
          value.getClass().getSimpleName(),
          "must be a value that metrics of the type " + type + " have",
          "Change the type or the value.");
    }
    if (value instanceof HistogramValue histogram) {
      checkHistogram(index, histogram, found);
    }
  }

  private void checkHistogram(int index, HistogramValue value, Violations found) {
    if (type == MetricType.GAUGE_HISTOGRAM) {
      if (value.created() != null) {
        found.add(
            value(index) + "/created",
            value.created(),
            "must not be there: a gauge histogram has no start",
            "Leave it out.");
      }
    } else if (!value.buckets().isEmpty() && value.buckets().get(0).upperBound() < 0) {
      if (value.sum() != null) {
        found.add(
            value(index) + "/sum",
            value.sum(),
            "must not be there if a bound is negative: it would not only grow",
            "Leave it out, or make it a gauge histogram.");
      }
    }
  }

  private static String value(int index) {
    return "/metrics/" + index + "/value";
  }

  /**
   * Merges the families of two instances: metrics with the same labels become one.
   *
   * @param other a family of the same name, type and unit
   * @param gauges how gauges are merged
   * @return the family of both, metrics sorted by labels
   * @throws IllegalArgumentException if the families differ, or two values cannot be merged
   * @throws ArithmeticException if a count goes beyond 2^63-1
   */
  public MetricFamily merge(MetricFamily other, GaugeMerge gauges) {
    if (!name.equals(other.name) || type != other.type || !Objects.equals(unit, other.unit)) {
      throw new IllegalArgumentException(
          "Families cannot be merged: "
              + title()
              + " and "
              + other.title()
              + ". Name, type and unit must be the same.");
    }
    Map<String[], Metric> merged = new TreeMap<>(Arrays::compare);
    for (List<Metric> each : List.of(metrics, other.metrics)) {
      each.forEach(
          metric -> merged.merge(sorted(metric.labels()), metric, (a, b) -> a.merge(b, gauges)));
    }
    return new MetricFamily(
        name,
        type,
        unit,
        help(other),
        List.copyOf(merged.values()),
        Merging.extra(extra, other.extra));
  }

  private static String[] sorted(Map<String, String> labels) {
    return new TreeMap<>(labels)
        .entrySet().stream()
            .flatMap(label -> Stream.of(label.getKey(), label.getValue()))
            .toArray(String[]::new);
  }

  private String title() {
    return name + " (" + type + (unit == null ? "" : " in " + unit) + ")";
  }

  // Any rule will do that does not depend on the order.
  private @Nullable String help(MetricFamily other) {
    if (help == null || other.help == null) {
      return help == null ? other.help : help;
    }
    return help.compareTo(other.help) <= 0 ? help : other.help;
  }
}
