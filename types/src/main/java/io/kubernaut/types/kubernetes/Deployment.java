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
 * Pods that are kept at a number, and replaced step by step.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/deployment-v1/">Deployment</a>
 * @param apiVersion {@code apps/v1}
 * @param kind {@code Deployment}
 * @param metadata name, labels and so on
 * @param spec what is wanted
 * @param status what is
 * @param extra fields this version does not know
 */
@Sparse
@SchemaType(name = "deployment", version = 1)
public record Deployment(
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
   * @param apiVersion {@code apps/v1}
   * @param kind {@code Deployment}
   * @param metadata name, labels and so on
   * @param spec what is wanted
   * @param status what is
   * @param extra fields this version does not know
   */
  public Deployment {
    extra = Frozen.map(extra);
  }

  /**
   * What is wanted of a deployment.
   *
   * @param replicas how many pods; 1 unless given
   * @param selector which pods are its own
   * @param paused whether it rests
   * @param progressDeadlineSeconds seconds until it counts as stuck; 600 unless given
   * @param extra fields this version does not know
   */
  @Sparse
  public record Spec(
      @Nullable Integer replicas,
      @Nullable LabelSelector selector,
      @Nullable Boolean paused,
      @Nullable Integer progressDeadlineSeconds,
      @Extra Map<String, RawJson> extra) {

    /**
     * Copies the collections.
     *
     * @param replicas how many pods; 1 unless given
     * @param selector which pods are its own
     * @param paused whether it rests
     * @param progressDeadlineSeconds seconds until it counts as stuck; 600 unless given
     * @param extra fields this version does not know
     */
    public Spec {
      extra = Frozen.map(extra);
    }
  }

  /**
   * What is known of a deployment.
   *
   * @param observedGeneration the generation that was looked at
   * @param replicas how many pods there are
   * @param updatedReplicas how many are of the newest kind
   * @param readyReplicas how many serve
   * @param availableReplicas how many have served long enough
   * @param conditions what holds
   * @param extra fields this version does not know
   */
  @Sparse
  public record Status(
      @Nullable Long observedGeneration,
      @Nullable Integer replicas,
      @Nullable Integer updatedReplicas,
      @Nullable Integer readyReplicas,
      @Nullable Integer availableReplicas,
      List<Condition> conditions,
      @Extra Map<String, RawJson> extra) {

    /**
     * Copies the collections.
     *
     * @param observedGeneration the generation that was looked at
     * @param replicas how many pods there are
     * @param updatedReplicas how many are of the newest kind
     * @param readyReplicas how many serve
     * @param availableReplicas how many have served long enough
     * @param conditions what holds
     * @param extra fields this version does not know
     */
    public Status {
      conditions = Frozen.list(conditions);
      extra = Frozen.map(extra);
    }
  }

  /**
   * Tells whether the newest generation is rolled out: every pod is of it and available.
   *
   * @return true if so; false while the controller has not looked at it
   */
  public boolean isRolledOut() {
    if (spec == null || status == null) {
      return false;
    }
    long generation = metadata.generation() == null ? 0 : metadata.generation();
    int wanted = spec.replicas() == null ? 1 : spec.replicas();
    return orZero(status.observedGeneration()) >= generation
        && orZero(status.updatedReplicas()) == wanted
        && orZero(status.replicas()) == wanted
        && orZero(status.availableReplicas()) == wanted;
  }

  private static long orZero(@Nullable Number number) {
    return number == null ? 0 : number.longValue();
  }
}
