package io.kubernaut.metrics.registry.binders;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What several processes use, as they told at one time.
 *
 * @param uses what each peer that answered uses
 * @param unreachable the peers that gave no usable answer, with the reason
 */
public record PeerView(Map<URI, ResourceUse> uses, Map<URI, String> unreachable) {

  /**
   * Copies the maps.
   *
   * @param uses what each peer that answered uses
   * @param unreachable the peers that gave no usable answer, with the reason
   */
  public PeerView {
    uses = Map.copyOf(uses);
    unreachable = Map.copyOf(unreachable);
  }

  /**
   * Returns what all peers that answered use together.
   *
   * @return the sums; {@link #complete()} tells whether a peer is missing in them
   */
  public ResourceUse total() {
    return uses.values().stream().reduce(ResourceUse.NOTHING, ResourceUse::plus);
  }

  /**
   * Returns whether all peers answered.
   *
   * @return true if none is unreachable
   */
  public boolean complete() {
    return unreachable.isEmpty();
  }

  /** Returns the view for people: how many answered, and why each other did not. */
  @Override
  public String toString() {
    List<String> missing =
        unreachable.entrySet().stream()
            .map(peer -> "\n  " + peer.getKey() + ": " + peer.getValue())
            .sorted()
            .toList();
    int peers = uses.size() + unreachable.size();
    return missing.stream()
        .collect(Collectors.joining("", uses.size() + " of " + peers + " peers answered", ""));
  }
}
