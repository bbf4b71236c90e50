package io.kubernaut.types.kubernetes;

import com.fasterxml.jackson.annotation.JsonProperty;
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
 * A name and address for pods.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/reference/kubernetes-api/service-resources/service-v1/">Service</a>
 * @param apiVersion {@code v1}
 * @param kind {@code Service}
 * @param metadata name, labels and so on
 * @param spec what is wanted
 * @param extra fields this version does not know
 */
@Sparse
@SchemaType(name = "service", version = 1)
public record Service(
    @NotBlank String apiVersion,
    @NotBlank String kind,
    ObjectMeta metadata,
    @Nullable Spec spec,
    @Extra Map<String, RawJson> extra)
    implements KubernetesObject {

  /**
   * Copies the collections.
   *
   * @param apiVersion {@code v1}
   * @param kind {@code Service}
   * @param metadata name, labels and so on
   * @param spec what is wanted
   * @param extra fields this version does not know
   */
  public Service {
    extra = Frozen.map(extra);
  }

  /**
   * What is wanted of a service.
   *
   * @param type {@code ClusterIP} unless given
   * @param clusterIp its address; {@code None} for headless
   * @param selector which pods serve
   * @param ports what it listens on
   * @param externalName the name it stands for
   * @param extra fields this version does not know
   */
  @Sparse
  public record Spec(
      @Nullable String type,
      @JsonProperty("clusterIP") @Nullable String clusterIp,
      Map<String, String> selector,
      List<Port> ports,
      @Nullable String externalName,
      @Extra Map<String, RawJson> extra) {

    /**
     * Copies the collections.
     *
     * @param type {@code ClusterIP} unless given
     * @param clusterIp its address; {@code None} for headless
     * @param selector which pods serve
     * @param ports what it listens on
     * @param externalName the name it stands for
     * @param extra fields this version does not know
     */
    public Spec {
      selector = Frozen.map(selector);
      ports = Frozen.list(ports);
      extra = Frozen.map(extra);
    }
  }

  /**
   * A port of a service.
   *
   * @param name its name
   * @param protocol TCP unless given
   * @param appProtocol what is spoken
   * @param port the service's port
   * @param targetPort the pods' port, or its name
   * @param nodePort the port on every node
   * @param extra fields this version does not know
   */
  @Sparse
  public record Port(
      @Nullable String name,
      @Nullable String protocol,
      @Nullable String appProtocol,
      int port,
      @Nullable IntOrString targetPort,
      @Nullable Integer nodePort,
      @Extra Map<String, RawJson> extra) {

    /**
     * Copies the collections.
     *
     * @param name its name
     * @param protocol TCP unless given
     * @param appProtocol what is spoken
     * @param port the service's port
     * @param targetPort the pods' port, or its name
     * @param nodePort the port on every node
     * @param extra fields this version does not know
     */
    public Port {
      extra = Frozen.map(extra);
    }
  }
}
