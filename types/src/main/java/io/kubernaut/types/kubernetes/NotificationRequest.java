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
 * Something that people are to be told.
 *
 * @param apiVersion {@code kubernaut.ai/v1alpha1}
 * @param kind {@code NotificationRequest}
 * @param metadata name, labels and so on
 * @param spec what is wanted
 * @param status what is
 * @param extra fields this version does not know
 */
@Sparse
@SchemaType(name = "notification-request", version = 1)
public record NotificationRequest(
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
   * @param kind {@code NotificationRequest}
   * @param metadata name, labels and so on
   * @param spec what is wanted
   * @param status what is
   * @param extra fields this version does not know
   */
  public NotificationRequest {
    extra = Frozen.map(extra);
  }

  /** Where a notification stands. */
  public enum Phase {
    /** It was accepted. */
    @JsonProperty("Pending")
    PENDING,
    /** It is being sent. */
    @JsonProperty("Sending")
    SENDING,
    /** It is sent again. */
    @JsonProperty("Retrying")
    RETRYING,
    /** Every channel has it. */
    @JsonProperty("Sent")
    SENT,
    /** Some channels have it. */
    @JsonProperty("PartiallySent")
    PARTIALLY_SENT,
    /** No channel has it. */
    @JsonProperty("Failed")
    FAILED
  }

  /** What a notification is about. */
  public enum Type {
    /** Somebody must take over. */
    @JsonProperty("Escalation")
    ESCALATION,
    /** A message. */
    @JsonProperty("Simple")
    SIMPLE,
    /** How things stand. */
    @JsonProperty("StatusUpdate")
    STATUS_UPDATE,
    /** A question. */
    @JsonProperty("Approval")
    APPROVAL,
    /** Somebody must look. */
    @JsonProperty("ManualReview")
    MANUAL_REVIEW,
    /** It is done. */
    @JsonProperty("Completion")
    COMPLETION
  }

  /**
   * What is wanted.
   *
   * @param type what it is about
   * @param priority how urgent it is
   * @param subject what it says, in a line
   * @param body what it says
   * @param retentionDays how many days it is kept
   * @param extra fields this version does not know
   */
  @Sparse
  public record Spec(
      @Nullable Open<Type> type,
      @Nullable String priority,
      @Nullable String subject,
      @Nullable String body,
      @Nullable Integer retentionDays,
      @Extra Map<String, RawJson> extra) {

    /**
     * Copies the collections.
     *
     * @param type what it is about
     * @param priority how urgent it is
     * @param subject what it says, in a line
     * @param body what it says
     * @param retentionDays how many days it is kept
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
   * @param conditions what holds; {@code Ready} sums it up
   * @param extra fields this version does not know
   */
  @Sparse
  public record Status(
      @Nullable Open<Phase> phase, List<Condition> conditions, @Extra Map<String, RawJson> extra) {

    /**
     * Copies the collections.
     *
     * @param phase where it stands
     * @param conditions what holds; {@code Ready} sums it up
     * @param extra fields this version does not know
     */
    public Status {
      conditions = Frozen.list(conditions);
      extra = Frozen.map(extra);
    }
  }
}
