package io.kubernaut.health.diagnostics.profile;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How much one cause holds the service up.
 *
 * @param cause what it is
 * @param score from 0 to 1, by the rules of {@link Bottlenecks}
 * @param threads how many threads it held on average
 * @param evidence the numbers and places it rests on, by name
 */
public record Bottleneck(Cause cause, double score, double threads, Map<String, String> evidence) {

  /**
   * Copies the evidence.
   *
   * @param cause what it is
   * @param score from 0 to 1
   * @param threads how many threads it held on average
   * @param evidence the numbers and places it rests on
   */
  public Bottleneck {
    evidence = Collections.unmodifiableMap(new LinkedHashMap<>(evidence));
  }

  /** Returns it in one line. */
  @Override
  public String toString() {
    return "%s %.0f %%, %.1f threads %s".formatted(cause, 100 * score, threads, evidence);
  }
}
