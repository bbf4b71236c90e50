package io.kubernaut.metrics.query.internal.engine;

import io.kubernaut.metrics.query.syntax.Aggregator;
import io.kubernaut.metrics.query.syntax.Expr;
import io.kubernaut.metrics.query.syntax.Span;
import org.jspecify.annotations.Nullable;

/**
 * An aggregation that makes one series of each group. Series are folded into their groups at once.
 */
final class AggregationNode extends VectorNode {

  private final VectorNode child;
  private final Expr.Aggregation aggregation;
  private final @Nullable ScalarNode parameter;
  private final Evaluation evaluation;
  private final Budget budget;
  private final HeldSamples samples;
  private final Groups groups;
  private double[] numbers = new double[0];
  private long held;
  private StepColumn @Nullable [] results;

  AggregationNode(
      VectorNode child,
      Expr.Aggregation aggregation,
      @Nullable ScalarNode parameter,
      Evaluation evaluation) {
    super(child.grid());
    this.child = child;
    this.aggregation = aggregation;
    this.parameter = parameter;
    this.evaluation = evaluation;
    this.budget = evaluation.budget();
    this.samples = new HeldSamples(budget);
    this.groups = new Groups(aggregation);
  }

  @Override
  void prepare() {
    if (parameter != null) {
      numbers = parameter.values();
      checkQuantiles();
    }
    child.prepare();
    groups.assign(child, budget);
  }

  private void checkQuantiles() {
    Expr written = aggregation.parameter();
    for (double number : numbers) {
      if (Quantile.isInvalid(number) && written != null) {
        evaluation.annotations().warn(written.unwrapped().span(), Notes.badQuantile(number));
      }
    }
  }

  @Override
  int size() {
    return groups.size();
  }

  @Override
  SeriesLabels labels(int index) {
    return groups.labels(index);
  }

  @Override
  void read(int index, StepColumn into) {
    StepColumn[] computed = results;
    if (computed == null) {
      computed = compute();
      results = computed;
    }
    into.copyFrom(computed[index]);
  }

  private StepColumn[] compute() {
    held = groups.size() * (Accumulator.bytes(steps()) + StepColumn.bytes(steps()));
    budget.hold(held);
    samples.set((long) groups.size() * steps()); // one that grows, at each step of each group
    Accumulator[] gathered = new Accumulator[groups.size()];
    for (int i = 0; i < gathered.length; i++) {
      gathered[i] = accumulator();
    }
    StepColumn column = new StepColumn(steps());
    for (int i = 0; i < child.size(); i++) {
      budget.check();
      child.read(i, column);
      if (!column.isEmpty()) {
        gathered[groups.groupOf(i)].add(column, child.labels(i).labels().metricName());
      }
    }
    StepColumn[] columns = new StepColumn[gathered.length];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = new StepColumn(steps());
      gathered[i].finish(columns[i]);
    }
    return columns;
  }

  private Accumulator accumulator() {
    Aggregator aggregator = aggregation.aggregator();
    Annotations annotations = evaluation.annotations();
    Span span = aggregation.inner().unwrapped().span();
    int steps = steps();
    return switch (aggregator) {
      case SUM -> new SumAccumulator(steps, false, annotations, span);
      case AVG -> new SumAccumulator(steps, true, annotations, span);
      case MIN -> SimpleAccumulators.extreme(steps, false, annotations, span);
      case MAX -> SimpleAccumulators.extreme(steps, true, annotations, span);
      case COUNT -> SimpleAccumulators.count(steps, false);
      case GROUP -> SimpleAccumulators.count(steps, true);
      case STDDEV -> SimpleAccumulators.variance(steps, true, annotations, span);
      case STDVAR -> SimpleAccumulators.variance(steps, false, annotations, span);
      case QUANTILE -> SimpleAccumulators.quantile(steps, numbers, budget, annotations, span);
      default -> throw new IllegalStateException(aggregator + " is not a plain aggregation.");
    };
  }

  @Override
  public void close() {
    child.close();
    if (parameter != null) {
      parameter.close();
    }
    budget.release(held);
    samples.release();
    held = 0;
    results = null;
  }
}
