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
 * A person and the agent look at an incident together.
 *
 * @param apiVersion {@code kubernaut.ai/v1alpha1}
 * @param kind {@code InvestigationSession}
 * @param metadata name, labels and so on
 * @param spec what is wanted
 * @param status what is
 * @param extra fields this version does not know
 */
@Sparse
@SchemaType(name = "investigation-session", version = 1)
public record InvestigationSession(
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
   * @param kind {@code InvestigationSession}
   * @param metadata name, labels and so on
   * @param spec what is wanted
   * @param status what is
   * @param extra fields this version does not know
   */
  public InvestigationSession {
    extra = Frozen.map(extra);
  }

  /** Where a session stands. */
  public enum Phase {
    /** Somebody is there. */
    @JsonProperty("Active")
    ACTIVE,
    /** The connection is lost. */
    @JsonProperty("Disconnected")
    DISCONNECTED,
    /** It is done. */
    @JsonProperty("Completed")
    COMPLETED,
    /** Somebody cancelled it. */
    @JsonProperty("Cancelled")
    CANCELLED,
    /** It could not go on. */
    @JsonProperty("Failed")
    FAILED
  }

  /** How a person came in. */
  public enum JoinMode {
    /** The person began it. */
    @JsonProperty("start")
    START,
    /** The person took it over. */
    @JsonProperty("takeover")
    TAKEOVER
  }

  /**
   * What is wanted.
   *
   * @param a2aTaskId the task it belongs to
   * @param userIdentity who looks
   * @param joinMode how the person came in
   * @param extra fields this version does not know
   */
  @Sparse
  public record Spec(
      @JsonProperty("a2aTaskID") @Nullable String a2aTaskId,
      @Nullable String userIdentity,
      @Nullable Open<JoinMode> joinMode,
      @Extra Map<String, RawJson> extra) {

    /**
     * Copies the collections.
     *
     * @param a2aTaskId the task it belongs to
     * @param userIdentity who looks
     * @param joinMode how the person came in
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
   * @param leaseHolder who holds the session
   * @param connectionState how the connection stands
   * @param conditions what holds; {@code Ready} sums it up
   * @param extra fields this version does not know
   */
  @Sparse
  public record Status(
      @Nullable Open<Phase> phase,
      @Nullable String leaseHolder,
      @Nullable String connectionState,
      List<Condition> conditions,
      @Extra Map<String, RawJson> extra) {

    /**
     * Copies the collections.
     *
     * @param phase where it stands
     * @param leaseHolder who holds the session
     * @param connectionState how the connection stands
     * @param conditions what holds; {@code Ready} sums it up
     * @param extra fields this version does not know
     */
    public Status {
      conditions = Frozen.list(conditions);
      extra = Frozen.map(extra);
    }
  }
}
