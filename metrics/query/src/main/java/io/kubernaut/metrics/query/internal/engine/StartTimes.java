package io.kubernaut.metrics.query.internal.engine;

/** What start times tell about resets of a counter. Zero is no start time. */
final class StartTimes {

  private StartTimes() {}

  /**
   * Tells whether the counter began anew between two samples.
   *
   * <p>A start after the earlier sample says so. A start at the very time of the earlier sample
   * says so if that sample's own start is known: such series count the difference only. A start at
   * the time of its own sample means that the start is unknown.
   */
  static boolean isReset(long earlierStart, long earlier, long laterStart, long later) {
    if (laterStart == 0 || laterStart >= later || laterStart < earlier) {
      return false;
    }
    boolean earlierKnown = earlierStart != 0 && earlierStart < earlier;
    return laterStart > earlier || earlierKnown;
  }

  /**
   * Tells whether a sample claims to have begun before the earlier one was taken, but not with it.
   */
  static boolean overlap(long earlierStart, long earlier, long laterStart) {
    return laterStart != 0 && laterStart < earlier && laterStart != earlierStart;
  }
}
