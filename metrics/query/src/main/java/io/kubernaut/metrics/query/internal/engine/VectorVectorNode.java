package io.kubernaut.metrics.query.internal.engine;

import io.kubernaut.metrics.query.syntax.BinaryOperator;
import io.kubernaut.metrics.query.syntax.Expr;
import io.kubernaut.metrics.query.syntax.Matching;
import io.kubernaut.metrics.store.Labels;
import io.kubernaut.metrics.store.NativeHistogram;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An operator between the series of two sides.
 *
 * <p>Partners are found by labels, before any sample is read. Nearly always a group of partners has
 * one series on the side that may have one only; then each result is computed from two columns that
 * are read for it. Only where several series share that side (one ends where another begins), or
 * where missing partners are filled in, a whole group is computed at once: which of them are there
 * may change from step to step, and two at the same step are an error.
 */
final class VectorVectorNode extends VectorNode {

  private static final int NOBODY = -1;

  private final VectorNode left;
  private final VectorNode right;
  private final VectorNode many;
  private final VectorNode one;
  private final boolean swapped;
  private final boolean oneToOne;
  private final @Nullable Double fillMany;
  private final @Nullable Double fillOne;
  private final Expr.Binary expr;
  private final Budget budget;
  private final ElementOperation operation;
  private final Signatures signatures;
  private final PairLabels pairLabels;

  private final List<Pair> pairs = new ArrayList<>();
  private final StepColumn manyColumn;
  private final StepColumn oneColumn;
  private int oneLoaded = NOBODY;
  private @Nullable Group computedGroup;
  private final Map<Pair, StepColumn> computed = new HashMap<>();
  private final HeldSamples samples;
  private final HeldSamples both;
  private long held;

  /** The series that belong together. */
  private static final class Group {
    final List<Integer> many = new ArrayList<>(1);
    final List<Integer> one = new ArrayList<>(1);
    final List<Pair> pairs = new ArrayList<>(1);
    boolean ambiguous;
  }

  /** A result: who with whom, either of which may be filled in. */
  private record Pair(Group group, int many, int one, SeriesLabels labels) {

    @Override
    public boolean equals(@Nullable Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }
  }

  VectorVectorNode(VectorNode left, VectorNode right, Expr.Binary expr, Evaluation evaluation) {
    super(left.grid());
    Matching matching = expr.matching();
    this.left = left;
    this.right = right;
    this.expr = expr;
    this.swapped = matching.cardinality() == Matching.Cardinality.ONE_TO_MANY;
    this.oneToOne = matching.cardinality() == Matching.Cardinality.ONE_TO_ONE;
    this.many = swapped ? right : left;
    this.one = swapped ? left : right;
    this.fillMany = swapped ? matching.fillRight() : matching.fillLeft();
    this.fillOne = swapped ? matching.fillLeft() : matching.fillRight();
    this.budget = evaluation.budget();
    this.samples = new HeldSamples(budget);
    this.both = new HeldSamples(budget);
    this.operation = new ElementOperation(expr.operator(), expr.span(), evaluation.annotations());
    this.signatures = new Signatures(matching);
    this.pairLabels = new PairLabels(expr);
    this.manyColumn = new StepColumn(steps());
    this.oneColumn = new StepColumn(steps());
  }

  @Override
  void prepare() {
    left.prepare();
    right.prepare();
    Map<Labels, Group> groups = new LinkedHashMap<>();
    for (int i = 0; i < many.size(); i++) {
      groupOf(groups, many.labels(i)).many.add(i);
    }
    for (int i = 0; i < one.size(); i++) {
      groupOf(groups, one.labels(i)).one.add(i);
    }
    for (Group group : groups.values()) {
      budget.check();
      pair(group);
      if (group.pairs.isEmpty() && group.one.size() > 1) {
        new OneSide(group.one);
      }
    }
  }

  private Group groupOf(Map<Labels, Group> groups, SeriesLabels series) {
    return groups.computeIfAbsent(signatures.of(series.labels()), ignored -> new Group());
  }

  private void pair(Group group) {
    if (oneToOne) {
      pairOneToOne(group);
    } else {
      pairManyToOne(group);
    }
    pairs.addAll(group.pairs);
  }

  private void pairOneToOne(Group group) {
    if (!group.one.isEmpty() || fillOne != null) {
      for (int m : group.many) {
        add(group, m, NOBODY, pairLabels.of(many.labels(m), Labels.none()));
      }
    }
    if (fillMany != null) {
      for (int o : group.one) {
        add(group, NOBODY, o, pairLabels.of(missing(o), Labels.none()));
      }
    }
  }

  private void pairManyToOne(Group group) {
    for (int m : group.many) {
      for (int o : group.one) {
        add(group, m, o, pairLabels.of(many.labels(m), one.labels(o).labels()));
      }
      if (fillOne != null) {
        Labels partner = signatures.ofMissing(many.labels(m).labels());
        add(group, m, NOBODY, pairLabels.of(many.labels(m), partner));
      }
    }
    if (fillMany != null) {
      for (int o : group.one) {
        add(group, NOBODY, o, pairLabels.of(missing(o), one.labels(o).labels()));
      }
    }
    Set<Labels> distinct = new HashSet<>();
    for (Pair pair : group.pairs) {
      group.ambiguous |= !distinct.add(pair.labels.labels());
    }
  }

  private SeriesLabels missing(int partner) {
    return new SeriesLabels(signatures.ofMissing(one.labels(partner).labels()), false);
  }

  private static void add(Group group, int many, int one, SeriesLabels labels) {
    group.pairs.add(new Pair(group, many, one, labels));
  }

  @Override
  int size() {
    return pairs.size();
  }

  @Override
  SeriesLabels labels(int index) {
    return pairs.get(index).labels;
  }

  @Override
  void read(int index, StepColumn into) {
    Pair pair = pairs.get(index);
    into.clear();
    if (isDirect(pair.group)) {
      loadOne(pair.group.one.get(0));
      many.read(pair.many, manyColumn);
      both.set(HeldSamples.of(oneColumn) + HeldSamples.of(manyColumn));
      combine(into);
      return;
    }
    if (computedGroup != pair.group) {
      compute(pair.group);
    }
    StepColumn result = computed.get(pair);
    if (result != null) {
      into.copyFrom(result);
    }
  }

  private boolean isDirect(Group group) {
    boolean plain = fillMany == null && fillOne == null && group.one.size() == 1;
    return plain && !group.ambiguous && (!oneToOne || group.many.size() == 1);
  }

  private void loadOne(int index) {
    if (oneLoaded != index) {
      one.read(index, oneColumn);
      oneLoaded = index;
    }
  }

  private void combine(StepColumn into) {
    if (manyColumn.isFullOfFloats()
        && oneColumn.isFullOfFloats()
        && expr.operator().kind() == BinaryOperator.Kind.ARITHMETIC) {
      double[] a = swapped ? oneColumn.values() : manyColumn.values();
      double[] b = swapped ? manyColumn.values() : oneColumn.values();
      FloatOperation.arithmetic(expr.operator(), a, b, into.values(), steps());
      into.setAll();
      return;
    }
    for (int step = 0; step < steps(); step++) {
      if (manyColumn.has(step) && oneColumn.has(step)) {
        apply(
            step,
            manyColumn.value(step),
            manyColumn.histogram(step),
            oneColumn.value(step),
            oneColumn.histogram(step),
            into);
      }
    }
  }

  private void apply(
      int step,
      double manyValue,
      @Nullable NativeHistogram manyHistogram,
      double oneValue,
      @Nullable NativeHistogram oneHistogram,
      StepColumn into) {
    boolean fits =
        swapped
            ? operation.apply(oneValue, oneHistogram, manyValue, manyHistogram)
            : operation.apply(manyValue, manyHistogram, oneValue, oneHistogram);
    if (!fits) {
      return;
    }
    NativeHistogram histogram = operation.histogram();
    if (expr.bool()) {
      into.set(step, operation.kept() ? 1 : 0);
    } else if (operation.kept() && histogram != null) {
      into.set(step, histogram);
    } else if (operation.kept()) {
      into.set(step, operation.value());
    }
  }

  /** The side that may have one series only, put together from those that are there in turn. */
  private final class OneSide {

    final StepColumn column = new StepColumn(steps());
    final int[] which = new int[steps()];

    OneSide(List<Integer> series) {
      java.util.Arrays.fill(which, NOBODY);
      StepColumn next = new StepColumn(steps());
      for (int o : series) {
        one.read(o, next);
        for (int step = 0; step < steps(); step++) {
          if (next.has(step)) {
            take(o, step, next);
          }
        }
      }
    }

    private void take(int o, int step, StepColumn next) {
      if (which[step] == NOBODY) {
        column.copy(next, step);
        which[step] = o;
      } else if (anyMany(step)) {
        throw duplicates(o, which[step]);
      }
    }
  }

  private boolean anyMany(int step) {
    StepColumn column = new StepColumn(steps());
    for (int m = 0; m < many.size(); m++) {
      many.read(m, column);
      if (column.has(step)) {
        return true;
      }
    }
    return false;
  }

  private RuntimeException duplicates(int second, int first) {
    Labels labels = one.labels(second).labels();
    return Evaluation.error(
        ("found duplicate series for the match group %s on the %s hand-side of the operation:"
                + " [%s, %s];many-to-many matching not allowed: matching labels must be unique on"
                + " one side")
            .formatted(
                signatures.ofMissing(labels),
                swapped ? "left" : "right",
                labels,
                one.labels(first).labels()));
  }

  private void compute(Group group) {
    budget.release(held);
    samples.release();
    computed.clear();
    held = (group.pairs.size() + 2) * StepColumn.bytes(steps());
    budget.hold(held);
    computedGroup = group;
    OneSide oneSide = new OneSide(group.one);
    samples.add(HeldSamples.of(oneSide.column));
    Map<Long, Pair> byPartners = new HashMap<>();
    for (Pair pair : group.pairs) {
      computed.put(pair, new StepColumn(steps()));
      byPartners.put(key(pair.many, pair.one), pair);
    }
    Matched matched = new Matched();
    for (int m : group.many) {
      many.read(m, manyColumn);
      for (int step = 0; step < steps(); step++) {
        if (manyColumn.has(step)) {
          meet(m, step, oneSide, byPartners, matched);
        }
      }
    }
    if (fillMany != null) {
      fillMany(fillMany, oneSide, byPartners, matched);
    }
    computed.values().forEach(column -> samples.add(HeldSamples.of(column)));
  }

  private static long key(int many, int one) {
    return ((long) many << 32) | (one & 0xffffffffL);
  }

  private Pair partners(Map<Long, Pair> byPartners, int many, int one) {
    // With one series on each side the labels do not depend on the partner.
    Pair pair = byPartners.get(key(many, oneToOne && many != NOBODY ? NOBODY : one));
    if (pair == null) {
      throw new IllegalStateException("Series " + many + " and " + one + " are no partners.");
    }
    return pair;
  }

  private void meet(int m, int step, OneSide oneSide, Map<Long, Pair> byPartners, Matched matched) {
    int o = oneSide.which[step];
    if (o == NOBODY && fillOne == null) {
      return;
    }
    Pair pair = partners(byPartners, m, o);
    matched.note(step, pair.labels.labels());
    apply(
        step,
        manyColumn.value(step),
        manyColumn.histogram(step),
        o == NOBODY && fillOne != null ? fillOne : oneSide.column.value(step),
        o == NOBODY ? null : oneSide.column.histogram(step),
        columnOf(pair));
  }

  private StepColumn columnOf(Pair pair) {
    return computed.computeIfAbsent(pair, ignored -> new StepColumn(steps()));
  }

  private void fillMany(double fill, OneSide oneSide, Map<Long, Pair> byPartners, Matched matched) {
    for (int step = 0; step < steps(); step++) {
      int o = oneSide.which[step];
      if (o != NOBODY && !matched.any(step)) {
        apply(
            step,
            fill,
            null,
            oneSide.column.value(step),
            oneSide.column.histogram(step),
            columnOf(partners(byPartners, NOBODY, o)));
      }
    }
  }

  /** What has found its partner already, at each step. */
  private final class Matched {

    private final boolean[] any = new boolean[steps()];
    private final Map<Labels, boolean[]> byLabels = new HashMap<>();

    boolean any(int step) {
      return any[step];
    }

    void note(int step, Labels labels) {
      if (oneToOne && any[step]) {
        throw Evaluation.error(
            "multiple matches for labels: many-to-one matching must be explicit"
                + " (group_left/group_right)");
      }
      any[step] = true;
      if (!oneToOne) {
        boolean[] seen = byLabels.computeIfAbsent(labels, ignored -> new boolean[steps()]);
        if (seen[step]) {
          throw Evaluation.error(
              "multiple matches for labels: grouping labels must ensure unique matches");
        }
        seen[step] = true;
      }
    }
  }

  @Override
  public void close() {
    left.close();
    right.close();
    budget.release(held);
    samples.release();
    both.release();
    held = 0;
    computed.clear();
  }
}
