package io.kubernaut.types.kubernetes;

import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.NotBlank;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.SchemaType;
import io.kubernaut.types.schema.Sparse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many pods there may be, and what decides.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/horizontal-pod-autoscaler-v2/">HorizontalPodAutoscaler</a>
 * @param apiVersion {@code autoscaling/v2}
 * @param kind {@code HorizontalPodAutoscaler}
 * @param metadata name, labels and so on
 * @param spec what is wanted
 * @param status what is
 * @param extra fields this version does not know
 */
@Sparse
@SchemaType(name = "horizontal-pod-autoscaler", version = 1)
public record HorizontalPodAutoscaler(
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
   * @param apiVersion {@code autoscaling/v2}
   * @param kind {@code HorizontalPodAutoscaler}
   * @param metadata name, labels and so on
   * @param spec what is wanted
   * @param status what is
   * @param extra fields this version does not know
   */
  public HorizontalPodAutoscaler {
    extra = Frozen.map(extra);
  }

  /**
   * What is wanted of an autoscaler.
   *
   * @param scaleTargetRef what is scaled
   * @param minReplicas the fewest pods; 1 unless given
   * @param maxReplicas the most pods
   * @param metrics what decides
   * @param extra fields this version does not know
   */
  @Sparse
  public record Spec(
      @Nullable ObjectReference scaleTargetRef,
      @Nullable Integer minReplicas,
      int maxReplicas,
      List<RawJson> metrics,
      @Extra Map<String, RawJson> extra) {

    /**
     * Copies the collections.
     *
     * @param scaleTargetRef what is scaled
     * @param minReplicas the fewest pods; 1 unless given
     * @param maxReplicas the most pods
     * @param metrics what decides
     * @param extra fields this version does not know
     */
    public Spec {
      metrics = Frozen.list(metrics);
      extra = Frozen.map(extra);
    }
  }

  /**
   * What is known of an autoscaler.
   *
   * @param observedGeneration the generation that was looked at
   * @param lastScaleTime when the number last changed
   * @param currentReplicas how many pods there are
   * @param desiredReplicas how many there should be
   * @param conditions what holds
   * @param extra fields this version does not know
   */
  @Sparse
  public record Status(
      @Nullable Long observedGeneration,
      @Nullable Instant lastScaleTime,
      @Nullable Integer currentReplicas,
      int desiredReplicas,
      List<Condition> conditions,
      @Extra Map<String, RawJson> extra) {

    /**
     * Copies the collections.
     *
     * @param observedGeneration the generation that was looked at
     * @param lastScaleTime when the number last changed
     * @param currentReplicas how many pods there are
     * @param desiredReplicas how many there should be
     * @param conditions what holds
     * @param extra fields this version does not know
     */
    public Status {
      conditions = Frozen.list(conditions);
      extra = Frozen.map(extra);
    }
  }
}
