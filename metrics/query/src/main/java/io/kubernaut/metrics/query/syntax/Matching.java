package io.kubernaut.metrics.query.syntax;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the series of two sides find each other.
 *
 * @param cardinality how many of each side belong together
 * @param on whether the labels are those to compare, rather than those to leave out
 * @param labels the labels
 * @param include labels that the one side lends to the many
 * @param fillLeft the value of a left side that is missing, or null to leave the pair out
 * @param fillRight the value of a right side that is missing, or null to leave the pair out
 */
public record Matching(
    Cardinality cardinality,
    boolean on,
    List<String> labels,
    List<String> include,
    @Nullable Double fillLeft,
    @Nullable Double fillRight) {

  /** How many series of each side belong together. */
  public enum Cardinality {
    /** One and one. */
    ONE_TO_ONE,
    /** Many on the left: {@code group_left}. */
    MANY_TO_ONE,
    /** Many on the right: {@code group_right}. */
    ONE_TO_MANY,
    /** Any: for set operators. */
    MANY_TO_MANY
  }

  /** One to one by all labels. */
  public static final Matching NONE =
      new Matching(Cardinality.ONE_TO_ONE, false, List.of(), List.of(), null, null);

  /**
   * Copies the parts.
   *
   * @param cardinality how many of each side belong together
   * @param on whether the labels are those to compare, rather than those to leave out
   * @param labels the labels
   * @param include labels that the one side lends to the many
   * @param fillLeft the value of a left side that is missing
   * @param fillRight the value of a right side that is missing
   */
  public Matching {
    labels = List.copyOf(labels);
    include = List.copyOf(include);
  }

  /** Tells whether nothing was said about matching. */
  boolean isPlain() {
    return !on
        && labels.isEmpty()
        && fillLeft == null
        && fillRight == null
        && cardinality != Cardinality.MANY_TO_ONE
        && cardinality != Cardinality.ONE_TO_MANY;
  }

  Matching withCardinality(Cardinality other) {
    return new Matching(other, on, labels, include, fillLeft, fillRight);
  }
}
