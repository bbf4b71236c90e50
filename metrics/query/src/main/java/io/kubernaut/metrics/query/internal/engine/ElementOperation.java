package io.kubernaut.metrics.query.internal.engine;

import io.kubernaut.metrics.query.internal.histogram.HistogramTrim;
import io.kubernaut.metrics.query.internal.histogram.WorkingHistogram;
import io.kubernaut.metrics.query.syntax.BinaryOperator;
import io.kubernaut.metrics.query.syntax.Span;
import io.kubernaut.metrics.store.NativeHistogram;
import io.kubernaut.metrics.store.NativeHistogram.ResetHint;
import org.jspecify.annotations.Nullable;

/**
 * What an operator does to two samples, each a float or a histogram. The result stays here until
 * the next one, so that nothing is allocated for floats.
 */
final class ElementOperation {

  private final BinaryOperator operator;
  private final Span span;
  private final Annotations annotations;

  private double value;
  private @Nullable NativeHistogram histogram;
  private boolean kept;

  ElementOperation(BinaryOperator operator, Span span, Annotations annotations) {
    this.operator = operator;
    this.span = span;
    this.annotations = annotations;
  }

  double value() {
    return value;
  }

  @Nullable NativeHistogram histogram() {
    return histogram;
  }

  /**
   * Tells whether the sample stays: arithmetic keeps all, a comparison those for which it holds.
   */
  boolean kept() {
    return kept;
  }

  /** Computes. Returns false, and says why, if the operator does not go with these samples. */
  boolean apply(
      double left,
      @Nullable NativeHistogram leftHistogram,
      double right,
      @Nullable NativeHistogram rightHistogram) {
    histogram = null;
    value = 0;
    if (leftHistogram == null && rightHistogram == null) {
      return ofFloats(left, right);
    }
    if (leftHistogram != null && rightHistogram != null) {
      return ofHistograms(leftHistogram, rightHistogram);
    }
    return leftHistogram == null ? scaled(left, rightHistogram) : withFloat(leftHistogram, right);
  }

  private boolean ofFloats(double left, double right) {
    if (operator.isComparison()) {
      value = left;
      kept = FloatOperation.compare(operator, left, right);
      return true;
    }
    if (operator.kind() == BinaryOperator.Kind.TRIM) {
      return unfit("float", "float");
    }
    value = FloatOperation.arithmetic(operator, left, right);
    kept = true;
    return true;
  }

  private boolean unfit(String left, String right) {
    annotations.info(span, Notes.incompatibleTypes(left, operator.symbol(), right));
    return false;
  }

  private boolean scaled(double left, @Nullable NativeHistogram right) {
    if (operator != BinaryOperator.MUL || right == null) {
      return unfit("float", "histogram");
    }
    return result(WorkingHistogram.of(right).multiply(left));
  }

  private boolean withFloat(NativeHistogram left, double right) {
    return switch (operator) {
      case MUL -> result(WorkingHistogram.of(left).multiply(right));
      case DIV -> result(WorkingHistogram.of(left).divide(right));
      case TRIM_UPPER -> result(HistogramTrim.withoutAbove(left, right));
      case TRIM_LOWER -> result(HistogramTrim.withoutBelow(left, right));
      default -> unfit("histogram", "float");
    };
  }

  private boolean result(WorkingHistogram work) {
    return result(work.compact().toNative());
  }

  private boolean result(NativeHistogram result) {
    histogram = result;
    kept = true;
    return true;
  }

  private boolean ofHistograms(NativeHistogram left, NativeHistogram right) {
    switch (operator) {
      case EQUAL, NOT_EQUAL -> {
        result(left);
        kept = left.equals(right) == (operator == BinaryOperator.EQUAL);
        return true;
      }
      case ADD -> {
        WorkingHistogram sum = WorkingHistogram.of(left);
        return report(sum.add(right), "addition") && result(sum);
      }
      case SUB -> {
        WorkingHistogram difference = WorkingHistogram.of(left);
        return report(difference.subtract(right), "subtraction")
            && result(difference.hint(ResetHint.GAUGE));
      }
      default -> {
        return unfit("histogram", "histogram");
      }
    }
  }

  private boolean report(int flags, String operation) {
    if ((flags & WorkingHistogram.INCOMPATIBLE) != 0) {
      annotations.warn(span, Notes.incompatibleLayout(operator.symbol()));
      return false;
    }
    if ((flags & WorkingHistogram.COLLISION) != 0) {
      annotations.warn(span, Notes.collision(operation));
    }
    if ((flags & WorkingHistogram.RECONCILED) != 0) {
      annotations.info(span, Notes.reconciled(operation));
    }
    return true;
  }
}
