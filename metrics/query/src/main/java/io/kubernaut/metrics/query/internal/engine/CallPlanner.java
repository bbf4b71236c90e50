package io.kubernaut.metrics.query.internal.engine;

import io.kubernaut.metrics.query.internal.histogram.HistogramStatistics;
import io.kubernaut.metrics.query.syntax.Expr;
import io.kubernaut.metrics.query.syntax.Modifiers;
import io.kubernaut.metrics.query.syntax.Span;
import io.kubernaut.metrics.query.syntax.ValueType;
import io.kubernaut.metrics.store.LabelMatcher;
import io.kubernaut.metrics.store.NativeHistogram;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;

/** Makes nodes of calls. */
final class CallPlanner {

  private static final Set<String> ANCHORED =
      Set.of("resets", "changes", "rate", "increase", "delta");
  private static final Set<String> SMOOTHED = Set.of("rate", "increase", "delta");

  private final Planner planner;

  CallPlanner(Planner planner) {
    this.planner = planner;
  }

  private Evaluation evaluation() {
    return planner.evaluation();
  }

  /** Returns the text of an argument that is one. */
  static String text(Expr argument) {
    return ((Expr.StringLiteral) argument.unwrapped()).value();
  }

  private static List<String> texts(List<Expr> arguments) {
    return arguments.stream().map(CallPlanner::text).collect(Collectors.toList());
  }

  private static Expr argument(Expr.Call call, int index) {
    return call.arguments().get(index).unwrapped();
  }

  private VectorNode vector(Expr.Call call, int index) {
    return planner.vector(argument(call, index));
  }

  private ScalarNode scalar(Expr.Call call, int index) {
    return planner.scalar(argument(call, index));
  }

  ScalarNode scalar(Expr.Call call) {
    StepGrid whole = evaluation().grid();
    StepGrid grid = planner.grid();
    boolean range = !evaluation().isInstant() && whole.start() != whole.end();
    return switch (call.function().name()) {
      case "time" -> ScalarNode.time(grid);
      case "pi" -> ScalarNode.constant(grid, Math.PI);
      case "start" -> ScalarNode.constant(grid, whole.start() / 1e3);
      case "end" -> ScalarNode.constant(grid, whole.end() / 1e3);
      case "range" -> ScalarNode.constant(grid, evaluation().range() / 1e3);
      case "step" -> ScalarNode.constant(grid, range ? evaluation().step() / 1e3 : 0);
      case "min_of" -> ScalarNodes.chosen(false, scalar(call, 0), scalar(call, 1));
      case "max_of" -> ScalarNodes.chosen(true, scalar(call, 0), scalar(call, 1));
      case "scalar" -> ScalarNodes.ofVector(vector(call, 0), evaluation().budget());
      default -> throw unknown(call);
    };
  }

  private static IllegalStateException unknown(Expr.Call call) {
    return new IllegalStateException(
        "Function " + call.function().name() + " has a signature and no meaning.");
  }

  VectorNode vector(Expr.Call call) {
    String name = call.function().name();
    DoubleUnaryOperator ofNumber = MathFunctions.ofNumber(name);
    if (ofNumber != null) {
      return MappedNode.ofFloats(vector(call, 0), ofNumber);
    }
    DoubleUnaryOperator ofTime = MathFunctions.ofTime(name);
    if (ofTime != null) {
      return ofDate(call, ofTime);
    }
    RangeFunction ofRange = RangeFunctions.of(name);
    return ofRange != null ? ofRange(call, ofRange) : named(call);
  }

  private VectorNode ofDate(Expr.Call call, DoubleUnaryOperator function) {
    VectorNode of =
        call.arguments().isEmpty()
            ? new ConstantVector(planner.grid(), ScalarNode.time(planner.grid()))
            : vector(call, 0);
    return MappedNode.ofFloats(of, function);
  }

  private VectorNode named(Expr.Call call) {
    StepGrid grid = planner.grid();
    return switch (call.function().name()) {
      case "vector" -> new ConstantVector(grid, scalar(call, 0));
      case "clamp" -> NumberedNode.clamp(vector(call, 0), scalar(call, 1), scalar(call, 2));
      case "clamp_min" ->
          NumberedNode.clamp(
              vector(call, 0),
              scalar(call, 1),
              ScalarNode.constant(grid, Double.POSITIVE_INFINITY));
      case "clamp_max" ->
          NumberedNode.clamp(
              vector(call, 0),
              ScalarNode.constant(grid, Double.NEGATIVE_INFINITY),
              scalar(call, 1));
      case "round" -> NumberedNode.round(vector(call, 0), nearest(call));
      case "timestamp" -> times(call, SelectorNode.Wanted.TIME);
      case "start_timestamp" -> times(call, SelectorNode.Wanted.START);
      case "absent" -> new AbsentNode(vector(call, 0), argument(call, 0), evaluation().budget());
      case "label_replace" -> labelReplace(call);
      case "label_join" -> labelJoin(call);
      case "info" -> info(call);
      default -> sorted(call);
    };
  }

  private ScalarNode nearest(Expr.Call call) {
    return call.arguments().size() > 1 ? scalar(call, 1) : ScalarNode.constant(planner.grid(), 1);
  }

  /** The time of a sample itself is known only of a selector; of anything else, the step's. */
  private VectorNode times(Expr.Call call, SelectorNode.Wanted wanted) {
    Expr argument = argument(call, 0);
    if (argument instanceof Expr.VectorSelector selector
        && selector.modifiers().extension() != Modifiers.Extension.SMOOTHED) {
      SelectorPlan plan = SelectorPlan.of(selector, planner.clock(selector.modifiers()));
      return new SelectorNode(evaluation(), plan, wanted);
    }
    return wanted == SelectorNode.Wanted.START
        ? new EmptyNode(planner.grid())
        : MappedNode.ofTimes(planner.vector(argument));
  }

  private VectorNode labelReplace(Expr.Call call) {
    String target = text(argument(call, 1));
    return planner.merged(
        new RelabelledNode(
            vector(call, 0),
            target.equals(io.kubernaut.metrics.store.Labels.NAME),
            Relabelling.replace(
                target,
                text(argument(call, 2)),
                text(argument(call, 3)),
                text(argument(call, 4)))));
  }

  private VectorNode labelJoin(Expr.Call call) {
    String target = text(argument(call, 1));
    List<Expr> sources = call.arguments().subList(3, call.arguments().size());
    return planner.merged(
        new RelabelledNode(
            vector(call, 0),
            target.equals(io.kubernaut.metrics.store.Labels.NAME),
            Relabelling.join(target, text(argument(call, 2)), texts(sources))));
  }

  private VectorNode info(Expr.Call call) {
    List<LabelMatcher> matchers =
        call.arguments().size() > 1
            ? ((Expr.VectorSelector) argument(call, 1)).matchers()
            : List.of();
    Clock clock = new Clock(planner.grid(), false, 0, 0);
    return new InfoNode(
        vector(call, 0),
        matchers,
        wanted -> {
          SelectorPlan plan =
              new SelectorPlan(wanted, clock, Modifiers.Extension.NONE, call.span());
          return new InfoNode.InfoSource.Pair(
              new SelectorNode(evaluation(), plan, SelectorNode.Wanted.VALUE),
              new SelectorNode(evaluation(), plan, SelectorNode.Wanted.TIME));
        },
        evaluation().budget());
  }

  private VectorNode sorted(Expr.Call call) {
    return switch (call.function().name()) {
      case "sort" -> sorted(call, SortNode.byValue(false));
      case "sort_desc" -> sorted(call, SortNode.byValue(true));
      case "sort_by_label" -> sorted(call, SortNode.byLabels(sortLabels(call), false));
      case "sort_by_label_desc" -> sorted(call, SortNode.byLabels(sortLabels(call), true));
      default -> histogram(call);
    };
  }

  private static List<String> sortLabels(Expr.Call call) {
    return texts(call.arguments().subList(1, call.arguments().size()));
  }

  private VectorNode sorted(Expr.Call call, SortNode.Order order) {
    return new SortNode(
        vector(call, 0), order, call.span(), evaluation().annotations(), !evaluation().isInstant());
  }

  private VectorNode histogram(Expr.Call call) {
    return switch (call.function().name()) {
      case "histogram_count" -> MappedNode.ofHistograms(vector(call, 0), NativeHistogram::count);
      case "histogram_sum" -> MappedNode.ofHistograms(vector(call, 0), NativeHistogram::sum);
      case "histogram_avg" ->
          MappedNode.ofHistograms(
              vector(call, 0), histogram -> histogram.sum() / histogram.count());
      case "histogram_stdvar" ->
          MappedNode.ofHistograms(vector(call, 0), HistogramStatistics::variance);
      case "histogram_stddev" ->
          MappedNode.ofHistograms(
              vector(call, 0), histogram -> Math.sqrt(HistogramStatistics.variance(histogram)));
      case "histogram_quantile" -> quantile(call);
      case "histogram_fraction" -> fraction(call);
      case "histogram_quantiles" -> quantiles(call);
      default -> throw unknown(call);
    };
  }

  private VectorNode quantile(Expr.Call call) {
    Span level = argument(call, 0).span();
    Span histograms = argument(call, 1).span();
    return planner.merged(
        new HistogramNode(
            vector(call, 1),
            histograms,
            evaluation(),
            HistogramNode.quantile(0, level, level, evaluation().annotations()),
            scalar(call, 0)));
  }

  private VectorNode fraction(Expr.Call call) {
    return planner.merged(
        new HistogramNode(
            vector(call, 2),
            argument(call, 2).span(),
            evaluation(),
            HistogramNode.fraction(argument(call, 0).span(), evaluation().annotations()),
            scalar(call, 0),
            scalar(call, 1)));
  }

  private VectorNode quantiles(Expr.Call call) {
    Span histograms = argument(call, 0).span();
    List<VectorNode> nodes = new ArrayList<>();
    List<ScalarNode> levels = new ArrayList<>();
    for (int i = 2; i < call.arguments().size(); i++) {
      nodes.add(
          new HistogramNode(
              vector(call, 0),
              histograms,
              evaluation(),
              HistogramNode.quantile(
                  0, argument(call, i).span(), histograms, evaluation().annotations()),
              scalar(call, i)));
      levels.add(scalar(call, i));
    }
    return planner.merged(
        new QuantilesNode(planner.grid(), nodes, levels, text(argument(call, 1))));
  }

  private VectorNode ofRange(Expr.Call call, RangeFunction function) {
    String name = call.function().name();
    int at = 0;
    List<ScalarNode> numbers = new ArrayList<>();
    for (int i = 0; i < call.arguments().size(); i++) {
      if (argument(call, i).type() == ValueType.MATRIX) {
        at = i;
      } else {
        numbers.add(scalar(call, i));
      }
    }
    Expr range = argument(call, at);
    checkExtension(name, range);
    RangeFunctionNode node =
        new RangeFunctionNode(
            planner.grid(),
            planner.range(range, RangeFunctions.reading(name)),
            function,
            RangeFunctions.keepsName(name),
            // A wrong quantile is told at the first argument, everything else at the range.
            argument(call, name.equals("quantile_over_time") ? 0 : at).span(),
            numbers,
            evaluation().annotations());
    return name.equals("absent_over_time")
        ? new AbsentNode(node, range, evaluation().budget())
        : node;
  }

  private static void checkExtension(String name, Expr range) {
    if (!(range instanceof Expr.MatrixSelector matrix)) {
      return;
    }
    switch (matrix.selector().modifiers().extension()) {
      case ANCHORED -> requireOneOf(ANCHORED, "anchored", name);
      case SMOOTHED -> requireOneOf(SMOOTHED, "smoothed", name);
      case NONE -> {}
    }
  }

  private static void requireOneOf(Set<String> allowed, String modifier, String name) {
    if (!allowed.contains(name)) {
      throw Evaluation.error(
          "%s modifier can only be used with: %s - not with %s"
              .formatted(
                  modifier, allowed.stream().sorted().collect(Collectors.joining(", ")), name));
    }
  }
}
