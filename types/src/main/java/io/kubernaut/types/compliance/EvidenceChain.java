package io.kubernaut.types.compliance;

import io.kubernaut.types.container.Digest;
import io.kubernaut.types.schema.Open;
import io.kubernaut.types.schema.Violation;
import io.kubernaut.types.schema.Violations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Evidence in the order it was collected, each bound to the one before by a hash.
 *
 * <p>Whoever can rewrite the whole chain can make a new one that verifies: keep {@link #head()}
 * somewhere else. Immutable; safe for any thread.
 */
public final class EvidenceChain {

  private final List<Evidence> evidence;

  private EvidenceChain(List<Evidence> evidence) {
    this.evidence = evidence;
  }

  /**
   * Takes a chain as it was kept. It is not verified.
   *
   * @param evidence the evidence, the first first
   * @return the chain
   */
  public static EvidenceChain of(List<Evidence> evidence) {
    return new EvidenceChain(List.copyOf(evidence));
  }

  /**
   * Adds evidence at the end.
   *
   * @param id names it
   * @param control the control it is about
   * @param method how it was seen
   * @param subjects what was looked at
   * @param collected when
   * @param content what was seen
   * @return a longer chain
   */
  public EvidenceChain append(
      String id,
      String control,
      Evidence.Method method,
      List<String> subjects,
      Instant collected,
      byte[] content) {
    Digest seen = Digest.sha256(content);
    Digest before = head().orElse(null);
    Evidence unsealed =
        new Evidence(
            id, control, Open.of(method), subjects, collected, seen, before, seen, Map.of());
    List<Evidence> longer = new ArrayList<>(evidence);
    longer.add(unsealed.sealed(before));
    return of(longer);
  }

  /**
   * Returns the evidence.
   *
   * @return the first first
   */
  public List<Evidence> evidence() {
    return evidence;
  }

  /**
   * Returns the hash that stands for the whole chain.
   *
   * @return the last evidence's hash; empty for an empty chain
   */
  public Optional<Digest> head() {
    return evidence.isEmpty()
        ? Optional.empty()
        : Optional.of(evidence.get(evidence.size() - 1).hash());
  }

  /**
   * Verifies the chain.
   *
   * @return what is wrong, by the evidence's place; empty if nothing is
   */
  public List<Violation> verify() {
    Violations found = new Violations();
    Digest before = null;
    for (int i = 0; i < evidence.size(); i++) {
      Evidence each = evidence.get(i);
      found.unless(
          each.isIntact(), "/" + i, each.id(), "was changed after it was collected", "Restore it.");
      found.unless(
          Objects.equals(each.previous(), before),
          "/" + i + "/previous",
          each.previous(),
          "must be the hash of the evidence before, " + before,
          "Something is missing, was added or moved.");
      before = each.hash();
    }
    return found.found();
  }
}
