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
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A signal that something is wrong, and what is done about it.
 *
 * @param apiVersion {@code kubernaut.ai/v1alpha1}
 * @param kind {@code RemediationRequest}
 * @param metadata name, labels and so on
 * @param spec what is wanted
 * @param status what is
 * @param extra fields this version does not know
 */
@Sparse
@SchemaType(name = "remediation-request", version = 1)
public record RemediationRequest(
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
   * @param kind {@code RemediationRequest}
   * @param metadata name, labels and so on
   * @param spec what is wanted
   * @param status what is
   * @param extra fields this version does not know
   */
  public RemediationRequest {
    extra = Frozen.map(extra);
  }

  /** Where a remediation stands. */
  public enum Phase {
    /** It was accepted. */
    @JsonProperty("Pending")
    PENDING,
    /** The signal is enriched. */
    @JsonProperty("Processing")
    PROCESSING,
    /** The cause is sought. */
    @JsonProperty("Analyzing")
    ANALYZING,
    /** Somebody must agree. */
    @JsonProperty("AwaitingApproval")
    AWAITING_APPROVAL,
    /** The workflow runs. */
    @JsonProperty("Executing")
    EXECUTING,
    /** The effect is checked. */
    @JsonProperty("Verifying")
    VERIFYING,
    /** It waits for a reason to pass. */
    @JsonProperty("Blocked")
    BLOCKED,
    /** It is done. */
    @JsonProperty("Completed")
    COMPLETED,
    /** It could not be done. */
    @JsonProperty("Failed")
    FAILED,
    /** It took too long. */
    @JsonProperty("TimedOut")
    TIMED_OUT,
    /** It was not needed. */
    @JsonProperty("Skipped")
    SKIPPED,
    /** Somebody cancelled it. */
    @JsonProperty("Cancelled")
    CANCELLED
  }

  /** What came of a remediation. */
  public enum Outcome {
    /** The fault is gone. */
    @JsonProperty("Remediated")
    REMEDIATED,
    /** Nothing had to be done. */
    @JsonProperty("NoActionRequired")
    NO_ACTION_REQUIRED,
    /** A person must look. */
    @JsonProperty("ManualReviewRequired")
    MANUAL_REVIEW_REQUIRED,
    /** The effect could not be seen in time. */
    @JsonProperty("VerificationTimedOut")
    VERIFICATION_TIMED_OUT,
    /** Nobody knows. */
    @JsonProperty("Inconclusive")
    INCONCLUSIVE,
    /** It was only tried. */
    @JsonProperty("DryRun")
    DRY_RUN
  }

  /** Why a remediation waits. */
  public enum BlockReason {
    /** It failed too often in a row. */
    @JsonProperty("ConsecutiveFailures")
    CONSECUTIVE_FAILURES,
    /** The same is under way. */
    @JsonProperty("DuplicateInProgress")
    DUPLICATE_IN_PROGRESS,
    /** Something else works on the resource. */
    @JsonProperty("ResourceBusy")
    RESOURCE_BUSY,
    /** It was done a moment ago. */
    @JsonProperty("RecentlyRemediated")
    RECENTLY_REMEDIATED,
    /** It waits longer each time. */
    @JsonProperty("ExponentialBackoff")
    EXPONENTIAL_BACKOFF,
    /** The resource is not ours. */
    @JsonProperty("UnmanagedResource")
    UNMANAGED_RESOURCE,
    /** It did not help before. */
    @JsonProperty("IneffectiveChain")
    INEFFECTIVE_CHAIN
  }

  /**
   * What is wanted.
   *
   * @param signalFingerprint equal for signals about the same thing
   * @param signalName what is wrong
   * @param severity critical, high, warning or info
   * @param signalType what kind of signal
   * @param signalSource where it came from
   * @param targetType kubernetes, aws, azure, gcp or datadog
   * @param targetResource what is affected
   * @param clusterId the cluster it is in
   * @param firingTime when it began
   * @param receivedTime when it was heard of
   * @param extra fields this version does not know
   */
  @Sparse
  public record Spec(
      @Nullable String signalFingerprint,
      @Nullable String signalName,
      @Nullable String severity,
      @Nullable String signalType,
      @Nullable String signalSource,
      @Nullable String targetType,
      @Nullable ObjectReference targetResource,
      @JsonProperty("clusterID") @Nullable String clusterId,
      @Nullable Instant firingTime,
      @Nullable Instant receivedTime,
      @Extra Map<String, RawJson> extra) {

    /**
     * Copies the collections.
     *
     * @param signalFingerprint equal for signals about the same thing
     * @param signalName what is wrong
     * @param severity critical, high, warning or info
     * @param signalType what kind of signal
     * @param signalSource where it came from
     * @param targetType kubernetes, aws, azure, gcp or datadog
     * @param targetResource what is affected
     * @param clusterId the cluster it is in
     * @param firingTime when it began
     * @param receivedTime when it was heard of
     * @param extra fields this version does not know
     */
    public Spec {
      extra = Frozen.map(extra);
    }
  }

  /**
   * What is known.
   *
   * @param overallPhase where it stands
   * @param outcome what came of it
   * @param blockReason why it waits
   * @param startTime when it began
   * @param conditions what holds; {@code Ready} sums it up
   * @param extra fields this version does not know
   */
  @Sparse
  public record Status(
      @Nullable Open<Phase> overallPhase,
      @Nullable Open<Outcome> outcome,
      @Nullable Open<BlockReason> blockReason,
      @Nullable Instant startTime,
      List<Condition> conditions,
      @Extra Map<String, RawJson> extra) {

    /**
     * Copies the collections.
     *
     * @param overallPhase where it stands
     * @param outcome what came of it
     * @param blockReason why it waits
     * @param startTime when it began
     * @param conditions what holds; {@code Ready} sums it up
     * @param extra fields this version does not know
     */
    public Status {
      conditions = Frozen.list(conditions);
      extra = Frozen.map(extra);
    }
  }

  /** The phases after which nothing more happens. */
  private static final Set<Phase> FINAL =
      EnumSet.of(Phase.COMPLETED, Phase.FAILED, Phase.TIMED_OUT, Phase.SKIPPED, Phase.CANCELLED);

  /**
   * Tells whether nothing more will happen.
   *
   * @return true in a final phase
   */
  public boolean isFinished() {
    return status != null
        && status.overallPhase() != null
        && status.overallPhase().known().map(FINAL::contains).orElse(false);
  }
}
