package io.kubernaut.metrics.query.internal.engine;

import io.kubernaut.metrics.query.internal.text.GoNumbers;
import io.kubernaut.metrics.query.syntax.Quoting;

/** The texts of annotations. */
final class Notes {

  private Notes() {}

  static String forMetric(String metric) {
    return metric.isEmpty() ? "" : " for metric name " + Quoting.quote(metric);
  }

  static String badQuantile(double q) {
    return "quantile value should be between 0 and 1, got " + GoNumbers.general(q);
  }

  static String badRatio(double ratio, double capped) {
    return "ratio value should be between -1 and 1, got %s, capping to %s"
        .formatted(GoNumbers.general(ratio), GoNumbers.general(capped));
  }

  static String badBucketLabel(String metric, String label) {
    return "bucket label \"le\" is missing or has a malformed value of "
        + Quoting.quote(label)
        + forMetric(metric);
  }

  static String mixedRange(String metric) {
    return "encountered a mix of histograms and floats for metric name " + Quoting.quote(metric);
  }

  static String mixedAggregation() {
    return "encountered a mix of histograms and floats for aggregation";
  }

  static String mixedClassicNative(String metric) {
    return "vector contains a mix of classic and native histograms" + forMetric(metric);
  }

  static String notCounter(String metric) {
    return "this native histogram metric is not a counter: " + Quoting.quote(metric);
  }

  static String notGauge(String metric) {
    return "this native histogram metric is not a gauge: " + Quoting.quote(metric);
  }

  static String mixedSchemas(String metric) {
    return "vector contains a mix of histograms with exponential and custom buckets schemas for"
        + " metric name "
        + Quoting.quote(metric);
  }

  static String incompatibleLayout(String operator) {
    return "incompatible bucket layout encountered for binary operator " + operator;
  }

  static String maybeNoCounter(String metric) {
    return "metric might not be a counter, name does not end in _total/_sum/_count/_bucket: "
        + Quoting.quote(metric);
  }

  static String maybeNoCounterByType(String metric, String type) {
    return "metric might not be a counter, __type__ label is not set to \"counter\" or"
        + " \"histogram\", got %s: %s".formatted(Quoting.quote(type), Quoting.quote(metric));
  }

  static String incompatibleTypes(String left, String operator, String right) {
    return "incompatible sample types encountered for binary operator %s: %s %s %s"
        .formatted(Quoting.quote(operator), left, operator, right);
  }

  static String ignoredInAggregation(String aggregation) {
    return "ignored histogram in " + aggregation + " aggregation";
  }

  static String ignoredInRange(String metric) {
    return "ignored histograms in a range containing both floats and histograms for metric name "
        + Quoting.quote(metric);
  }

  static String nanResult(String metric) {
    return "input to histogram_quantile has NaN observations, result is NaN" + forMetric(metric);
  }

  static String nanSkew(String metric) {
    return "input to histogram_quantile has NaN observations, result is skewed higher"
        + forMetric(metric);
  }

  static String nanFraction(String metric) {
    return "input to histogram_fraction has NaN observations, which are excluded from all fractions"
        + forMetric(metric);
  }

  static String collision(String operation) {
    return "conflicting counter resets during histogram " + operation;
  }

  static String reconciled(String operation) {
    return "mismatched custom buckets were reconciled during " + operation;
  }

  static String startOverlap(String metric) {
    return "start timestamps of samples overlap for metric name " + Quoting.quote(metric);
  }

  static String sortInRange() {
    return "sort is ineffective for range queries since results are always ordered by labels";
  }
}
