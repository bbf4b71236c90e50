package io.kubernaut.examples.prometheus;

import java.util.List;
import java.util.Random;

/**
 * Queries by a seed, of what the language had in Prometheus 2.42 and still has, with one meaning.
 */
final class RandomQuery {

  private static final List<String> SELECTORS =
      List.of(
          "temperature",
          "temperature{zone=\"a\"}",
          "temperature{job=~\"a.*|db\"}",
          "temperature{zone!=\"b\",instance!~\".*-2\"}",
          "up",
          "size_bytes",
          "size_bytes{job=\"web\"}",
          "requests_total{code=\"200\"}",
          "requests_total",
          "missing");
  private static final List<String> COUNTERS =
      List.of(
          "requests_total", "requests_total{code=~\"5..\"}", "size_bytes", "took_seconds_bucket");
  private static final List<String> OF_COUNTERS =
      List.of("rate", "increase", "irate", "resets", "changes");
  private static final List<String> OF_GAUGES =
      List.of(
          "avg_over_time",
          "min_over_time",
          "max_over_time",
          "sum_over_time",
          "count_over_time",
          "last_over_time",
          "stddev_over_time",
          "present_over_time",
          "delta",
          "idelta",
          "deriv",
          "changes");

  /** No subquery in a subquery: its windows would end where its own steps are. */
  private static final List<String> INNER =
      List.of(
          "temperature", "rate(requests_total[5m])", "up offset 1m", "sum by (job) (size_bytes)");

  private static final List<String> MATH =
      List.of(
          "abs",
          "ceil",
          "floor",
          "exp",
          "ln",
          "log2",
          "log10",
          "sqrt",
          "sgn",
          "sin",
          "cos",
          "atan",
          "deg",
          "rad",
          "hour",
          "minute",
          "day_of_week",
          "days_in_month",
          "absent",
          "sort",
          "round");
  private static final List<String> AGGREGATIONS =
      List.of("sum", "avg", "min", "max", "count", "group", "stddev", "stdvar");
  private static final List<String> GROUPINGS =
      List.of(
          "", " by (job)", " by (job, instance)", " without (instance)", " by (zone)", " by ()");
  private static final List<String> RANGES = List.of("1m", "2m30s", "5m", "10m", "30m");
  private static final List<String> ARITHMETIC = List.of("+", "-", "*", "/", "^");
  private static final List<String> COMPARISONS = List.of("==", "!=", ">", "<", ">=", "<=");

  private final Random random;

  RandomQuery(Random random) {
    this.random = random;
  }

  private String one(List<String> of) {
    return of.get(random.nextInt(of.size()));
  }

  String vector(int depth) {
    if (depth == 0) {
      return random.nextInt(3) == 0 ? ranged() : one(SELECTORS) + modifier() + rest();
    }
    return switch (random.nextInt(12)) {
      case 0, 1 -> one(AGGREGATIONS) + one(GROUPINGS) + "(" + vector(depth - 1) + ")";
      case 2 -> one(MATH) + "(" + vector(depth - 1) + ")";
      case 3 -> "(" + vector(depth - 1) + ") " + one(ARITHMETIC) + " " + number();
      case 4 -> number() + " " + one(ARITHMETIC) + " (" + vector(depth - 1) + ")";
      case 5 -> "(" + vector(depth - 1) + ") " + one(COMPARISONS) + bool() + number();
      case 6 -> matched(depth);
      case 7 ->
          "("
              + vector(depth - 1)
              + ") "
              + one(List.of("and", "or", "unless"))
              + sets()
              + "("
              + vector(depth - 1)
              + ")";
      case 8 -> ranked(depth);
      case 9 -> renamed(depth);
      case 10 -> "-(" + vector(depth - 1) + ")";
      default -> ranged();
    };
  }

  private String number() {
    return one(List.of("0", "1", "2", "-3.5", "0.25", "1e3", "20", "time()", "scalar(up)"));
  }

  private String bool() {
    return random.nextBoolean() ? " bool " : " ";
  }

  private String sets() {
    return one(List.of(" ", " on (job) ", " ignoring (zone, code, le) ", " on () "));
  }

  private String modifier() {
    return switch (random.nextInt(8)) {
      case 0 -> " offset 5m";
      case 1 -> " @ " + (RandomData.BEGIN / 1000 + 2_007);
      case 2 -> " offset -2m";
      default -> "";
    };
  }

  /** Only here, where nothing could make two near values of two far ones. */
  private String rest() {
    return random.nextInt(20) == 0 ? " % 7" : "";
  }

  private String ranged() {
    return switch (random.nextInt(8)) {
      case 0, 1, 2 ->
          one(OF_COUNTERS) + "(" + one(COUNTERS) + "[" + one(RANGES) + "]" + modifier() + ")";
      case 3 ->
          "quantile_over_time("
              + one(List.of("0", "0.3", "0.9", "1"))
              + ", "
              + one(SELECTORS)
              + "["
              + one(RANGES)
              + "])";
      case 4 ->
          one(OF_GAUGES)
              + "(("
              + one(INNER)
              + ")["
              + one(RANGES)
              + ":"
              + one(List.of("20s", "1m", "70s"))
              + "])";
      case 5 -> "predict_linear(" + one(SELECTORS) + "[" + one(List.of("5m", "30m")) + "], 600)";
      default -> one(OF_GAUGES) + "(" + one(SELECTORS) + "[" + one(RANGES) + "]" + modifier() + ")";
    };
  }

  private String matched(int depth) {
    String operator = random.nextBoolean() ? one(ARITHMETIC) : one(COMPARISONS) + bool();
    return switch (random.nextInt(4)) {
      case 0 -> "temperature{zone=\"a\"} " + operator + " on (instance) size_bytes";
      case 1 -> "temperature " + operator + " on (instance) group_left () up";
      case 2 -> "sum by (job) (" + vector(depth - 1) + ") " + operator + " sum by (job) (up)";
      default ->
          "requests_total "
              + operator
              + " ignoring (code) group_left () sum without (code) (requests_total)";
    };
  }

  private String ranked(int depth) {
    return switch (random.nextInt(5)) {
      case 0 -> "topk" + one(GROUPINGS) + "(2, temperature)";
      case 1 -> "bottomk" + one(GROUPINGS) + "(3, temperature)";
      case 2 ->
          "timestamp("
              + one(List.of("up", "temperature", "size_bytes offset 1m"))
              + ") - 1790000000";
      case 3 -> "quantile" + one(GROUPINGS) + "(0.7, " + vector(depth - 1) + ")";
      default ->
          "histogram_quantile("
              + one(List.of("0.5", "0.9", "0.99"))
              + ", sum by (le"
              + one(List.of("", ", job"))
              + ") (rate(took_seconds_bucket["
              + one(RANGES)
              + "])))";
    };
  }

  private String renamed(int depth) {
    return switch (random.nextInt(4)) {
      case 0 -> "label_replace(" + one(SELECTORS) + ", \"short\", \"$1\", \"instance\", \"(.).*\")";
      case 1 -> "label_join(" + one(SELECTORS) + ", \"both\", \"/\", \"job\", \"instance\")";
      case 2 -> "clamp(" + vector(depth - 1) + ", 0, 100)";
      default -> "count_values" + one(GROUPINGS) + "(\"value\", round(temperature, 5))";
    };
  }
}
