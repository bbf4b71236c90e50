package io.kubernaut.metrics.query.internal.engine;

import io.kubernaut.metrics.query.internal.histogram.HistogramStatistics;
import io.kubernaut.metrics.query.syntax.Span;
import io.kubernaut.metrics.store.Labels;
import io.kubernaut.metrics.store.NativeHistogram;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Quantiles and fractions of histograms: of native ones, and of classic ones, whose buckets are
 * series with a label {@code le}. Where both are there for the same labels at the same step,
 * neither counts.
 */
final class HistogramNode extends VectorNode {

  /** The label of a classic bucket's upper bound. */
  static final String LE = "le";

  /** What is computed of a histogram. */
  interface Statistic {

    /** Says at each step what is wrong with the numbers it works with. */
    void check(int step);

    double ofNative(NativeHistogram histogram, int step, String metric);

    double ofClassic(ClassicBuckets buckets, int step, long time);
  }

  private final VectorNode child;
  private final Span span;
  private final Budget budget;
  private final HeldSamples samples;
  private final Annotations annotations;
  private final ScalarNode[] arguments;
  private final StatisticFactory factory;
  private @Nullable Statistic statistic;
  private final List<Source> sources = new ArrayList<>();
  private StepColumn @Nullable [] columns;
  private final StepColumn own;

  /** Makes the statistic when the numbers are known. */
  interface StatisticFactory {
    Statistic create(double[][] numbers);
  }

  /**
   * The series that make up one histogram: its buckets, and one that may hold native histograms.
   */
  private static final class Source {
    final Labels labels;
    int whole = -1;
    final List<Bucket> buckets = new ArrayList<>();

    Source(Labels labels) {
      this.labels = labels;
    }
  }

  private record Bucket(double bound, int series) {}

  HistogramNode(
      VectorNode child,
      Span span,
      Evaluation evaluation,
      StatisticFactory factory,
      ScalarNode... arguments) {
    super(child.grid());
    this.child = child;
    this.span = span;
    this.budget = evaluation.budget();
    this.samples = new HeldSamples(budget);
    this.annotations = evaluation.annotations();
    this.factory = factory;
    this.arguments = arguments;
    this.own = new StepColumn(steps());
  }

  @Override
  void prepare() {
    double[][] numbers = new double[arguments.length][];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = arguments[i].values();
    }
    Statistic created = factory.create(numbers);
    statistic = created;
    child.prepare();
    gather();
    for (int step = 0; step < steps(); step++) {
      created.check(step);
    }
  }

  private void gather() {
    Map<Labels, Source> byLabels = new LinkedHashMap<>();
    for (int i = 0; i < child.size(); i++) {
      if ((i & 1023) == 0) {
        budget.check();
      }
      Labels labels = child.labels(i).labels();
      Double bound = bound(labels.get(LE));
      if (bound == null) {
        source(byLabels, labels).whole = i;
      } else {
        source(byLabels, labels.without(LE)).buckets.add(new Bucket(bound, i));
      }
    }
    for (Source source : byLabels.values()) {
      source.buckets.sort(Comparator.comparingDouble(Bucket::bound));
      sources.add(source);
    }
  }

  private static Source source(Map<Labels, Source> byLabels, Labels labels) {
    return byLabels.computeIfAbsent(labels, Source::new);
  }

  private static @Nullable Double bound(String text) {
    try {
      return switch (text) {
        case "+Inf", "Inf", "inf", "+inf" -> Double.valueOf(Double.POSITIVE_INFINITY);
        case "-Inf", "-inf" -> Double.valueOf(Double.NEGATIVE_INFINITY);
        default -> isNumber(text) ? Double.valueOf(text) : null;
      };
    } catch (NumberFormatException noNumber) {
      return null;
    }
  }

  /** Java would take more than is meant: blanks around it, and letters behind it. */
  private static boolean isNumber(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> "0123456789+-.eE".indexOf(c) >= 0);
  }

  @Override
  int size() {
    return sources.size();
  }

  @Override
  SeriesLabels labels(int index) {
    return new SeriesLabels(sources.get(index).labels, true);
  }

  @Override
  void read(int index, StepColumn into) {
    into.clear();
    Statistic computed = statistic;
    if (computed == null) {
      throw new IllegalStateException("A node is read before it was prepared.");
    }
    Source source = sources.get(index);
    readOwn(source);
    StepColumn[] buckets = readBuckets(source);
    ClassicBuckets classic = new ClassicBuckets(source.buckets.size());
    String metric = source.labels.metricName();
    for (int step = 0; step < steps(); step++) {
      classic.clear();
      for (int i = 0; i < source.buckets.size(); i++) {
        if (buckets[i].has(step) && buckets[i].histogram(step) == null) {
          classic.add(source.buckets.get(i).bound, buckets[i].value(step));
        }
      }
      NativeHistogram whole = own.histogram(step);
      if (whole != null && !classic.isEmpty()) {
        annotations.warn(span, Notes.mixedClassicNative(metric));
      } else if (whole != null) {
        into.set(step, computed.ofNative(whole, step, metric));
      } else if (!classic.isEmpty()) {
        into.set(step, computed.ofClassic(classic, step, grid().time(step)));
        note(classic, metric);
      }
    }
  }

  private void note(ClassicBuckets classic, String metric) {
    ForcedMonotonicity forced = classic.forced();
    if (forced != null) {
      annotations.forcedMonotonicity(metric, span, forced);
    }
  }

  private void readOwn(Source source) {
    own.clear();
    if (source.whole < 0) {
      return;
    }
    child.read(source.whole, own);
    Labels labels = child.labels(source.whole).labels();
    if (hasFloats(own)) {
      annotations.warn(span, Notes.badBucketLabel(labels.metricName(), labels.get(LE)));
    }
  }

  private boolean hasFloats(StepColumn column) {
    if (!column.hasHistograms()) {
      return !column.isEmpty();
    }
    for (int step = 0; step < steps(); step++) {
      if (column.has(step) && column.histogram(step) == null) {
        return true;
      }
    }
    return false;
  }

  private StepColumn[] readBuckets(Source source) {
    StepColumn[] all = columns;
    if (all == null || all.length < source.buckets.size()) {
      long before = all == null ? 0 : all.length;
      budget.hold((source.buckets.size() - before) * StepColumn.bytes(steps()));
      StepColumn[] grown = new StepColumn[source.buckets.size()];
      for (int i = 0; i < grown.length; i++) {
        grown[i] = all != null && i < all.length ? all[i] : new StepColumn(steps());
      }
      all = grown;
      columns = grown;
    }
    samples.release();
    for (int i = 0; i < source.buckets.size(); i++) {
      child.read(source.buckets.get(i).series, all[i]);
      samples.add(HeldSamples.of(all[i]));
    }
    return all;
  }

  @Override
  public void close() {
    child.close();
    for (ScalarNode argument : arguments) {
      argument.close();
    }
    samples.release();
    if (columns != null) {
      budget.release(columns.length * StepColumn.bytes(steps()));
      columns = null;
    }
  }

  /** A quantile. */
  static StatisticFactory quantile(
      int argument, Span quantileSpan, Span warningSpan, Annotations annotations) {
    return numbers ->
        new Statistic() {
          @Override
          public void check(int step) {
            double q = numbers[argument][step];
            if (Quantile.isInvalid(q)) {
              annotations.warn(quantileSpan, Notes.badQuantile(q));
            }
          }

          @Override
          public double ofNative(NativeHistogram histogram, int step, String metric) {
            double result = HistogramStatistics.quantile(numbers[argument][step], histogram);
            if (HistogramStatistics.hasNaN(histogram)) {
              noteNaN(histogram, result, metric);
            }
            return result;
          }

          private void noteNaN(NativeHistogram histogram, double result, String metric) {
            if (Double.isNaN(result)) {
              annotations.info(warningSpan, Notes.nanResult(metric));
            } else if (histogram.count() > HistogramStatistics.inBuckets(histogram)) {
              annotations.info(warningSpan, Notes.nanSkew(metric));
            }
          }

          @Override
          public double ofClassic(ClassicBuckets buckets, int step, long time) {
            return buckets.quantile(numbers[argument][step], time);
          }
        };
  }

  /** The share of observations between two limits. */
  static StatisticFactory fraction(Span warningSpan, Annotations annotations) {
    return numbers ->
        new Statistic() {
          @Override
          public void check(int step) {}

          @Override
          public double ofNative(NativeHistogram histogram, int step, String metric) {
            if (HistogramStatistics.hasNaN(histogram)) {
              annotations.info(warningSpan, Notes.nanFraction(metric));
            }
            return HistogramStatistics.fraction(numbers[0][step], numbers[1][step], histogram);
          }

          @Override
          public double ofClassic(ClassicBuckets buckets, int step, long time) {
            return buckets.fraction(numbers[0][step], numbers[1][step]);
          }
        };
  }
}
