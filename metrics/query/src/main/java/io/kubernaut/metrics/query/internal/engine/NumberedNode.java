package io.kubernaut.metrics.query.internal.engine;

/** A function of each float and of two numbers for each step. */
final class NumberedNode extends VectorNode {

  /** Computes results from floats and from numbers. */
  @FunctionalInterface
  interface WithNumbers {

    /** Returns the result for a float and the numbers of its step. */
    double apply(double value, double first, double second);
  }

  private final VectorNode child;
  private final WithNumbers function;
  private final boolean ordered;
  private final ScalarNode first;
  private final ScalarNode second;
  private final StepColumn column;
  private double[] firsts = new double[0];
  private double[] seconds = new double[0];

  private NumberedNode(
      VectorNode child,
      WithNumbers function,
      boolean ordered,
      ScalarNode first,
      ScalarNode second) {
    super(child.grid());
    this.child = child;
    this.function = function;
    this.ordered = ordered;
    this.first = first;
    this.second = second;
    this.column = new StepColumn(steps());
  }

  /** Values within limits; there is no result where the limits contradict each other. */
  static NumberedNode clamp(VectorNode child, ScalarNode least, ScalarNode most) {
    return new NumberedNode(
        child, (value, low, high) -> Math.max(low, Math.min(high, value)), true, least, most);
  }

  /** Values rounded to multiples; the inverse is used because it rounds better. */
  static NumberedNode round(VectorNode child, ScalarNode multiple) {
    return new NumberedNode(
        child,
        (value, nearest, ignored) -> Math.floor(value * (1 / nearest) + 0.5) / (1 / nearest),
        false,
        multiple,
        ScalarNode.constant(child.grid(), 0));
  }

  @Override
  void prepare() {
    firsts = first.values();
    seconds = second.values();
    child.prepare();
  }

  @Override
  int size() {
    return child.size();
  }

  @Override
  SeriesLabels labels(int index) {
    return child.labels(index).withoutName();
  }

  @Override
  void read(int index, StepColumn into) {
    child.read(index, column);
    into.clear();
    for (int step = 0; step < steps(); step++) {
      boolean applies = !ordered || !(seconds[step] < firsts[step]);
      if (applies && column.has(step) && column.histogram(step) == null) {
        into.set(step, function.apply(column.value(step), firsts[step], seconds[step]));
      }
    }
  }

  @Override
  public void close() {
    child.close();
    first.close();
    second.close();
  }
}
