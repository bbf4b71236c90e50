package io.kubernaut.metrics.query.internal.engine;

import io.kubernaut.metrics.query.syntax.BinaryOperator;
import io.kubernaut.metrics.query.syntax.Expr;
import io.kubernaut.metrics.store.NativeHistogram;

/** An operator between series and a number. A comparison keeps the series' value on either side. */
final class VectorScalarNode extends VectorNode {

  private final VectorNode vector;
  private final ScalarNode scalar;
  private final boolean scalarLeft;
  private final BinaryOperator operator;
  private final boolean bool;
  private final ElementOperation operation;
  private final StepColumn column;
  private double[] numbers = new double[0];

  VectorScalarNode(
      VectorNode vector,
      ScalarNode scalar,
      boolean scalarLeft,
      Expr.Binary expr,
      Annotations annotations) {
    super(vector.grid());
    this.vector = vector;
    this.scalar = scalar;
    this.scalarLeft = scalarLeft;
    this.operator = expr.operator();
    this.bool = expr.bool();
    this.operation = new ElementOperation(operator, expr.span(), annotations);
    this.column = new StepColumn(steps());
  }

  @Override
  void prepare() {
    numbers = scalar.values();
    vector.prepare();
  }

  @Override
  int size() {
    return vector.size();
  }

  @Override
  SeriesLabels labels(int index) {
    SeriesLabels labels = vector.labels(index);
    boolean changes = operator.kind() == BinaryOperator.Kind.ARITHMETIC || bool;
    return changes ? labels.withoutName() : labels;
  }

  @Override
  void read(int index, StepColumn into) {
    vector.read(index, column);
    into.clear();
    if (column.isFullOfFloats() && operator.kind() == BinaryOperator.Kind.ARITHMETIC) {
      double[] left = scalarLeft ? numbers : column.values();
      double[] right = scalarLeft ? column.values() : numbers;
      FloatOperation.arithmetic(operator, left, right, into.values(), steps());
      into.setAll();
      return;
    }
    for (int step = 0; step < steps(); step++) {
      if (column.has(step)) {
        apply(step, column.value(step), column.histogram(step), into);
      }
    }
  }

  private void apply(
      int step,
      double value,
      @org.jspecify.annotations.Nullable NativeHistogram histogram,
      StepColumn into) {
    boolean fits =
        scalarLeft
            ? operation.apply(numbers[step], null, value, histogram)
            : operation.apply(value, histogram, numbers[step], null);
    if (!fits) {
      return;
    }
    if (bool) {
      into.set(step, operation.kept() ? 1 : 0);
    } else if (operator.isComparison()) {
      if (operation.kept()) {
        into.copy(column, step);
      }
    } else {
      NativeHistogram result = operation.histogram();
      if (result == null) {
        into.set(step, operation.value());
      } else {
        into.set(step, result);
      }
    }
  }

  @Override
  public void close() {
    vector.close();
    scalar.close();
  }
}
