package io.kubernaut.benchmarks.overhead;

import java.util.ArrayList;
import java.util.List;

/** What the run says about the claims, and the status the process ends with. */
final class Verdict {
  static final int HELD = 0;
  static final int MISSED = 1;
  static final int VOID = 2;

  private final List<String> misses = new ArrayList<>();
  private final List<String> voids = new ArrayList<>();

  /** Notes a claim. */
  void claim(boolean holds, String claim) {
    if (!holds) {
      misses.add(claim);
    }
  }

  /** Notes a control: a difference where there is none makes the whole run worthless. */
  void control(String name, Interval interval) {
    if (!interval.holds(0)) {
      voids.add(
          "the control \"%s\" differs from the bare run by %s where nothing differs: the machine was"
                  .formatted(name, interval.percent())
              + " too restless. Run it again");
    }
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    voids.forEach(line -> lines.add("VOID: " + line));
    misses.forEach(line -> lines.add("MISSED: " + line));
    if (lines.isEmpty()) {
      lines.add("HELD: all claims");
    }
    return lines;
  }

  int status() {
    if (!voids.isEmpty()) {
      return VOID;
    }
    return misses.isEmpty() ? HELD : MISSED;
  }
}
