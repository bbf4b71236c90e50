package io.kubernaut.types;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One choice that was made and why: an instance picked, an outlier ejected, a rollback, a quota
 * denied, a scaling advised, a leader changed. Every room's {@code explain()} returns it.
 *
 * <p>Immutable; safe for any thread.
 *
 * @param kind what kind of choice it is, for example {@code balancer.pick}
 * @param subject what it was about, for example a service's name
 * @param chosen what was chosen
 * @param alternatives what else could have been chosen, the best first; without {@code chosen}
 * @param reason why, in one sentence for people
 * @param evidence the facts it rests on, by name, as text
 * @param time when it was made
 */
public record Decision(
    String kind,
    String subject,
    String chosen,
    List<String> alternatives,
    String reason,
    Map<String, String> evidence,
    Instant time) {

  /**
   * Copies the collections.
   *
   * @param kind what kind of choice it is; not empty
   * @param subject what it was about
   * @param chosen what was chosen
   * @param alternatives what else could have been chosen
   * @param reason why
   * @param evidence the facts it rests on
   * @param time when it was made
   */
  public Decision {
    if (kind.isBlank()) {
      throw new IllegalArgumentException(
          "A decision has no kind. Name what kind of choice it is, for example \"balancer.pick\".");
    }
    alternatives = List.copyOf(alternatives);
    evidence = Map.copyOf(evidence);
  }
}
