package io.kubernaut.types.kubernetes;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.NotBlank;
import io.kubernaut.types.schema.Open;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.SchemaType;
import io.kubernaut.types.schema.Sparse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who may talk to pods, and whom they may talk to. {@code network.NetworkPolicies} decides by it.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/">NetworkPolicy</a>
 * @param apiVersion {@code networking.k8s.io/v1}
 * @param kind {@code NetworkPolicy}
 * @param metadata name, labels and so on
 * @param spec what is allowed
 * @param extra fields this version does not know
 */
@Sparse
@SchemaType(name = "network-policy", version = 1)
public record NetworkPolicy(
    @NotBlank String apiVersion,
    @NotBlank String kind,
    ObjectMeta metadata,
    @Nullable Spec spec,
    @Extra Map<String, RawJson> extra)
    implements KubernetesObject {

  /**
   * Copies the collections.
   *
   * @param apiVersion {@code networking.k8s.io/v1}
   * @param kind {@code NetworkPolicy}
   * @param metadata name, labels and so on
   * @param spec what is allowed
   * @param extra fields this version does not know
   */
  public NetworkPolicy {
    extra = Frozen.map(extra);
  }

  /** Which way. */
  public enum Direction {
    /** To the pods. */
    @JsonProperty("Ingress")
    INGRESS,
    /** From the pods. */
    @JsonProperty("Egress")
    EGRESS
  }

  /**
   * What a policy allows.
   *
   * @param podSelector which pods of the namespace; all if empty
   * @param ingress who may come in
   * @param egress where they may go
   * @param policyTypes which ways the policy is about
   * @param extra fields this version does not know
   */
  @Sparse
  public record Spec(
      @Nullable LabelSelector podSelector,
      List<Ingress> ingress,
      List<Egress> egress,
      List<Open<Direction>> policyTypes,
      @Extra Map<String, RawJson> extra) {

    /**
     * Copies the collections.
     *
     * @param podSelector which pods of the namespace; all if empty
     * @param ingress who may come in
     * @param egress where they may go
     * @param policyTypes which ways the policy is about
     * @param extra fields this version does not know
     */
    public Spec {
      ingress = Frozen.list(ingress);
      egress = Frozen.list(egress);
      policyTypes = Frozen.list(policyTypes);
      extra = Frozen.map(extra);
    }

    /**
     * Tells whether the policy is about a direction. If it does not say, it is about what comes in,
     * and about what goes out if there are rules for it.
     *
     * @param direction which way
     * @return true if so
     */
    public boolean isAbout(Direction direction) {
      if (policyTypes.isEmpty()) {
        return direction == Direction.INGRESS || !egress.isEmpty();
      }
      return policyTypes.stream().anyMatch(type -> type.is(direction));
    }
  }

  /**
   * What may come in.
   *
   * @param ports to which ports; all if empty
   * @param from from whom; from anywhere if empty
   * @param extra fields this version does not know
   */
  @Sparse
  public record Ingress(List<Port> ports, List<Peer> from, @Extra Map<String, RawJson> extra) {

    /**
     * Copies the collections.
     *
     * @param ports to which ports; all if empty
     * @param from from whom; from anywhere if empty
     * @param extra fields this version does not know
     */
    public Ingress {
      ports = Frozen.list(ports);
      from = Frozen.list(from);
      extra = Frozen.map(extra);
    }
  }

  /**
   * What may go out.
   *
   * @param ports to which ports; all if empty
   * @param to to whom; anywhere if empty
   * @param extra fields this version does not know
   */
  @Sparse
  public record Egress(List<Port> ports, List<Peer> to, @Extra Map<String, RawJson> extra) {

    /**
     * Copies the collections.
     *
     * @param ports to which ports; all if empty
     * @param to to whom; anywhere if empty
     * @param extra fields this version does not know
     */
    public Egress {
      ports = Frozen.list(ports);
      to = Frozen.list(to);
      extra = Frozen.map(extra);
    }
  }

  /**
   * One end of a connection. Both selectors together mean both; a block stands alone.
   *
   * @param podSelector which pods; of the policy's own namespace, unless there is a namespace
   *     selector
   * @param namespaceSelector of which namespaces
   * @param ipBlock which addresses
   * @param extra fields this version does not know
   */
  @Sparse
  public record Peer(
      @Nullable LabelSelector podSelector,
      @Nullable LabelSelector namespaceSelector,
      @Nullable IpBlock ipBlock,
      @Extra Map<String, RawJson> extra) {

    /**
     * Copies the collections.
     *
     * @param podSelector which pods; of the policy's own namespace, unless there is a namespace
     *     selector
     * @param namespaceSelector of which namespaces
     * @param ipBlock which addresses
     * @param extra fields this version does not know
     */
    public Peer {
      extra = Frozen.map(extra);
    }
  }

  /**
   * A block of addresses.
   *
   * @param cidr the block
   * @param except blocks in it that do not belong
   * @param extra fields this version does not know
   */
  @Sparse
  public record IpBlock(String cidr, List<String> except, @Extra Map<String, RawJson> extra) {

    /**
     * Copies the collections.
     *
     * @param cidr the block
     * @param except blocks in it that do not belong
     * @param extra fields this version does not know
     */
    public IpBlock {
      except = Frozen.list(except);
      extra = Frozen.map(extra);
    }
  }

  /**
   * Some ports of a protocol.
   *
   * @param protocol TCP unless given
   * @param port the port or its name; all if missing
   * @param endPort the last port of a range that begins at {@code port}
   * @param extra fields this version does not know
   */
  @Sparse
  public record Port(
      @Nullable String protocol,
      @Nullable IntOrString port,
      @Nullable Integer endPort,
      @Extra Map<String, RawJson> extra) {

    /**
     * Copies the collections.
     *
     * @param protocol TCP unless given
     * @param port the port or its name; all if missing
     * @param endPort the last port of a range that begins at {@code port}
     * @param extra fields this version does not know
     */
    public Port {
      extra = Frozen.map(extra);
    }
  }
}
