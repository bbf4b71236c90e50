package io.kubernaut.metrics.query.internal.engine;

import io.kubernaut.metrics.query.syntax.Span;

/** What a function of ranges is given. */
final class RangeInput {

  private final RangeWindows windows;
  private final String metric;
  private final Span span;
  private final double[][] scalars;
  private final Annotations annotations;

  RangeInput(
      RangeWindows windows, String metric, Span span, double[][] scalars, Annotations annotations) {
    this.windows = windows;
    this.metric = metric;
    this.span = span;
    this.scalars = scalars;
    this.annotations = annotations;
  }

  /** The samples and which of them belong to each step. */
  RangeWindows windows() {
    return windows;
  }

  /** The metric's name, for messages. */
  String metric() {
    return metric;
  }

  /** Where the range stands in the query. */
  Span span() {
    return span;
  }

  /** The other arguments, one number for each step. */
  double[][] scalars() {
    return scalars;
  }

  Annotations annotations() {
    return annotations;
  }

  void warn(String text) {
    annotations.warn(span, text);
  }

  void info(String text) {
    annotations.info(span, text);
  }
}
