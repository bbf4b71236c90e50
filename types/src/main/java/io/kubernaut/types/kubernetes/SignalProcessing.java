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
 * The enrichment and classification of a signal.
 *
 * @param apiVersion {@code kubernaut.ai/v1alpha1}
 * @param kind {@code SignalProcessing}
 * @param metadata name, labels and so on
 * @param spec what is wanted
 * @param status what is
 * @param extra fields this version does not know
 */
@Sparse
@SchemaType(name = "signal-processing", version = 1)
public record SignalProcessing(
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
   * @param kind {@code SignalProcessing}
   * @param metadata name, labels and so on
   * @param spec what is wanted
   * @param status what is
   * @param extra fields this version does not know
   */
  public SignalProcessing {
    extra = Frozen.map(extra);
  }

  /** Where the processing of a signal stands. */
  public enum Phase {
    /** It was accepted. */
    @JsonProperty("Pending")
    PENDING,
    /** Facts are gathered. */
    @JsonProperty("Enriching")
    ENRICHING,
    /** Severity and environment are decided. */
    @JsonProperty("Classifying")
    CLASSIFYING,
    /** The business category is decided. */
    @JsonProperty("Categorizing")
    CATEGORIZING,
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
   * @param timesOutAt when it is given up
   * @param extra fields this version does not know
   */
  @Sparse
  public record Spec(
      @Nullable ObjectReference remediationRequestRef,
      @Nullable Instant timesOutAt,
      @Extra Map<String, RawJson> extra) {

    /**
     * Copies the collections.
     *
     * @param remediationRequestRef the remediation it belongs to
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
   * @param policyHash the policy that classified it
   * @param conditions what holds; {@code Ready} sums it up
   * @param extra fields this version does not know
   */
  @Sparse
  public record Status(
      @Nullable Open<Phase> phase,
      @Nullable String policyHash,
      List<Condition> conditions,
      @Extra Map<String, RawJson> extra) {

    /**
     * Copies the collections.
     *
     * @param phase where it stands
     * @param policyHash the policy that classified it
     * @param conditions what holds; {@code Ready} sums it up
     * @param extra fields this version does not know
     */
    public Status {
      conditions = Frozen.list(conditions);
      extra = Frozen.map(extra);
    }
  }
}
