package io.kubernaut.health.diagnostics.posture;

import java.time.Instant;
import java.util.List;

/**
 * A check made of its parts.
 *
 * @param kind what kind of weakness it finds
 * @param subject what it looks at
 * @param controls the controls it touches
 * @param eyes how it looks
 */
record Look(String kind, String subject, List<String> controls, Eyes eyes) implements PostureCheck {

  /** Looks. */
  @FunctionalInterface
  interface Eyes {
    List<Weakness> look(Instant now) throws Exception;
  }

  @Override
  public List<Weakness> look(Instant now) throws Exception {
    return eyes.look(now);
  }
}
