package io.kubernaut.metrics.query.internal.engine;

import io.kubernaut.metrics.query.QueryValue;
import io.kubernaut.metrics.query.SampleSeries;
import io.kubernaut.metrics.query.syntax.Expr;
import io.kubernaut.metrics.query.syntax.ValueType;
import io.kubernaut.metrics.store.Labels;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Evaluates an expression as a whole, and gathers its result. */
public final class Execution {

  private final Evaluation evaluation;
  private final Planner planner;
  private final HeldSamples held;

  public Execution(Evaluation evaluation) {
    this.evaluation = evaluation;
    this.planner = new Planner(evaluation, evaluation.grid());
    this.held = new HeldSamples(evaluation.budget());
  }

  /** Evaluates. A range query has to be of numbers or series, which the caller checks. */
  public QueryValue run(Expr expr) {
    evaluation.budget().check();
    return switch (expr.type()) {
      case STRING -> new QueryValue.Text(evaluation.grid().start(), CallPlanner.text(expr));
      case SCALAR -> scalar(expr);
      case VECTOR -> vector(expr);
      case MATRIX -> matrix(expr.unwrapped());
    };
  }

  private QueryValue scalar(Expr expr) {
    try (ScalarNode node = planner.scalar(expr)) {
      double[] values = node.values();
      held.add(values.length);
      StepGrid grid = evaluation.grid();
      if (evaluation.isInstant()) {
        return new QueryValue.Scalar(grid.start(), values[0]);
      }
      long[] times = times(grid);
      return new QueryValue.Matrix(
          List.of(new SampleSeries(Labels.none(), times, values, null, values.length)));
    }
  }

  private static long[] times(StepGrid grid) {
    long[] times = new long[grid.count()];
    for (int i = 0; i < times.length; i++) {
      times[i] = grid.time(i);
    }
    return times;
  }

  private QueryValue vector(Expr expr) {
    try (VectorNode node = new NamedNode(planner.vector(expr), evaluation.budget())) {
      node.prepare();
      List<SampleSeries> series = new ArrayList<>();
      long[] times = times(evaluation.grid());
      StepColumn column = new StepColumn(node.steps());
      for (int i = 0; i < node.size(); i++) {
        evaluation.budget().check();
        node.read(i, column);
        if (!column.isEmpty()) {
          evaluation.budget().hold(StepColumn.bytes(column.count()));
          held.add(HeldSamples.of(column));
          series.add(Results.series(node.labels(i).labels(), times, column));
        }
      }
      if (evaluation.isInstant()) {
        return new QueryValue.Vector(series);
      }
      series.sort(Comparator.comparing(SampleSeries::labels));
      return new QueryValue.Matrix(series);
    }
  }

  private QueryValue matrix(Expr expr) {
    try (RangeSource source = planner.range(expr, null)) {
      source.prepare();
      List<SampleSeries> series = new ArrayList<>();
      RangeWindows windows = source.windows();
      for (int i = 0; i < source.size(); i++) {
        source.read(i, windows);
        SampleSeries result =
            Results.range(
                source.labels(i).resulting(), windows, evaluation.annotations(), expr.span());
        if (result.size() > 0) {
          evaluation.budget().hold(StepColumn.bytes(result.size()));
          source.letGo();
          held.add(windows.hasHistograms() ? HeldSamples.of(result) : result.size());
          series.add(result);
        }
      }
      series.sort(Comparator.comparing(SampleSeries::labels));
      return new QueryValue.Matrix(series);
    }
  }

  /** Tells whether a query over a range can result in this type. */
  public static boolean fitsRange(ValueType type) {
    return type == ValueType.SCALAR || type == ValueType.VECTOR;
  }
}
