package io.kubernaut.metrics.registry.binders;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Pressure stall information: how long work stood still for want of a resource. "Some" counts the
 * time in which at least one thread waited, "full" that in which all did and nothing was done.
 */
final class PressureFigures implements FigureSource {
  private static final List<String> RESOURCES = List.of("cpu", "memory", "io");
  private static final double MICROS_PER_SECOND = 1e6;
  private static final double PERCENT = 100;

  private final Function<String, Optional<String>> text;
  private final Quantity stalled;
  private final Quantity average;

  /**
   * Reads what is about a machine or a control group.
   *
   * @param scope {@code host} or {@code cgroup}
   * @param text tells the pressure of a resource, if it is known
   */
  PressureFigures(String scope, Function<String, Optional<String>> text) {
    this.text = text;
    this.stalled =
        Quantity.counter(scope + ".pressure", "Time in which work waited for a resource")
            .in("seconds");
    this.average =
        Quantity.gauge(
                scope + ".pressure.average", "Share of the last seconds in which work waited")
            .in("ratio");
  }

  @Override
  public void read(Figures into) {
    for (String resource : RESOURCES) {
      text.apply(resource).orElse("").lines().forEach(line -> line(resource, line, into));
    }
  }

  /** Reads {@code some avg10=0.24 avg60=30.61 avg300=45.25 total=1313907120}. */
  private void line(String resource, String line, Figures into) {
    List<String> words = Text.words(line);
    String stall = words.get(0);
    for (int i = 1; i + 1 < words.size(); i += 2) {
      String name = words.get(i);
      double value = Text.number(words, i + 1);
      if (name.equals("total")) {
        into.add(stalled, value / MICROS_PER_SECOND, "resource", resource, "stall", stall);
      } else if (name.startsWith("avg")) {
        String window = name.substring("avg".length()) + "s";
        into.add(average, value / PERCENT, "resource", resource, "stall", stall, "window", window);
      }
    }
  }
}
