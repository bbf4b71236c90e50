package io.kubernaut.core.runtime;

import java.time.Instant;
import java.util.Map;

/**
 * Something that happened: a record which says when, where and what. Subscribers choose events by
 * class, so a kind of event is a class of its own (or a sealed family of them).
 *
 * <p>Immutable. {@link #attributes()} says in text what the record says in types, for those who
 * keep or show events without knowing their class; no secrets in it.
 */
public interface PlatformEvent {

  /**
   * Returns when it happened.
   *
   * @return a moment of the platform's wall clock
   */
  Instant time();

  /**
   * Returns what happened, as a stable dotted name.
   *
   * @return for example {@code component.failed}
   */
  String type();

  /**
   * Returns what it happened to or in.
   *
   * @return a name, for example a component's
   */
  String source();

  /**
   * Returns the details as text.
   *
   * @return names and values; empty unless overridden
   */
  default Map<String, String> attributes() {
    return Map.of();
  }
}
