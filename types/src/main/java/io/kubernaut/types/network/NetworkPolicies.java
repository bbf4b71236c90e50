package io.kubernaut.types.network;

import io.kubernaut.types.kubernetes.NetworkPolicy;
import io.kubernaut.types.kubernetes.NetworkPolicy.Direction;
import io.kubernaut.types.kubernetes.NetworkPolicy.IpBlock;
import io.kubernaut.types.kubernetes.NetworkPolicy.Peer;
import io.kubernaut.types.kubernetes.NetworkPolicy.Port;
import io.kubernaut.types.network.Party.Workload;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decides about connections as Kubernetes network policies say.
 *
 * <p>A pod that no policy selects for a direction talks freely in that direction; one that is
 * selected talks only as some policy allows, and policies add up. A connection needs both: that its
 * source may go out, and its destination may be come to. Inside a peer the selectors must all
 * match, between peers one must; an address in a block's exceptions does not match it.
 *
 * <p>Not modelled, as it depends on the network plug-in: traffic of a node to its own pods, pods on
 * the node's network, and addresses that are rewritten on the way. A block is compared with
 * whatever addresses a party has, be it a workload or not.
 *
 * <p>Immutable; safe for any thread.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/services-networking/network-policies/">Network
 *     policies</a>
 */
public final class NetworkPolicies {

  private final List<NetworkPolicy> policies;

  private NetworkPolicies(List<NetworkPolicy> policies) {
    this.policies = policies;
  }

  /**
   * Returns an evaluator.
   *
   * @param policies all policies of the cluster
   * @return an evaluator of these
   */
  public static NetworkPolicies of(Collection<NetworkPolicy> policies) {
    return new NetworkPolicies(List.copyOf(policies));
  }

  /**
   * Decides about a connection.
   *
   * @param connection who wants to talk to whom
   * @return whether it is allowed, and what decided
   */
  public Verdict evaluate(Connection connection) {
    Verdict out = verdict(connection, Direction.EGRESS, connection.from());
    Verdict in = verdict(connection, Direction.INGRESS, connection.to());
    if (!out.isAllowed() || !in.isAllowed()) {
      return out.isAllowed() ? in : out;
    }
    List<String> both =
        Stream.concat(out.policies().stream(), in.policies().stream()).distinct().toList();
    return new Verdict(Verdict.Effect.ALLOWED, out.reason() + "; " + in.reason(), both);
  }

  private Verdict verdict(Connection connection, Direction direction, Party party) {
    String way = direction == Direction.INGRESS ? "ingress" : "egress";
    if (!(party instanceof Workload workload)) {
      return new Verdict(
          Verdict.Effect.ALLOWED, "no policy for " + way + " of " + party, List.of());
    }
    List<NetworkPolicy> selecting =
        policies.stream().filter(policy -> selects(policy, direction, workload)).toList();
    List<NetworkPolicy> allowing =
        selecting.stream().filter(policy -> allows(policy, direction, connection)).toList();
    if (selecting.isEmpty()) {
      return new Verdict(
          Verdict.Effect.ALLOWED, "no policy for " + way + " of " + party, List.of());
    }
    return allowing.isEmpty()
        ? new Verdict(
            Verdict.Effect.DENIED,
            way + " of " + party + " is isolated, and no rule allows it",
            names(selecting))
        : new Verdict(
            Verdict.Effect.ALLOWED,
            way + " of " + party + " is allowed by a rule",
            names(allowing));
  }

  private static List<String> names(List<NetworkPolicy> policies) {
    return policies.stream()
        .map(p -> p.metadata().namespace() + "/" + p.metadata().name())
        .toList();
  }

  private static boolean selects(NetworkPolicy policy, Direction direction, Workload workload) {
    NetworkPolicy.Spec spec = policy.spec();
    return spec != null
        && workload.namespace().equals(policy.metadata().namespace())
        && spec.isAbout(direction)
        && (spec.podSelector() == null || spec.podSelector().matches(workload.labels()));
  }

  private static boolean allows(NetworkPolicy policy, Direction direction, Connection connection) {
    NetworkPolicy.Spec spec = policy.spec();
    String namespace = policy.metadata().namespace();
    if (spec == null || namespace == null) {
      return false;
    }
    return direction == Direction.INGRESS
        ? spec.ingress().stream()
            .anyMatch(
                rule ->
                    isAmong(rule.from(), namespace, connection.from())
                        && isOn(rule.ports(), connection))
        : spec.egress().stream()
            .anyMatch(
                rule ->
                    isAmong(rule.to(), namespace, connection.to())
                        && isOn(rule.ports(), connection));
  }

  private static boolean isAmong(List<Peer> peers, String namespace, Party party) {
    return peers.isEmpty() || peers.stream().anyMatch(peer -> matches(peer, namespace, party));
  }

  private static boolean matches(Peer peer, String namespace, Party party) {
    if (peer.ipBlock() != null) {
      IpBlock block = peer.ipBlock();
      return party.addresses().stream().anyMatch(address -> isIn(block, address));
    }
    if (!(party instanceof Workload workload)
        || (peer.podSelector() == null && peer.namespaceSelector() == null)) {
      return false;
    }
    boolean isInNamespace =
        peer.namespaceSelector() == null
            ? workload.namespace().equals(namespace)
            : peer.namespaceSelector().matches(workload.namespaceLabels());
    return isInNamespace
        && (peer.podSelector() == null || peer.podSelector().matches(workload.labels()));
  }

  private static boolean isIn(IpBlock block, Cidr address) {
    return Cidr.parse(block.cidr()).contains(address)
        && block.except().stream().noneMatch(hole -> Cidr.parse(hole).contains(address));
  }

  private static boolean isOn(List<Port> ports, Connection connection) {
    return ports.isEmpty() || ports.stream().anyMatch(port -> matches(port, connection));
  }

  private static boolean matches(Port port, Connection connection) {
    String protocol = port.protocol() == null ? "TCP" : port.protocol();
    if (!protocol.equals(connection.protocol())) {
      return false;
    }
    if (port.port() == null) {
      return true;
    }
    Optional<Integer> number = port.port().number();
    if (number.isEmpty()) {
      return connection.to() instanceof Workload workload
          && Objects.equals(workload.ports().get(port.port().toString()), connection.port());
    }
    int last = port.endPort() == null ? number.get() : port.endPort();
    return connection.port() >= number.get() && connection.port() <= last;
  }
}
