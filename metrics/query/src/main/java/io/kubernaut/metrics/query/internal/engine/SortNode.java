package io.kubernaut.metrics.query.internal.engine;

import io.kubernaut.metrics.query.syntax.Span;
import io.kubernaut.metrics.store.Labels;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Brings the series of an instant into order. Over a range there is no order but that of labels.
 */
final class SortNode extends VectorNode {

  private final VectorNode child;
  private final Order order;
  private final Span span;
  private final Annotations annotations;
  private final boolean warns;
  private final List<Integer> places = new ArrayList<>();

  /** In which order. */
  interface Order {

    /** Tells whether histograms are left out. */
    boolean floatsOnly();

    Comparator<Integer> comparator(double[] values, VectorNode node);
  }

  SortNode(VectorNode child, Order order, Span span, Annotations annotations, boolean warns) {
    super(child.grid());
    this.child = child;
    this.order = order;
    this.span = span;
    this.annotations = annotations;
    this.warns = warns;
  }

  static Order byValue(boolean descending) {
    return new Order() {
      @Override
      public boolean floatsOnly() {
        return true;
      }

      @Override
      public Comparator<Integer> comparator(double[] values, VectorNode node) {
        return (a, b) -> {
          boolean aNaN = Double.isNaN(values[a]);
          boolean bNaN = Double.isNaN(values[b]);
          if (aNaN || bNaN) {
            return Boolean.compare(aNaN, bNaN);
          }
          return descending
              ? Double.compare(values[b], values[a])
              : Double.compare(values[a], values[b]);
        };
      }
    };
  }

  static Order byLabels(List<String> names, boolean descending) {
    return new Order() {
      @Override
      public boolean floatsOnly() {
        return false;
      }

      @Override
      public Comparator<Integer> comparator(double[] values, VectorNode node) {
        Comparator<Integer> ascending =
            (a, b) -> compare(names, node.labels(a).labels(), node.labels(b).labels());
        return descending ? ascending.reversed() : ascending;
      }
    };
  }

  private static int compare(List<String> names, Labels a, Labels b) {
    for (String name : names) {
      int order = NaturalOrder.compare(a.get(name), b.get(name));
      if (order != 0) {
        return order;
      }
    }
    return a.compareTo(b);
  }

  @Override
  void prepare() {
    child.prepare();
    if (warns) {
      annotations.warn(span, Notes.sortInRange());
    }
    double[] values = new double[child.size()];
    StepColumn column = new StepColumn(steps());
    boolean instant = steps() == 1;
    for (int i = 0; i < values.length; i++) {
      if (instant) {
        child.read(i, column);
        boolean out = column.isEmpty() || (order.floatsOnly() && column.hasHistograms());
        if (out) {
          continue;
        }
        values[i] = column.value(0);
      }
      places.add(i);
    }
    if (instant) {
      places.sort(order.comparator(values, child));
    }
  }

  @Override
  int size() {
    return places.size();
  }

  @Override
  SeriesLabels labels(int index) {
    return child.labels(places.get(index));
  }

  @Override
  void read(int index, StepColumn into) {
    child.read(places.get(index), into);
    if (order.floatsOnly() && into.hasHistograms()) {
      for (int step = 0; step < steps(); step++) {
        if (into.histogram(step) != null) {
          into.remove(step);
        }
      }
    }
  }

  @Override
  public void close() {
    child.close();
  }
}
