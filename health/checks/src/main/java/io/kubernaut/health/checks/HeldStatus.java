package io.kubernaut.health.checks;

import io.kubernaut.types.health.HealthStatus;

/** The status of a check under its {@link Hysteresis}. Not safe for threads. */
final class HeldStatus {

  private static final int REMEMBERED = 16;

  private final Hysteresis hysteresis;
  private final HealthStatus[] latest = new HealthStatus[REMEMBERED];
  private int count;
  private HealthStatus held = HealthStatus.UNKNOWN;

  HeldStatus(Hysteresis hysteresis) {
    this.hysteresis = hysteresis;
  }

  HealthStatus held() {
    return held;
  }

  /** Takes a result; tells whether that has changed the status. */
  boolean take(HealthStatus result) {
    latest[count % REMEMBERED] = result;
    count++;
    HealthStatus before = held;
    held = count == 1 ? result : next();
    return held != before;
  }

  private HealthStatus next() {
    if (allOf(hysteresis.failures(), true)) {
      return mildest(hysteresis.failures());
    }
    return allOf(hysteresis.passes(), false) ? worst(hysteresis.passes()) : held;
  }

  private boolean allOf(int number, boolean worse) {
    if (count < number) {
      return false;
    }
    for (int back = 1; back <= number; back++) {
      int order = back(back).compareTo(held);
      if (worse ? order <= 0 : order >= 0) {
        return false;
      }
    }
    return true;
  }

  private HealthStatus mildest(int number) {
    HealthStatus mildest = back(1);
    for (int back = 2; back <= number; back++) {
      mildest = back(back).compareTo(mildest) < 0 ? back(back) : mildest;
    }
    return mildest;
  }

  private HealthStatus worst(int number) {
    HealthStatus worst = back(1);
    for (int back = 2; back <= number; back++) {
      worst = worst.or(back(back));
    }
    return worst;
  }

  private HealthStatus back(int steps) {
    return latest[(count - steps) % REMEMBERED];
  }

  /** Forgets everything: nobody has looked for too long. Tells whether that changed the status. */
  boolean forget() {
    boolean changed = held != HealthStatus.UNKNOWN;
    held = HealthStatus.UNKNOWN;
    count = 0;
    return changed;
  }

  /** How many of the latest results in a row were worse than the status. */
  int failuresInRow() {
    int number = 0;
    while (number < Math.min(count, REMEMBERED) && back(number + 1).compareTo(held) > 0) {
      number++;
    }
    return number;
  }
}
