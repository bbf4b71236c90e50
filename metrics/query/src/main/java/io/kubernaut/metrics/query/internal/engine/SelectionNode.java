package io.kubernaut.metrics.query.internal.engine;

import io.kubernaut.metrics.query.internal.text.GoNumbers;
import io.kubernaut.metrics.query.syntax.Expr;
import io.kubernaut.metrics.query.syntax.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * {@code topk}, {@code bottomk}, {@code limitk} and {@code limit_ratio}: some of the input's
 * series, as they are. Which ones is decided anew at each step, so everything is evaluated before
 * the first series is known.
 */
final class SelectionNode extends VectorNode {

  private final VectorNode child;
  private final Expr.Aggregation aggregation;
  private final ScalarNode parameter;
  private final Evaluation evaluation;
  private final Groups groups;
  private final List<Chosen> chosen = new ArrayList<>();
  private final HeldSamples samples;
  private long held;

  /**
   * A series that was chosen at some steps.
   *
   * @param labels its identity
   * @param column its samples at those steps
   */
  private record Chosen(SeriesLabels labels, StepColumn column) {}

  SelectionNode(
      VectorNode child, Expr.Aggregation aggregation, ScalarNode parameter, Evaluation evaluation) {
    super(child.grid());
    this.child = child;
    this.aggregation = aggregation;
    this.parameter = parameter;
    this.evaluation = evaluation;
    this.groups = new Groups(aggregation);
    this.samples = new HeldSamples(evaluation.budget());
  }

  @Override
  void prepare() {
    double[] wanted = parameter.values();
    child.prepare();
    groups.assign(child, evaluation.budget());
    switch (aggregation.aggregator()) {
      case TOPK -> choose(new Best(numbers(wanted), true));
      case BOTTOMK -> choose(new Best(numbers(wanted), false));
      case LIMITK -> choose(new First(numbers(wanted)));
      default -> choose(new Share(ratios(wanted)));
    }
  }

  /** Returns how many series to choose at each step. */
  private int[] numbers(double[] wanted) {
    int[] numbers = new int[wanted.length];
    boolean any = false;
    for (double value : wanted) {
      any |= value >= 1;
    }
    for (int i = 0; any && i < wanted.length; i++) {
      if (Double.isNaN(wanted[i])) {
        throw Evaluation.error("Parameter value is NaN");
      }
      if (wanted[i] <= Long.MIN_VALUE) {
        throw Evaluation.error(
            "Scalar value %s underflows int64".formatted(GoNumbers.general(wanted[i])));
      }
      if (wanted[i] >= Long.MAX_VALUE) {
        throw Evaluation.error(
            "Scalar value %s overflows int64".formatted(GoNumbers.general(wanted[i])));
      }
      numbers[i] = (int) Math.max(0, Math.min(wanted[i], child.size()));
    }
    return numbers;
  }

  private double[] ratios(double[] wanted) {
    double least = 0;
    double most = 0;
    for (double ratio : wanted) {
      if (Double.isNaN(ratio)) {
        throw Evaluation.error("Ratio value is NaN");
      }
      least = Math.min(least, ratio);
      most = Math.max(most, ratio);
    }
    Span span = Objects.requireNonNull(aggregation.parameter()).unwrapped().span();
    if (most > 1) {
      evaluation.annotations().warn(span, Notes.badRatio(most, 1));
    }
    if (least < -1) {
      evaluation.annotations().warn(span, Notes.badRatio(least, -1));
    }
    return wanted;
  }

  /** Decides which samples stay. */
  private interface Choice {

    void offer(int series, int group, StepColumn column);

    /** Tells what was chosen, if it takes all series to know. */
    void finish();
  }

  private void choose(Choice choice) {
    StepColumn column = new StepColumn(steps());
    for (int i = 0; i < child.size(); i++) {
      evaluation.budget().check();
      child.read(i, column);
      if (!column.isEmpty()) {
        choice.offer(i, groups.groupOf(i), column);
      }
    }
    choice.finish();
    chosen.forEach(series -> samples.add(HeldSamples.of(series.column())));
  }

  private StepColumn add(int series) {
    long bytes = StepColumn.bytes(steps());
    evaluation.budget().hold(bytes);
    held += bytes;
    StepColumn column = new StepColumn(steps());
    chosen.add(new Chosen(child.labels(series), column));
    return column;
  }

  /** The first ones of each group. */
  private final class First implements Choice {

    private final int[] numbers;
    private final int[][] taken = new int[groups.size()][];

    First(int[] numbers) {
      this.numbers = numbers;
    }

    @Override
    public void offer(int series, int group, StepColumn column) {
      if (taken[group] == null) {
        taken[group] = new int[numbers.length];
      }
      StepColumn result = null;
      for (int step = 0; step < numbers.length; step++) {
        if (column.has(step) && taken[group][step] < numbers[step]) {
          taken[group][step]++;
          result = result == null ? add(series) : result;
          result.copy(column, step);
        }
      }
    }

    @Override
    public void finish() {}
  }

  /** Those whose hash falls into a share of all hashes, whatever else there is. */
  private final class Share implements Choice {

    private final double[] ratios;

    Share(double[] ratios) {
      this.ratios = ratios;
    }

    @Override
    public void offer(int series, int group, StepColumn column) {
      double place = LabelHash.share(child.labels(series).labels());
      StepColumn result = null;
      for (int step = 0; step < ratios.length; step++) {
        double ratio = Math.max(-1, Math.min(1, ratios[step]));
        boolean inside = ratio >= 0 ? place < ratio : place >= 1 + ratio;
        if (inside && ratio != 0 && column.has(step)) {
          result = result == null ? add(series) : result;
          result.copy(column, step);
        }
      }
    }

    @Override
    public void finish() {}
  }

  /** The greatest or the least of each group, in heaps whose top is the next to go. */
  private final class Best implements Choice {

    private final int[] numbers;
    private final TopHeap[][] heaps = new TopHeap[groups.size()][];
    private final boolean greatest;

    Best(int[] numbers, boolean greatest) {
      this.numbers = numbers;
      this.greatest = greatest;
    }

    @Override
    public void offer(int series, int group, StepColumn column) {
      if (heaps[group] == null) {
        heaps[group] = new TopHeap[numbers.length];
      }
      for (int step = 0; step < numbers.length; step++) {
        if (numbers[step] < 1 || !column.has(step)) {
          continue;
        }
        if (column.histogram(step) != null) {
          evaluation
              .annotations()
              .info(
                  aggregation.span(),
                  Notes.ignoredInAggregation(aggregation.aggregator().symbol()));
          continue;
        }
        TopHeap heap = heaps[group][step];
        if (heap == null) {
          heap = new TopHeap(greatest);
          heaps[group][step] = heap;
        }
        heap.offer(column.value(step), series, numbers[step]);
      }
    }

    @Override
    public void finish() {
      StepColumn[] results = new StepColumn[child.size()];
      for (TopHeap[] ofGroup : heaps) {
        for (int step = 0; ofGroup != null && step < numbers.length; step++) {
          if (ofGroup[step] != null) {
            take(ofGroup[step], step, results);
          }
        }
      }
    }

    private void take(TopHeap heap, int step, StepColumn[] results) {
      heap.sort();
      for (int i = 0; i < heap.size(); i++) {
        int series = heap.series(i);
        if (results[series] == null) {
          results[series] = add(series);
        }
        results[series].set(step, heap.value(i));
      }
    }
  }

  @Override
  int size() {
    return chosen.size();
  }

  @Override
  SeriesLabels labels(int index) {
    return chosen.get(index).labels();
  }

  @Override
  void read(int index, StepColumn into) {
    into.copyFrom(chosen.get(index).column());
  }

  @Override
  public void close() {
    child.close();
    parameter.close();
    evaluation.budget().release(held);
    samples.release();
    held = 0;
    chosen.clear();
  }
}
