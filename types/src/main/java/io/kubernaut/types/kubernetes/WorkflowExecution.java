package io.kubernaut.types.kubernetes;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.kubernaut.types.container.FailureReason;
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
 * One run of a workflow.
 *
 * @param apiVersion {@code kubernaut.ai/v1alpha1}
 * @param kind {@code WorkflowExecution}
 * @param metadata name, labels and so on
 * @param spec what is wanted
 * @param status what is
 * @param extra fields this version does not know
 */
@Sparse
@SchemaType(name = "workflow-execution", version = 1)
public record WorkflowExecution(
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
   * @param kind {@code WorkflowExecution}
   * @param metadata name, labels and so on
   * @param spec what is wanted
   * @param status what is
   * @param extra fields this version does not know
   */
  public WorkflowExecution {
    extra = Frozen.map(extra);
  }

  /** Where a run stands. */
  public enum Phase {
    /** It was accepted. */
    @JsonProperty("Pending")
    PENDING,
    /** It runs. */
    @JsonProperty("Running")
    RUNNING,
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
   * @param workflowRef the workflow
   * @param targetResource what it works on
   * @param parameters what it is given
   * @param clusterId the cluster it works on
   * @param timesOutAt when it is given up
   * @param extra fields this version does not know
   */
  @Sparse
  public record Spec(
      @Nullable ObjectReference remediationRequestRef,
      @Nullable RawJson workflowRef,
      @Nullable String targetResource,
      Map<String, String> parameters,
      @JsonProperty("clusterID") @Nullable String clusterId,
      @Nullable Instant timesOutAt,
      @Extra Map<String, RawJson> extra) {

    /**
     * Copies the collections.
     *
     * @param remediationRequestRef the remediation it belongs to
     * @param workflowRef the workflow
     * @param targetResource what it works on
     * @param parameters what it is given
     * @param clusterId the cluster it works on
     * @param timesOutAt when it is given up
     * @param extra fields this version does not know
     */
    public Spec {
      parameters = Frozen.map(parameters);
      extra = Frozen.map(extra);
    }
  }

  /**
   * What is known.
   *
   * @param phase where it stands
   * @param failureDetails why it failed
   * @param startTime when it began
   * @param completionTime when it ended
   * @param conditions what holds; {@code Ready} sums it up
   * @param extra fields this version does not know
   */
  @Sparse
  public record Status(
      @Nullable Open<Phase> phase,
      @Nullable FailureDetails failureDetails,
      @Nullable Instant startTime,
      @Nullable Instant completionTime,
      List<Condition> conditions,
      @Extra Map<String, RawJson> extra) {

    /**
     * Copies the collections.
     *
     * @param phase where it stands
     * @param failureDetails why it failed
     * @param startTime when it began
     * @param completionTime when it ended
     * @param conditions what holds; {@code Ready} sums it up
     * @param extra fields this version does not know
     */
    public Status {
      conditions = Frozen.list(conditions);
      extra = Frozen.map(extra);
    }
  }

  /**
   * Why a run failed.
   *
   * @param reason why, in one word
   * @param message why, for people
   * @param exitCode what the process ended with
   * @param extra fields this version does not know
   */
  @Sparse
  public record FailureDetails(
      @Nullable Open<FailureReason> reason,
      @Nullable String message,
      @Nullable Integer exitCode,
      @Extra Map<String, RawJson> extra) {

    /**
     * Copies the collections.
     *
     * @param reason why, in one word
     * @param message why, for people
     * @param exitCode what the process ended with
     * @param extra fields this version does not know
     */
    public FailureDetails {
      extra = Frozen.map(extra);
    }
  }
}
