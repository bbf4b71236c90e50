package io.kubernaut.metrics.query.internal.engine;

import io.kubernaut.metrics.query.syntax.Span;
import java.util.List;

/** A function of ranges, applied to each series. */
final class RangeFunctionNode extends VectorNode {

  private final RangeSource source;
  private final RangeFunction function;
  private final boolean keepsName;
  private final Span span;
  private final List<ScalarNode> arguments;
  private final Annotations annotations;
  private double[][] scalars = new double[0][];

  RangeFunctionNode(
      StepGrid grid,
      RangeSource source,
      RangeFunction function,
      boolean keepsName,
      Span span,
      List<ScalarNode> arguments,
      Annotations annotations) {
    super(grid);
    this.source = source;
    this.function = function;
    this.keepsName = keepsName;
    this.span = span;
    this.arguments = arguments;
    this.annotations = annotations;
  }

  @Override
  void prepare() {
    scalars = arguments.stream().map(ScalarNode::values).toArray(double[][]::new);
    source.prepare();
  }

  @Override
  int size() {
    return source.size();
  }

  @Override
  SeriesLabels labels(int index) {
    SeriesLabels labels = source.labels(index);
    return keepsName ? labels : labels.withoutName();
  }

  @Override
  void read(int index, StepColumn into) {
    into.clear();
    RangeWindows windows = source.windows();
    source.read(index, windows);
    String metric = source.labels(index).labels().metricName();
    function.apply(new RangeInput(windows, metric, span, scalars, annotations), into);
  }

  @Override
  public void close() {
    source.close();
    arguments.forEach(ScalarNode::close);
  }
}
