package io.kubernaut.types.kubernetes;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.kubernaut.types.Severity;
import io.kubernaut.types.alert.DeliveryAttempt;
import io.kubernaut.types.alert.DeliveryChannel;
import io.kubernaut.types.alert.RedeliveryPolicy;
import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.Max;
import io.kubernaut.types.schema.Min;
import io.kubernaut.types.schema.NotBlank;
import io.kubernaut.types.schema.Open;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.SchemaType;
import io.kubernaut.types.schema.Size;
import io.kubernaut.types.schema.Sparse;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
    FAILED;

    /**
     * Tells whether nothing more will happen.
     *
     * @return true if it was sent to all or some channels or to none
     */
    public boolean isFinal() {
      return this == SENT || this == PARTIALLY_SENT || this == FAILED;
    }

    /**
     * Returns where a notification stands after some attempts.
     *
     * @param channels the channels it is for
     * @param attempts what was attempted so far, in any order
     * @param policy how often it is attempted
     * @return pending before the first attempt; final when every channel has it, or no further
     *     attempt is left or of use
     */
    public static Phase after(
        Collection<String> channels, List<DeliveryAttempt> attempts, RedeliveryPolicy policy) {
      if (attempts.isEmpty()) {
        return PENDING;
      }
      EnumSet<Phase> each = EnumSet.noneOf(Phase.class);
      channels.forEach(channel -> each.add(of(channel, attempts, policy)));
      if (each.contains(RETRYING)) {
        return RETRYING;
      }
      if (each.contains(SENDING)) {
        return SENDING;
      }
      return each.size() == 2 ? PARTIALLY_SENT : each.contains(FAILED) ? FAILED : SENT;
    }

    private static Phase of(
        String channel, List<DeliveryAttempt> attempts, RedeliveryPolicy policy) {
      List<DeliveryAttempt> made =
          attempts.stream().filter(attempt -> attempt.channel().equals(channel)).toList();
      if (made.isEmpty()) {
        return SENDING;
      }
      if (made.stream().anyMatch(DeliveryAttempt::isDelivered)) {
        return SENT;
      }
      boolean isOver =
          made.size() >= policy.attempts() || made.stream().anyMatch(DeliveryAttempt::isHopeless);
      return isOver ? FAILED : RETRYING;
    }
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

  /** How urgent a notification is, the most first. */
  public enum Priority {
    /** Somebody must be woken. */
    @JsonProperty("critical")
    CRITICAL,
    /** Somebody must look at once. */
    @JsonProperty("high")
    HIGH,
    /** Somebody must look today. */
    @JsonProperty("medium")
    MEDIUM,
    /** It can be read later. */
    @JsonProperty("low")
    LOW;

    /**
     * Returns the priority that goes with a severity.
     *
     * @param severity how bad what is told of is
     * @return the priority in the same place of the order
     */
    public static Priority of(Severity severity) {
      return switch (severity) {
        case CRITICAL -> CRITICAL;
        case HIGH -> HIGH;
        case WARNING -> MEDIUM;
        case INFO -> LOW;
      };
    }
  }

  // Versions spell the same words as ManualReview and as manual-review.
  private static <E extends Enum<E>> Optional<E> known(Class<E> words, @Nullable Open<E> word) {
    return Optional.ofNullable(word)
        .flatMap(
            open ->
                open.known()
                    .or(
                        () ->
                            EnumSet.allOf(words).stream()
                                .filter(each -> letters(each.name()).equals(letters(open.text())))
                                .findFirst()));
  }

  private static String letters(String word) {
    return word.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
  }

  /**
   * What is wanted.
   *
   * @param remediationRequestRef the remediation it belongs to
   * @param type what it is about
   * @param priority how urgent it is
   * @param recipients who is told; beside those whom routes say
   * @param subject what it says, in a line
   * @param body what it says
   * @param channels through what; beside what routes say
   * @param severity how bad what it is about is
   * @param phase the phase of the remediation it is about
   * @param reviewSource what asked for a review
   * @param metadata what it is about, by name
   * @param context what it is about, in later versions
   * @param actionLinks where something can be done about it
   * @param retryPolicy how often and when it is attempted again
   * @param retentionDays how many days it is kept
   * @param extra fields this version does not know
   */
  @Sparse
  public record Spec(
      @Nullable ObjectReference remediationRequestRef,
      @Nullable Open<Type> type,
      @Nullable Open<Priority> priority,
      List<Recipient> recipients,
      @Nullable @Size(max = 500) String subject,
      @Nullable String body,
      List<Open<DeliveryChannel>> channels,
      @Nullable String severity,
      @Nullable String phase,
      @Nullable String reviewSource,
      Map<String, String> metadata,
      @Nullable RawJson context,
      List<ActionLink> actionLinks,
      @Nullable RedeliveryPolicy retryPolicy,
      @Nullable @Min(1) @Max(90) Integer retentionDays,
      @Extra Map<String, RawJson> extra) {

    /**
     * Copies the collections.
     *
     * @param remediationRequestRef the remediation it belongs to
     * @param type what it is about
     * @param priority how urgent it is
     * @param recipients who is told; beside those whom routes say
     * @param subject what it says, in a line
     * @param body what it says
     * @param channels through what; beside what routes say
     * @param severity how bad what it is about is
     * @param phase the phase of the remediation it is about
     * @param reviewSource what asked for a review
     * @param metadata what it is about, by name
     * @param context what it is about, in later versions
     * @param actionLinks where something can be done about it
     * @param retryPolicy how often and when it is attempted again
     * @param retentionDays how many days it is kept
     * @param extra fields this version does not know
     */
    public Spec {
      recipients = Frozen.list(recipients);
      channels = Frozen.list(channels);
      metadata = Frozen.map(metadata);
      actionLinks = Frozen.list(actionLinks);
      extra = Frozen.map(extra);
    }

    /**
     * Returns what it is about, however it is spelled.
     *
     * @return empty if it is not said, or this version does not know the word
     */
    public Optional<Type> knownType() {
      return known(Type.class, type);
    }

    /**
     * Returns how urgent it is, however it is spelled.
     *
     * @return empty if it is not said, or this version does not know the word
     */
    public Optional<Priority> knownPriority() {
      return known(Priority.class, priority);
    }
  }

  /**
   * Who is told. Each channel looks at its own field.
   *
   * @param email a mail address
   * @param slack a channel or user of Slack
   * @param teams a channel or user of Teams
   * @param phone a number, with {@code +} and country code
   * @param webhookUrl where a webhook goes to; written and shown as it is, even if it is a secret
   * @param extra fields this version does not know
   */
  @Sparse
  public record Recipient(
      @Nullable String email,
      @Nullable String slack,
      @Nullable String teams,
      @Nullable String phone,
      @JsonProperty("webhookURL") @Nullable String webhookUrl,
      @Extra Map<String, RawJson> extra) {

    /**
     * Copies the collections.
     *
     * @param email a mail address
     * @param slack a channel or user of Slack
     * @param teams a channel or user of Teams
     * @param phone a number, with {@code +} and country code
     * @param webhookUrl where a webhook goes to; written and shown as it is, even if it is a secret
     * @param extra fields this version does not know
     */
    public Recipient {
      extra = Frozen.map(extra);
    }

    /** Returns the name of the type: addresses of people and secrets of systems are not shown. */
    @Override
    public String toString() {
      return "Recipient";
    }
  }

  /**
   * Where something can be done about it.
   *
   * @param service what it leads to, for example {@code grafana}
   * @param url where it leads
   * @param label what it is called
   * @param extra fields this version does not know
   */
  @Sparse
  public record ActionLink(
      @Nullable String service,
      @Nullable String url,
      @Nullable String label,
      @Extra Map<String, RawJson> extra) {

    /**
     * Copies the collections.
     *
     * @param service what it leads to, for example {@code grafana}
     * @param url where it leads
     * @param label what it is called
     * @param extra fields this version does not know
     */
    public ActionLink {
      extra = Frozen.map(extra);
    }
  }

  /**
   * What is known.
   *
   * @param phase where it stands
   * @param conditions what holds; {@code Ready} sums it up
   * @param deliveryAttempts what was attempted
   * @param totalAttempts how many attempts were made
   * @param successfulDeliveries how many channels have it
   * @param failedDeliveries how many attempts failed
   * @param queuedAt when it was accepted
   * @param processingStartedAt when sending began
   * @param completionTime when all was done
   * @param observedGeneration the generation this is about
   * @param reason why it stands there, in one word
   * @param message why it stands there, for people
   * @param extra fields this version does not know
   */
  @Sparse
  public record Status(
      @Nullable Open<Phase> phase,
      List<Condition> conditions,
      List<DeliveryAttempt> deliveryAttempts,
      @Nullable @Min(0) Integer totalAttempts,
      @Nullable @Min(0) Integer successfulDeliveries,
      @Nullable @Min(0) Integer failedDeliveries,
      @Nullable Instant queuedAt,
      @Nullable Instant processingStartedAt,
      @Nullable Instant completionTime,
      @Nullable Long observedGeneration,
      @Nullable String reason,
      @Nullable String message,
      @Extra Map<String, RawJson> extra) {

    /**
     * Copies the collections.
     *
     * @param phase where it stands
     * @param conditions what holds; {@code Ready} sums it up
     * @param deliveryAttempts what was attempted
     * @param totalAttempts how many attempts were made
     * @param successfulDeliveries how many channels have it
     * @param failedDeliveries how many attempts failed
     * @param queuedAt when it was accepted
     * @param processingStartedAt when sending began
     * @param completionTime when all was done
     * @param observedGeneration the generation this is about
     * @param reason why it stands there, in one word
     * @param message why it stands there, for people
     * @param extra fields this version does not know
     */
    public Status {
      conditions = Frozen.list(conditions);
      deliveryAttempts = Frozen.list(deliveryAttempts);
      extra = Frozen.map(extra);
    }
  }
}
