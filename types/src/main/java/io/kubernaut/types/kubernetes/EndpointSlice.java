package io.kubernaut.types.kubernetes;

import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.NotBlank;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.SchemaType;
import io.kubernaut.types.schema.Sparse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Some of the addresses behind a service.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/reference/kubernetes-api/service-resources/endpoint-slice-v1/">EndpointSlice</a>
 * @param apiVersion {@code discovery.k8s.io/v1}
 * @param kind {@code EndpointSlice}
 * @param metadata name, labels and so on
 * @param addressType IPv4, IPv6 or FQDN
 * @param endpoints the addresses
 * @param ports what they listen on
 * @param extra fields this version does not know
 */
@Sparse
@SchemaType(name = "endpoint-slice", version = 1)
public record EndpointSlice(
    @NotBlank String apiVersion,
    @NotBlank String kind,
    ObjectMeta metadata,
    @Nullable String addressType,
    List<Endpoint> endpoints,
    List<Port> ports,
    @Extra Map<String, RawJson> extra)
    implements KubernetesObject {

  /**
   * Copies the collections.
   *
   * @param apiVersion {@code discovery.k8s.io/v1}
   * @param kind {@code EndpointSlice}
   * @param metadata name, labels and so on
   * @param addressType IPv4, IPv6 or FQDN
   * @param endpoints the addresses
   * @param ports what they listen on
   * @param extra fields this version does not know
   */
  public EndpointSlice {
    endpoints = Frozen.list(endpoints);
    ports = Frozen.list(ports);
    extra = Frozen.map(extra);
  }

  /**
   * One place that serves.
   *
   * @param addresses its addresses, all for the same place
   * @param conditions how it stands
   * @param hostname its name
   * @param targetRef the pod
   * @param nodeName the node it runs on
   * @param zone the zone it runs in
   * @param extra fields this version does not know
   */
  @Sparse
  public record Endpoint(
      List<String> addresses,
      @Nullable Conditions conditions,
      @Nullable String hostname,
      @Nullable ObjectReference targetRef,
      @Nullable String nodeName,
      @Nullable String zone,
      @Extra Map<String, RawJson> extra) {

    /**
     * Copies the collections.
     *
     * @param addresses its addresses, all for the same place
     * @param conditions how it stands
     * @param hostname its name
     * @param targetRef the pod
     * @param nodeName the node it runs on
     * @param zone the zone it runs in
     * @param extra fields this version does not know
     */
    public Endpoint {
      addresses = Frozen.list(addresses);
      extra = Frozen.map(extra);
    }

    /**
     * Tells whether it may be asked.
     *
     * @return true if it is ready, or does not say
     */
    public boolean isReady() {
      return conditions == null || conditions.ready() == null || conditions.ready();
    }
  }

  /**
   * How an endpoint stands. What is not said counts as: ready and serving, not terminating.
   *
   * @param ready whether it may be asked
   * @param serving whether it would answer
   * @param terminating whether it is going
   * @param extra fields this version does not know
   */
  @Sparse
  public record Conditions(
      @Nullable Boolean ready,
      @Nullable Boolean serving,
      @Nullable Boolean terminating,
      @Extra Map<String, RawJson> extra) {

    /**
     * Copies the collections.
     *
     * @param ready whether it may be asked
     * @param serving whether it would answer
     * @param terminating whether it is going
     * @param extra fields this version does not know
     */
    public Conditions {
      extra = Frozen.map(extra);
    }
  }

  /**
   * A port that all endpoints of a slice have.
   *
   * @param name its name
   * @param protocol TCP unless given
   * @param port its number; all ports if missing
   * @param appProtocol what is spoken
   * @param extra fields this version does not know
   */
  @Sparse
  public record Port(
      @Nullable String name,
      @Nullable String protocol,
      @Nullable Integer port,
      @Nullable String appProtocol,
      @Extra Map<String, RawJson> extra) {

    /**
     * Copies the collections.
     *
     * @param name its name
     * @param protocol TCP unless given
     * @param port its number; all ports if missing
     * @param appProtocol what is spoken
     * @param extra fields this version does not know
     */
    public Port {
      extra = Frozen.map(extra);
    }
  }
}
