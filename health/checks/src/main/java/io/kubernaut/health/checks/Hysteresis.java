package io.kubernaut.health.checks;

/**
 * How often a check has to say the same before its status changes, so that one lost packet is not
 * an outage.
 *
 * <p>The status is held. It becomes worse when the last {@code failures} results were all worse
 * than it, and then it becomes the mildest of these; it becomes better when the last {@code passes}
 * results were all better, and then it becomes the worst of these. The very first result counts at
 * once: there is nothing to hold on to.
 *
 * @param failures how many worse results make it worse; 3 unless set
 * @param passes how many better results make it better; 2 unless set
 */
public record Hysteresis(int failures, int passes) {

  /** Three failures, two passes. */
  public static final Hysteresis STANDARD = new Hysteresis(3, 2);

  /** Every result counts at once. */
  public static final Hysteresis NONE = new Hysteresis(1, 1);

  private static final int MOST = 16;

  /**
   * Checks the numbers.
   *
   * @param failures how many worse results make it worse
   * @param passes how many better results make it better
   * @throws IllegalArgumentException if one is not from 1 to 16
   */
  public Hysteresis {
    if (failures < 1 || failures > MOST || passes < 1 || passes > MOST) {
      throw new IllegalArgumentException(
          "Invalid hysteresis of %d failures and %d passes: give 1 to %d each, for example 3 and 2."
              .formatted(failures, passes, MOST));
    }
  }
}
