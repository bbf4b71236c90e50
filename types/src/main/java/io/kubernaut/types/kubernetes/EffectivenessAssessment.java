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
 * Whether a remediation helped.
 *
 * @param apiVersion {@code kubernaut.ai/v1alpha1}
 * @param kind {@code EffectivenessAssessment}
 * @param metadata name, labels and so on
 * @param spec what is wanted
 * @param status what is
 * @param extra fields this version does not know
 */
@Sparse
@SchemaType(name = "effectiveness-assessment", version = 1)
public record EffectivenessAssessment(
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
   * @param kind {@code EffectivenessAssessment}
   * @param metadata name, labels and so on
   * @param spec what is wanted
   * @param status what is
   * @param extra fields this version does not know
   */
  public EffectivenessAssessment {
    extra = Frozen.map(extra);
  }

  /** Where an assessment stands. */
  public enum Phase {
    /** It was accepted. */
    @JsonProperty("Pending")
    PENDING,
    /** The change is on its way. */
    @JsonProperty("WaitingForPropagation")
    WAITING_FOR_PROPAGATION,
    /** The system settles. */
    @JsonProperty("Stabilizing")
    STABILIZING,
    /** The effect is measured. */
    @JsonProperty("Assessing")
    ASSESSING,
    /** It is done. */
    @JsonProperty("Completed")
    COMPLETED,
    /** It could not be done. */
    @JsonProperty("Failed")
    FAILED
  }

  /** How far an assessment came. */
  public enum Reason {
    /** Everything was measured. */
    @JsonProperty("Full")
    FULL,
    /** Some was measured. */
    @JsonProperty("Partial")
    PARTIAL,
    /** Nothing was done. */
    @JsonProperty("NoExecution")
    NO_EXECUTION,
    /** Metrics did not come. */
    @JsonProperty("MetricsTimedOut")
    METRICS_TIMED_OUT,
    /** Its time was over. */
    @JsonProperty("Expired")
    EXPIRED,
    /** Something else changed the resource. */
    @JsonProperty("SpecDrift")
    SPEC_DRIFT,
    /** The alert stayed too long. */
    @JsonProperty("AlertDecayTimeout")
    ALERT_DECAY_TIMEOUT,
    /** It could not go on. */
    @JsonProperty("Unrecoverable")
    UNRECOVERABLE
  }

  /**
   * What is wanted.
   *
   * @param correlationId the remediation it belongs to
   * @param signalTarget what the signal was about
   * @param remediationTarget what was changed
   * @param preRemediationSpecHash what it was like before
   * @param extra fields this version does not know
   */
  @Sparse
  public record Spec(
      @JsonProperty("correlationID") @Nullable String correlationId,
      @Nullable ObjectReference signalTarget,
      @Nullable ObjectReference remediationTarget,
      @Nullable String preRemediationSpecHash,
      @Extra Map<String, RawJson> extra) {

    /**
     * Copies the collections.
     *
     * @param correlationId the remediation it belongs to
     * @param signalTarget what the signal was about
     * @param remediationTarget what was changed
     * @param preRemediationSpecHash what it was like before
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
   * @param assessmentReason how far the assessment came
   * @param conditions what holds; {@code Ready} sums it up
   * @param extra fields this version does not know
   */
  @Sparse
  public record Status(
      @Nullable Open<Phase> phase,
      @Nullable Open<Reason> assessmentReason,
      List<Condition> conditions,
      @Extra Map<String, RawJson> extra) {

    /**
     * Copies the collections.
     *
     * @param phase where it stands
     * @param assessmentReason how far the assessment came
     * @param conditions what holds; {@code Ready} sums it up
     * @param extra fields this version does not know
     */
    public Status {
      conditions = Frozen.list(conditions);
      extra = Frozen.map(extra);
    }
  }
}
