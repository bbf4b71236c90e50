package io.kubernaut.core.storage.simulation;

import java.util.ArrayList;
import java.util.List;

/**
 * Goes through all combinations of choices, like the wheels of an odometer. How many choices there
 * are, and how many options each has, shows while a combination is played; a choice may depend on
 * those before it.
 */
final class Odometer implements Choice {

  private final List<int[]> wheels = new ArrayList<>();
  private int played;
  private boolean done;

  @Override
  public int of(int options) {
    if (played == wheels.size()) {
      wheels.add(new int[] {0, options});
    }
    return wheels.get(played++)[0];
  }

  /** Turns to the next combination; false if that was the last. */
  boolean advance() {
    played = 0;
    while (!wheels.isEmpty()) {
      int[] last = wheels.get(wheels.size() - 1);
      if (++last[0] < last[1]) {
        return true;
      }
      wheels.remove(wheels.size() - 1);
    }
    done = true;
    return false;
  }

  boolean isDone() {
    return done;
  }
}
