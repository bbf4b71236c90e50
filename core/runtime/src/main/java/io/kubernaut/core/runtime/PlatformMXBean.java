package io.kubernaut.core.runtime;

import java.util.List;
import java.util.Map;

/** A platform as JMX shows it: {@code io.kubernaut:type=Platform,platform=<name>}. Read-only. */
public interface PlatformMXBean {

  /**
   * Returns the platform's name.
   *
   * @return the name, even where JMX knows it by another
   */
  String getName();

  /**
   * Returns the version of what runs.
   *
   * @return the version, or an empty text
   */
  String getVersion();

  /**
   * Returns the labels.
   *
   * @return names and values
   */
  Map<String, String> getLabels();

  /**
   * Returns the state.
   *
   * @return the name of a {@link PlatformState}
   */
  String getState();

  /**
   * Returns the components that do not run.
   *
   * @return their names, in start order
   */
  List<String> getLostComponents();

  /**
   * Returns how each component fares, in start order.
   *
   * @return for example {@code store BACKOFF since 2026-01-01T00:00:00Z, 2 restarts: disk full}
   */
  List<String> getComponents();

  /**
   * Returns how often components were started again.
   *
   * @return a count that only grows
   */
  long getRestarts();

  /**
   * Returns how many events were published.
   *
   * @return a count that only grows
   */
  long getEvents();

  /**
   * Returns what the platform takes from its host.
   *
   * @return the numbers of the {@link Footprint} by name
   */
  Map<String, Long> getFootprint();

  /**
   * Returns where the platform found itself.
   *
   * @return for example {@code KUBERNETES}
   */
  String getEnvironment();
}
