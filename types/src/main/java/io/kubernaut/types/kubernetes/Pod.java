package io.kubernaut.types.kubernetes;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.kubernaut.types.container.ContainerState;
import io.kubernaut.types.container.ResourceRequirements;
import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.NotBlank;
import io.kubernaut.types.schema.Open;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.SchemaType;
import io.kubernaut.types.schema.Sparse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Containers that run together on one node.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/">Pod</a>
 * @param apiVersion {@code v1}
 * @param kind {@code Pod}
 * @param metadata name, labels and so on
 * @param spec what is wanted
 * @param status what is
 * @param extra fields this version does not know
 */
@Sparse
@SchemaType(name = "pod", version = 1)
public record Pod(
    @NotBlank String apiVersion,
    @NotBlank String kind,
    ObjectMeta metadata,
    @Nullable Spec spec,
    @Nullable Status status,
    @Extra Map<String, RawJson> extra)
    implements KubernetesObject {

  /**
   * Copies the collections.
   *
   * @param apiVersion {@code v1}
   * @param kind {@code Pod}
   * @param metadata name, labels and so on
   * @param spec what is wanted
   * @param status what is
   * @param extra fields this version does not know
   */
  public Pod {
    extra = Frozen.map(extra);
  }

  /**
   * What is wanted of a pod.
   *
   * @param containers what runs
   * @param initContainers what runs before
   * @param nodeName the node it was given to
   * @param serviceAccountName the identity it has
   * @param restartPolicy when containers start again
   * @param terminationGracePeriodSeconds seconds between asking to stop and killing
   * @param hostNetwork whether it uses the node's network
   * @param extra fields this version does not know
   */
  @Sparse
  public record Spec(
      List<Container> containers,
      List<Container> initContainers,
      @Nullable String nodeName,
      @Nullable String serviceAccountName,
      @Nullable String restartPolicy,
      @Nullable Long terminationGracePeriodSeconds,
      @Nullable Boolean hostNetwork,
      @Extra Map<String, RawJson> extra) {

    /**
     * Copies the collections.
     *
     * @param containers what runs
     * @param initContainers what runs before
     * @param nodeName the node it was given to
     * @param serviceAccountName the identity it has
     * @param restartPolicy when containers start again
     * @param terminationGracePeriodSeconds seconds between asking to stop and killing
     * @param hostNetwork whether it uses the node's network
     * @param extra fields this version does not know
     */
    public Spec {
      containers = Frozen.list(containers);
      initContainers = Frozen.list(initContainers);
      extra = Frozen.map(extra);
    }
  }

  /**
   * A container of a pod.
   *
   * @param name its name in the pod
   * @param image the image; see {@link io.kubernaut.types.container.ImageReference}
   * @param ports what it listens on
   * @param resources what it asks for
   * @param extra fields this version does not know
   */
  @Sparse
  public record Container(
      String name,
      @Nullable String image,
      List<Port> ports,
      @Nullable ResourceRequirements resources,
      @Extra Map<String, RawJson> extra) {

    /**
     * Copies the collections.
     *
     * @param name its name in the pod
     * @param image the image; see {@link io.kubernaut.types.container.ImageReference}
     * @param ports what it listens on
     * @param resources what it asks for
     * @param extra fields this version does not know
     */
    public Container {
      ports = Frozen.list(ports);
      extra = Frozen.map(extra);
    }
  }

  /**
   * A port of a container.
   *
   * @param name its name
   * @param containerPort its number
   * @param protocol TCP unless given
   * @param extra fields this version does not know
   */
  @Sparse
  public record Port(
      @Nullable String name,
      int containerPort,
      @Nullable String protocol,
      @Extra Map<String, RawJson> extra) {

    /**
     * Copies the collections.
     *
     * @param name its name
     * @param containerPort its number
     * @param protocol TCP unless given
     * @param extra fields this version does not know
     */
    public Port {
      extra = Frozen.map(extra);
    }
  }

  /**
   * What is known of a pod.
   *
   * @param phase where it stands
   * @param conditions what holds
   * @param message why, for people
   * @param reason why, in one word
   * @param podIp its address
   * @param podIps its addresses, of each family
   * @param startTime when the node took it
   * @param containerStatuses how its containers stand
   * @param initContainerStatuses how those that run before stand
   * @param extra fields this version does not know
   */
  @Sparse
  public record Status(
      @Nullable Open<PodPhase> phase,
      List<Condition> conditions,
      @Nullable String message,
      @Nullable String reason,
      @JsonProperty("podIP") @Nullable String podIp,
      @JsonProperty("podIPs") List<PodIp> podIps,
      @Nullable Instant startTime,
      List<ContainerStatus> containerStatuses,
      List<ContainerStatus> initContainerStatuses,
      @Extra Map<String, RawJson> extra) {

    /**
     * Copies the collections.
     *
     * @param phase where it stands
     * @param conditions what holds
     * @param message why, for people
     * @param reason why, in one word
     * @param podIp its address
     * @param podIps its addresses, of each family
     * @param startTime when the node took it
     * @param containerStatuses how its containers stand
     * @param initContainerStatuses how those that run before stand
     * @param extra fields this version does not know
     */
    public Status {
      conditions = Frozen.list(conditions);
      podIps = Frozen.list(podIps);
      containerStatuses = Frozen.list(containerStatuses);
      initContainerStatuses = Frozen.list(initContainerStatuses);
      extra = Frozen.map(extra);
    }
  }

  /**
   * An address of a pod.
   *
   * @param ip the address
   * @param extra fields this version does not know
   */
  @Sparse
  public record PodIp(@Nullable String ip, @Extra Map<String, RawJson> extra) {

    /**
     * Copies the collections.
     *
     * @param ip the address
     * @param extra fields this version does not know
     */
    public PodIp {
      extra = Frozen.map(extra);
    }
  }

  /**
   * How a container stands.
   *
   * @param name which container
   * @param state how it stands
   * @param lastState how it ended the last time
   * @param ready whether its probe says it can serve
   * @param restartCount how often it was started again
   * @param extra fields this version does not know
   */
  @Sparse
  public record ContainerStatus(
      String name,
      @Nullable ContainerState state,
      @Nullable ContainerState lastState,
      @Nullable Boolean ready,
      @Nullable Integer restartCount,
      @Extra Map<String, RawJson> extra) {

    /**
     * Copies the collections.
     *
     * @param name which container
     * @param state how it stands
     * @param lastState how it ended the last time
     * @param ready whether its probe says it can serve
     * @param restartCount how often it was started again
     * @param extra fields this version does not know
     */
    public ContainerStatus {
      extra = Frozen.map(extra);
    }
  }

  /**
   * Tells whether it serves.
   *
   * @return true if the condition {@code Ready} holds
   */
  public boolean isReady() {
    return status != null
        && Condition.find(status.conditions(), "Ready").map(Condition::isTrue).orElse(false);
  }

  /**
   * Returns how it is treated when a node is short of something.
   *
   * @return its class, from what its containers ask for
   */
  public QosClass qosClass() {
    return QosClass.of(spec == null ? List.of() : spec.containers());
  }
}
