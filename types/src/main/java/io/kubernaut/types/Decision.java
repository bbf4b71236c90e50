package io.kubernaut.types;

import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.NotBlank;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.SchemaType;
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
 * @param extra fields of a later version
 */
@SchemaType(name = "decision", version = 1)
public record Decision(
    @NotBlank String kind,
    String subject,
    String chosen,
    List<String> alternatives,
    String reason,
    Map<String, String> evidence,
    Instant time,
    @Extra Map<String, RawJson> extra) {

  /**
   * Copies the collections.
   *
   * @param kind what kind of choice it is; not blank
   * @param subject what it was about
   * @param chosen what was chosen
   * @param alternatives what else could have been chosen
   * @param reason why
   * @param evidence the facts it rests on
   * @param time when it was made
   * @param extra fields of a later version
   * @throws IllegalArgumentException if the kind is blank
   */
  public Decision {
    if (kind.isBlank()) {
      throw new IllegalArgumentException(
          "A decision has no kind. Name what kind of choice it is, for example \"balancer.pick\".");
    }
    alternatives = Frozen.list(alternatives);
    evidence = Frozen.map(evidence);
    extra = Frozen.map(extra);
  }

  /**
   * Makes a decision of this version.
   *
   * @param kind what kind of choice it is; not blank
   * @param subject what it was about
   * @param chosen what was chosen
   * @param alternatives what else could have been chosen
   * @param reason why
   * @param evidence the facts it rests on
   * @param time when it was made
   * @throws IllegalArgumentException if the kind is blank
   */
  public Decision(
      String kind,
      String subject,
      String chosen,
      List<String> alternatives,
      String reason,
      Map<String, String> evidence,
      Instant time) {
    this(kind, subject, chosen, alternatives, reason, evidence, time, Map.of());
  }
}
