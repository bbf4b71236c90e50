package io.kubernaut.types.compliance;

import io.kubernaut.types.Decision;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides whether a record may be deleted. A legal hold that binds it keeps it, whatever the
 * policies say. Without one the longest policy counts; a record that no policy is about is kept.
 *
 * <p>Immutable; safe for any thread.
 */
public final class Retention {

  private final List<RetentionPolicy> policies;
  private final List<LegalHold> holds;

  private Retention(List<RetentionPolicy> policies, List<LegalHold> holds) {
    this.policies = policies;
    this.holds = holds;
  }

  /**
   * Returns the rules of policies and holds.
   *
   * @param policies the policies
   * @param holds the holds, released ones too
   * @return the rules
   */
  public static Retention of(Collection<RetentionPolicy> policies, Collection<LegalHold> holds) {
    return new Retention(List.copyOf(policies), List.copyOf(holds));
  }

  /**
   * Tells whether a record may be deleted.
   *
   * @param labels the record's labels
   * @param made when it was made
   * @param now the time
   * @return true if no hold binds it, and the time of every policy about it is over
   */
  public boolean mayDelete(Map<String, String> labels, Instant made, Instant now) {
    return holds.stream().noneMatch(hold -> hold.binds(labels, now))
        && policies.stream().anyMatch(policy -> policy.covers(labels))
        && policies.stream()
            .filter(policy -> policy.covers(labels))
            .noneMatch(policy -> now.isBefore(policy.keepsUntil(made)));
  }

  /**
   * Decides about a record, and says why.
   *
   * @param id the record
   * @param labels its labels
   * @param made when it was made
   * @param now the time
   * @return a decision of the kind {@code retention} that chose {@code keep} or {@code delete}
   */
  public Decision decide(String id, Map<String, String> labels, Instant made, Instant now) {
    boolean mayGo = mayDelete(labels, made, now);
    String chosen = mayGo ? "delete" : "keep";
    Map<String, String> evidence = Map.of("made", made.toString(), "labels", labels.toString());
    return new Decision(
        "retention",
        id,
        chosen,
        List.of(mayGo ? "keep" : "delete"),
        reason(labels, made, now),
        evidence,
        now);
  }

  private String reason(Map<String, String> labels, Instant made, Instant now) {
    Optional<LegalHold> hold = holds.stream().filter(h -> h.binds(labels, now)).findFirst();
    if (hold.isPresent()) {
      return "legal hold \"" + hold.get().id() + "\" binds it";
    }
    return policies.stream()
        .filter(policy -> policy.covers(labels))
        .max(Comparator.comparing(policy -> policy.keepsUntil(made)))
        .map(policy -> "policy \"" + policy.name() + "\" keeps it until " + policy.keepsUntil(made))
        .orElse("no policy is about it");
  }
}
