package io.kubernaut.metrics.query.internal.engine;

/** Informs about a rate of something that does not look like a counter. */
final class CounterNames {

  private CounterNames() {}

  /** Checks a metric's name, unless it is the one that was checked last. */
  static void check(RangeInput input, String checked) {
    String metric = input.metric();
    if (metric.isEmpty() || metric.equals(checked) || looksLikeCounter(metric)) {
      return;
    }
    input.info(Notes.maybeNoCounter(metric));
  }

  private static boolean looksLikeCounter(String metric) {
    return metric.endsWith("_total")
        || metric.endsWith("_sum")
        || metric.endsWith("_count")
        || metric.endsWith("_bucket");
  }
}
