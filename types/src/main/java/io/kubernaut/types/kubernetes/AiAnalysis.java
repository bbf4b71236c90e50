package io.kubernaut.types.kubernetes;

import com.fasterxml.jackson.annotation.JsonProperty;
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
 * The search for a cause, and for a workflow that helps.
 *
 * @param apiVersion {@code kubernaut.ai/v1alpha1}
 * @param kind {@code AIAnalysis}
 * @param metadata name, labels and so on
 * @param spec what is wanted
 * @param status what is
 * @param extra fields this version does not know
 */
@Sparse
@SchemaType(name = "ai-analysis", version = 1)
public record AiAnalysis(
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
   * @param apiVersion {@code kubernaut.ai/v1alpha1}
   * @param kind {@code AIAnalysis}
   * @param metadata name, labels and so on
   * @param spec what is wanted
   * @param status what is
   * @param extra fields this version does not know
   */
  public AiAnalysis {
    extra = Frozen.map(extra);
  }

  /** Where an analysis stands. */
  public enum Phase {
    /** It was accepted. */
    @JsonProperty("Pending")
    PENDING,
    /** The cause is sought. */
    @JsonProperty("Investigating")
    INVESTIGATING,
    /** A workflow is chosen. */
    @JsonProperty("Analyzing")
    ANALYZING,
    /** It is done. */
    @JsonProperty("Completed")
    COMPLETED,
    /** It could not be done. */
    @JsonProperty("Failed")
    FAILED
  }

  /**
   * What is wanted.
   *
   * @param remediationRequestRef the remediation it belongs to
   * @param clusterId the cluster it is in
   * @param timesOutAt when it is given up
   * @param extra fields this version does not know
   */
  @Sparse
  public record Spec(
      @Nullable ObjectReference remediationRequestRef,
      @JsonProperty("clusterID") @Nullable String clusterId,
      @Nullable Instant timesOutAt,
      @Extra Map<String, RawJson> extra) {

    /**
     * Copies the collections.
     *
     * @param remediationRequestRef the remediation it belongs to
     * @param clusterId the cluster it is in
     * @param timesOutAt when it is given up
     * @param extra fields this version does not know
     */
    public Spec {
      extra = Frozen.map(extra);
    }
  }

  /**
   * What is known.
   *
   * @param phase where it stands
   * @param degradedMode whether something it needs was missing
   * @param conditions what holds; {@code Ready} sums it up
   * @param extra fields this version does not know
   */
  @Sparse
  public record Status(
      @Nullable Open<Phase> phase,
      @Nullable Boolean degradedMode,
      List<Condition> conditions,
      @Extra Map<String, RawJson> extra) {

    /**
     * Copies the collections.
     *
     * @param phase where it stands
     * @param degradedMode whether something it needs was missing
     * @param conditions what holds; {@code Ready} sums it up
     * @param extra fields this version does not know
     */
    public Status {
      conditions = Frozen.list(conditions);
      extra = Frozen.map(extra);
    }
  }
}
