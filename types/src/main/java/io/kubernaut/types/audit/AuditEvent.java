package io.kubernaut.types.audit;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.kubernaut.types.Severity;
import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.Matches;
import io.kubernaut.types.schema.Max;
import io.kubernaut.types.schema.Min;
import io.kubernaut.types.schema.NotBlank;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.Schema;
import io.kubernaut.types.schema.SchemaType;
import io.kubernaut.types.schema.Size;
import io.kubernaut.types.schema.Sparse;
import io.kubernaut.types.schema.Validated;
import io.kubernaut.types.schema.Violations;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that was done, by whom, to what, and how it came out: the audit envelope, version 1.0.
 *
 * <pre>{@code
 * AuditEvent event =
 *     AuditEvent.builder("gateway.signal.received", AuditCategory.GATEWAY, AuditOutcome.SUCCESS, now)
 *         .correlation("rr-2026-001")
 *         .actor("service", "gateway-service")
 *         .resource("Signal", "fp-abc123", "HighCPU")
 *         .build();
 * }</pre>
 *
 * <p>Required are what {@link #builder} takes, and the correlation. The last four fields before
 * {@code extra} are the store's: whoever sends an event leaves them out.
 *
 * @param version the version of the envelope, {@code 1.0}
 * @param eventId which event this is; the store gives one if there is none
 * @param eventType what happened, as {@code service.subject.action}; at most 100 characters
 * @param eventTimestamp when it happened
 * @param eventCategory which business domain it belongs to
 * @param eventAction what was done; at most 50 characters
 * @param eventOutcome how it came out
 * @param actorType what kind of actor did it, for example {@code service} or {@code user}
 * @param actorId who did it
 * @param actorIp from which address; at most 45 characters, as an IPv6 address with an IPv4 tail
 *     has
 * @param resourceType what kind of thing it was done to
 * @param resourceId what it was done to, for programs
 * @param resourceName what it was done to, for people
 * @param correlationId what belongs together: the name of the RemediationRequest; at most 255
 *     characters
 * @param parentEventId the event that led to this one
 * @param parentEventDate the day of that event, in UTC; goes with {@code parentEventId}
 * @param traceId the trace it happened in: 32 lower-case hex digits
 * @param spanId the span it happened in: 16 lower-case hex digits
 * @param namespace the Kubernetes namespace
 * @param clusterId the cluster
 * @param eventData what the type of event tells beyond the envelope; of the same type
 * @param eventMetadata anything else, by name
 * @param severity how bad it is: {@code critical}, {@code high}, {@code warning} or {@code info},
 *     older words included
 * @param durationMs how long it took, in milliseconds
 * @param errorCode what went wrong, for programs, for example {@code ERR_TIMEOUT}
 * @param errorMessage what went wrong, for people
 * @param retentionDays how long to keep it, in days from 1 to 2555 (7 years); without it, 2555
 * @param isSensitive whether only some may read it
 * @param eventHash the hash over {@code previousEventHash} and this event
 * @param previousEventHash the hash of the event before, within the same correlation
 * @param hashAlgorithm how the hash is made: {@code hmac-sha256}, or {@code sha256-unkeyed} in old
 *     events
 * @param legalHold whether it must be kept longer, whatever {@code retentionDays} says
 * @param extra fields of a later version
 */
@Sparse
@SchemaType(name = "audit-event", version = 1)
public record AuditEvent(
    @Size(min = 1, max = 20) String version,
    @JsonProperty("event_id") @Nullable UUID eventId,
    @JsonProperty("event_type") @Size(min = 1, max = 100) @Matches(value = TYPE, as = TYPE_LOOK)
        String eventType,
    @JsonProperty("event_timestamp") Instant eventTimestamp,
    @JsonProperty("event_category") AuditCategory eventCategory,
    @JsonProperty("event_action") @Size(min = 1, max = 50) String eventAction,
    @JsonProperty("event_outcome") AuditOutcome eventOutcome,
    @JsonProperty("actor_type") @Nullable String actorType,
    @JsonProperty("actor_id") @Nullable String actorId,
    @JsonProperty("actor_ip") @Nullable @Size(max = 45) String actorIp,
    @JsonProperty("resource_type") @Nullable String resourceType,
    @JsonProperty("resource_id") @Nullable String resourceId,
    @JsonProperty("resource_name") @Nullable String resourceName,
    @JsonProperty("correlation_id") @NotBlank @Size(max = 255) String correlationId,
    @JsonProperty("parent_event_id") @Nullable UUID parentEventId,
    @JsonProperty("parent_event_date") @Nullable LocalDate parentEventDate,
    @JsonProperty("trace_id")
        @Nullable
        @Matches(value = "[0-9a-f]{32}", as = "32 lower-case hex digits")
        String traceId,
    @JsonProperty("span_id")
        @Nullable
        @Matches(value = "[0-9a-f]{16}", as = "16 lower-case hex digits")
        String spanId,
    @Nullable String namespace,
    @JsonProperty("cluster_id") @Nullable String clusterId,
    @JsonProperty("event_data") AuditPayload eventData,
    @JsonProperty("event_metadata") Map<String, RawJson> eventMetadata,
    @Nullable String severity,
    @JsonProperty("duration_ms") @Nullable @Min(0) Long durationMs,
    @JsonProperty("error_code") @Nullable String errorCode,
    @JsonProperty("error_message") @Nullable String errorMessage,
    @JsonProperty("retention_days") @Nullable @Min(1) @Max(2555) Integer retentionDays,
    @JsonProperty("is_sensitive") @Nullable Boolean isSensitive,
    @JsonProperty("event_hash") @Nullable String eventHash,
    @JsonProperty("previous_event_hash") @Nullable String previousEventHash,
    @JsonProperty("hash_algorithm") @Nullable String hashAlgorithm,
    @JsonProperty("legal_hold") @Nullable Boolean legalHold,
    @Extra Map<String, RawJson> extra)
    implements Validated {

  /** The version of the envelope. */
  public static final String VERSION = "1.0";

  /** How long an event is kept that does not say so, in days: seven years. */
  public static final int DEFAULT_RETENTION_DAYS = 2555;

  private static final String TYPE = "[a-z0-9_-]+(\\.[a-z0-9_-]+)+";
  private static final String TYPE_LOOK =
      "lower-case words joined by dots, such as \"gateway.signal.received\"";

  /**
   * Copies the collections.
   *
   * @param version the version of the envelope
   * @param eventId which event this is
   * @param eventType what happened
   * @param eventTimestamp when it happened
   * @param eventCategory which business domain it belongs to
   * @param eventAction what was done
   * @param eventOutcome how it came out
   * @param actorType what kind of actor did it
   * @param actorId who did it
   * @param actorIp from which address
   * @param resourceType what kind of thing it was done to
   * @param resourceId what it was done to
   * @param resourceName what it was done to
   * @param correlationId what belongs together
   * @param parentEventId the event that led to this one
   * @param parentEventDate the day of that event
   * @param traceId the trace it happened in
   * @param spanId the span it happened in
   * @param namespace the Kubernetes namespace
   * @param clusterId the cluster
   * @param eventData what the type of event tells beyond the envelope
   * @param eventMetadata anything else
   * @param severity how bad it is
   * @param durationMs how long it took
   * @param errorCode what went wrong
   * @param errorMessage what went wrong
   * @param retentionDays how long to keep it
   * @param isSensitive whether only some may read it
   * @param eventHash the hash over {@code previousEventHash} and this event
   * @param previousEventHash the hash of the event before
   * @param hashAlgorithm how the hash is made
   * @param legalHold whether it must be kept longer
   * @param extra fields of a later version
   */
  public AuditEvent {
    eventMetadata = Frozen.map(eventMetadata);
    extra = Frozen.map(extra);
  }

  /**
   * Starts an event. Its action is the last word of its type.
   *
   * @param type what happened, as {@code service.subject.action}
   * @param category which business domain it belongs to
   * @param outcome how it came out
   * @param time when it happened
   * @return a builder
   */
  public static Builder builder(
      String type, AuditCategory category, AuditOutcome outcome, Instant time) {
    return new Builder(type, category, outcome, time);
  }

  /**
   * Returns how long to keep the event.
   *
   * @return days, from 1 to 2555
   */
  public int keptDays() {
    return retentionDays == null ? DEFAULT_RETENTION_DAYS : retentionDays;
  }

  @Override
  public void validate(Violations found) {
    if (!eventData.eventType().equals(eventType)) {
      found.add(
          "/event_data/event_type",
          eventData.eventType(),
          "must be the type of the event, \"" + eventType + "\"",
          "Give the payload of this type, or the type of this payload.");
    }
    found.unless(
        parentEventDate == null || parentEventId != null,
        "/parent_event_id",
        parentEventId,
        "must be there with parent_event_date",
        "Add the event whose day it is.");
  }

  /** Builds an event. Used by one thread. */
  public static final class Builder {

    private final String type;
    private final AuditCategory category;
    private final AuditOutcome outcome;
    private final Instant time;
    private final Map<String, RawJson> metadata = new LinkedHashMap<>();
    private @Nullable UUID id;
    private String action;
    private String correlation = "";
    private @Nullable String actorType;
    private @Nullable String actorId;
    private @Nullable String actorIp;
    private @Nullable String resourceType;
    private @Nullable String resourceId;
    private @Nullable String resourceName;
    private @Nullable UUID parentId;
    private @Nullable LocalDate parentDate;
    private @Nullable String traceId;
    private @Nullable String spanId;
    private @Nullable String namespace;
    private @Nullable String cluster;
    private AuditPayload payload;
    private @Nullable String severity;
    private @Nullable Long durationMs;
    private @Nullable String errorCode;
    private @Nullable String errorMessage;
    private @Nullable Integer retentionDays;
    private @Nullable Boolean isSensitive;

    private Builder(String type, AuditCategory category, AuditOutcome outcome, Instant time) {
      this.type = type;
      this.category = category;
      this.outcome = outcome;
      this.time = time;
      this.action = type.substring(type.lastIndexOf('.') + 1);
      this.payload = AuditPayload.none(type);
    }

    /**
     * Says which event this is.
     *
     * @param uuid its id
     * @return this builder
     */
    public Builder id(UUID uuid) {
      id = uuid;
      return this;
    }

    /**
     * Says what was done, where the last word of the type does not.
     *
     * @param word at most 50 characters
     * @return this builder
     */
    public Builder action(String word) {
      action = word;
      return this;
    }

    /**
     * Says what it belongs together with.
     *
     * @param name the name of the RemediationRequest; at most 255 characters
     * @return this builder
     */
    public Builder correlation(String name) {
      correlation = name;
      return this;
    }

    /**
     * Says who did it.
     *
     * @param kind for example {@code service} or {@code user}
     * @param name who
     * @return this builder
     */
    public Builder actor(String kind, String name) {
      actorType = kind;
      actorId = name;
      return this;
    }

    /**
     * Says from which address it was done.
     *
     * @param ip an IPv4 or IPv6 address
     * @return this builder
     */
    public Builder actorIp(String ip) {
      actorIp = ip;
      return this;
    }

    /**
     * Says what it was done to.
     *
     * @param kind what kind of thing
     * @param key which, for programs
     * @param name which, for people
     * @return this builder
     */
    public Builder resource(String kind, String key, String name) {
      resourceType = kind;
      resourceId = key;
      resourceName = name;
      return this;
    }

    /**
     * Says which event led to it.
     *
     * @param event that event's id
     * @param day that event's day, in UTC
     * @return this builder
     */
    public Builder parent(UUID event, LocalDate day) {
      parentId = event;
      parentDate = day;
      return this;
    }

    /**
     * Says in which trace it happened.
     *
     * @param trace 32 lower-case hex digits
     * @param span 16 lower-case hex digits
     * @return this builder
     */
    public Builder trace(String trace, String span) {
      traceId = trace;
      spanId = span;
      return this;
    }

    /**
     * Says where it happened.
     *
     * @param clusterId the cluster
     * @param name the Kubernetes namespace
     * @return this builder
     */
    public Builder in(String clusterId, String name) {
      cluster = clusterId;
      namespace = name;
      return this;
    }

    /**
     * Tells more, by the rules of the event's type.
     *
     * @param data the payload, of the type of this event
     * @return this builder
     */
    public Builder payload(AuditPayload data) {
      payload = data;
      return this;
    }

    /**
     * Tells anything else.
     *
     * @param name what it is called
     * @param value any JSON value
     * @return this builder
     */
    public Builder metadata(String name, RawJson value) {
      metadata.put(name, value);
      return this;
    }

    /**
     * Says how bad it is.
     *
     * @param level the severity
     * @return this builder
     */
    public Builder severity(Severity level) {
      severity = level.toString();
      return this;
    }

    /**
     * Says how long it took.
     *
     * @param length kept in whole milliseconds
     * @return this builder
     */
    public Builder took(Duration length) {
      durationMs = length.toMillis();
      return this;
    }

    /**
     * Says what went wrong.
     *
     * @param code for programs, for example {@code ERR_TIMEOUT}
     * @param message for people
     * @return this builder
     */
    public Builder error(String code, String message) {
      errorCode = code;
      errorMessage = message;
      return this;
    }

    /**
     * Says how long to keep it.
     *
     * @param days from 1 to 2555
     * @return this builder
     */
    public Builder keptDays(int days) {
      retentionDays = days;
      return this;
    }

    /**
     * Says that only some may read it.
     *
     * @return this builder
     */
    public Builder sensitive() {
      isSensitive = true;
      return this;
    }

    /**
     * Returns the event.
     *
     * @return the event
     * @throws io.kubernaut.types.schema.InvalidDocumentException if it breaks a rule of the
     *     envelope, with all problems
     */
    public AuditEvent build() {
      return Schema.of(AuditEvent.class)
          .require(
              new AuditEvent(
                  VERSION,
                  id,
                  type,
                  time,
                  category,
                  action,
                  outcome,
                  actorType,
                  actorId,
                  actorIp,
                  resourceType,
                  resourceId,
                  resourceName,
                  correlation,
                  parentId,
                  parentDate,
                  traceId,
                  spanId,
                  namespace,
                  cluster,
                  payload,
                  metadata,
                  severity,
                  durationMs,
                  errorCode,
                  errorMessage,
                  retentionDays,
                  isSensitive,
                  null,
                  null,
                  null,
                  null,
                  Map.of()));
    }
  }
}
