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
 * One conversation of the agent about an incident.
 *
 * @param apiVersion {@code kubernaut.ai/v1alpha1}
 * @param kind {@code AgentSession}
 * @param metadata name, labels and so on
 * @param spec what is wanted
 * @param status what is
 * @param extra fields this version does not know
 */
@Sparse
@SchemaType(name = "agent-session", version = 1)
public record AgentSession(
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
   * @param kind {@code AgentSession}
   * @param metadata name, labels and so on
   * @param spec what is wanted
   * @param status what is
   * @param extra fields this version does not know
   */
  public AgentSession {
    extra = Frozen.map(extra);
  }

  /** Where a session stands. */
  public enum Phase {
    /** It was accepted. */
    @JsonProperty("Pending")
    PENDING,
    /** The agent works. */
    @JsonProperty("Investigating")
    INVESTIGATING,
    /** It is done. */
    @JsonProperty("Completed")
    COMPLETED,
    /** It could not be done. */
    @JsonProperty("Failed")
    FAILED,
    /** Somebody cancelled it. */
    @JsonProperty("Cancelled")
    CANCELLED
  }

  /**
   * What is wanted.
   *
   * @param incidentId the incident
   * @param remediationId the remediation it belongs to
   * @param timesOutAt when it is given up
   * @param extra fields this version does not know
   */
  @Sparse
  public record Spec(
      @JsonProperty("incidentID") @Nullable String incidentId,
      @JsonProperty("remediationID") @Nullable String remediationId,
      @Nullable Instant timesOutAt,
      @Extra Map<String, RawJson> extra) {

    /**
     * Copies the collections.
     *
     * @param incidentId the incident
     * @param remediationId the remediation it belongs to
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
   * @param dispatchedAt when the agent was asked
   * @param conditions what holds; {@code Ready} sums it up
   * @param extra fields this version does not know
   */
  @Sparse
  public record Status(
      @Nullable Open<Phase> phase,
      @Nullable Instant dispatchedAt,
      List<Condition> conditions,
      @Extra Map<String, RawJson> extra) {

    /**
     * Copies the collections.
     *
     * @param phase where it stands
     * @param dispatchedAt when the agent was asked
     * @param conditions what holds; {@code Ready} sums it up
     * @param extra fields this version does not know
     */
    public Status {
      conditions = Frozen.list(conditions);
      extra = Frozen.map(extra);
    }
  }
}
