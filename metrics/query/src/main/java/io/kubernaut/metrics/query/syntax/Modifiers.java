package io.kubernaut.metrics.query.syntax;

import org.jspecify.annotations.Nullable;

/**
 * At which time a selector or a subquery looks.
 *
 * @param offset how far back, or null for not at all
 * @param at the fixed time it starts from
 * @param fixedMillis that time, if it is {@link At#FIXED}, in milliseconds since 1970
 * @param extension how it treats the edges of its range
 */
public record Modifiers(
    @Nullable DurationExpr offset, At at, long fixedMillis, Extension extension) {

  /** What a selector's time is counted from. */
  public enum At {
    /** The time of each step. */
    STEP,
    /** A time that is written out. */
    FIXED,
    /** The first step of the whole query. */
    START,
    /** The last step of the whole query. */
    END
  }

  /** How a selector treats the edges of its range. */
  public enum Extension {
    /** It takes what is inside. */
    NONE,
    /** It takes the last sample before the range along. */
    ANCHORED,
    /** It estimates values at the edges. */
    SMOOTHED
  }

  /** No modifier. */
  public static final Modifiers NONE = new Modifiers(null, At.STEP, 0, Extension.NONE);

  /**
   * Returns these modifiers with an offset.
   *
   * @param offset how far back
   * @return the changed copy
   */
  public Modifiers withOffset(DurationExpr offset) {
    return new Modifiers(offset, at, fixedMillis, extension);
  }

  /**
   * Returns these modifiers with a fixed time.
   *
   * @param at which
   * @param fixedMillis the time, if it is written out
   * @return the changed copy
   */
  public Modifiers withAt(At at, long fixedMillis) {
    return new Modifiers(offset, at, fixedMillis, extension);
  }

  Modifiers withExtension(Extension extension) {
    return new Modifiers(offset, at, fixedMillis, extension);
  }

  /**
   * Tells whether it looks at the same time in every step.
   *
   * @return true if there is an {@code @}
   */
  public boolean isFixed() {
    return at != At.STEP;
  }
}
