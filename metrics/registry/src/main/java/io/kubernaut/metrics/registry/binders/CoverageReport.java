package io.kubernaut.metrics.registry.binders;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which attached components emit metrics, and which are silent.
 *
 * @param window how far back was looked; {@link #SINCE_ATTACHED} for all the time
 * @param components all components, in the order in which they were attached
 */
public record CoverageReport(Duration window, List<Coverage> components) {
  /** The window that holds all the time since a component was attached. */
  public static final Duration SINCE_ATTACHED = Duration.ofNanos(Long.MAX_VALUE);

  /**
   * Copies the list.
   *
   * @param window how far back was looked; {@link #SINCE_ATTACHED} for all the time
   * @param components all components, in the order in which they were attached
   */
  public CoverageReport {
    components = List.copyOf(components);
  }

  /**
   * What is known about a component.
   *
   * @param kind what it is, for example {@code queue}
   * @param name what it is called
   * @param emitted whether it has emitted anything since it was attached
   * @param silence for how long it has not been seen to emit
   */
  public record Coverage(String kind, String name, boolean emitted, Duration silence) {
    boolean silent(Duration window) {
      return !emitted || silence.compareTo(window) > 0;
    }

    String describe() {
      String since = emitted ? "has emitted nothing for " : "has emitted nothing since attached, ";
      return "  %s \"%s\" %s%d s".formatted(kind, name, since, silence.toSeconds());
    }
  }

  /**
   * Returns the components that have emitted nothing in the window.
   *
   * @return some of {@link #components()}
   */
  public List<Coverage> silent() {
    return components.stream().filter(component -> component.silent(window)).toList();
  }

  /**
   * Returns whether every component has emitted something.
   *
   * @return true if none is silent
   */
  public boolean complete() {
    return silent().isEmpty();
  }

  /** Returns the report for people: a line of counts, and one for each silent component. */
  @Override
  public String toString() {
    List<Coverage> silent = silent();
    int emitting = components.size() - silent.size();
    return silent.stream()
        .map(Coverage::describe)
        .collect(
            Collectors.joining(
                "\n",
                "%d of %d attached components emit metrics%s"
                    .formatted(emitting, components.size(), silent.isEmpty() ? "" : "\n"),
                ""));
  }
}
