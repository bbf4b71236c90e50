package io.kubernaut.types.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kubernaut.types.audit.AuditEvent;
import io.kubernaut.types.schema.Codec;
import io.kubernaut.types.schema.Codecs;
import io.kubernaut.types.schema.InvalidDocumentException;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.Violations;
import java.net.URI;
import java.util.UUID;

/**
 * Audit events as CloudEvents: the envelope is the payload, byte for byte, so that a hash over it
 * holds; what tells one event from another is repeated in the attributes, so that whoever routes or
 * filters need not open it.
 *
 * <table>
 * <caption>Where the attributes come from</caption>
 * <tr><th>CloudEvents</th><th>audit envelope</th></tr>
 * <tr><td>{@code id}</td><td>{@code event_id}</td></tr>
 * <tr><td>{@code type}</td><td>{@code ai.kubernaut.audit.} and {@code event_type}</td></tr>
 * <tr><td>{@code time}</td><td>{@code event_timestamp}</td></tr>
 * <tr><td>{@code subject}</td><td>{@code resource_id}</td></tr>
 * <tr><td>{@code correlationid}</td><td>{@code correlation_id}</td></tr>
 * <tr><td>{@code traceparent}</td><td>{@code trace_id} and {@code span_id}</td></tr>
 * </table>
 */
public final class AuditCloudEvents {

  /** What the type of an event starts with that carries an audit event. */
  public static final String TYPE_PREFIX = "ai.kubernaut.audit.";

  private static final URI SCHEMA = URI.create("urn:kubernaut:schema:audit-event:1");
  private static final Codec<AuditEvent> AUDIT = Codecs.json(AuditEvent.class);

  private AuditCloudEvents() {}

  /**
   * Wraps an audit event.
   *
   * @param audit the event; must have an id
   * @param source where it happened
   * @return the event
   * @throws IllegalArgumentException if the audit event has no id
   * @throws InvalidDocumentException if it breaks a rule
   */
  public static CloudEvent write(AuditEvent audit, URI source) {
    UUID id = audit.eventId();
    if (id == null) {
      throw new IllegalArgumentException(
          "The audit event "
              + audit.eventType()
              + " has no event_id, so nobody could tell whether it came twice. Give it one.");
    }
    CloudEvent.Builder event =
        CloudEvent.builder(id.toString(), source, TYPE_PREFIX + audit.eventType())
            .time(audit.eventTimestamp())
            .dataschema(SCHEMA)
            .data(RawJson.of(new String(AUDIT.write(audit), UTF_8)))
            .extension("correlationid", audit.correlationId());
    if (audit.resourceId() != null && !audit.resourceId().isEmpty()) {
      event.subject(audit.resourceId());
    }
    if (audit.traceId() != null && audit.spanId() != null) {
      event.extension("traceparent", "00-" + audit.traceId() + "-" + audit.spanId() + "-01");
    }
    return event.build();
  }

  /**
   * Unwraps an audit event.
   *
   * @param event the event
   * @return the audit event
   * @throws InvalidDocumentException if the payload is no audit event, or not the one that the
   *     attributes tell of
   */
  public static AuditEvent read(CloudEvent event) {
    AuditEvent audit = AUDIT.read(event.payload());
    Violations found = new Violations();
    agree(found, "/type", event.type(), TYPE_PREFIX + audit.eventType());
    agree(found, "/id", event.id(), String.valueOf(audit.eventId()));
    agree(found, "/time", String.valueOf(event.time()), audit.eventTimestamp().toString());
    if (!found.found().isEmpty()) {
      throw new InvalidDocumentException("audit event in a CloudEvent", found.found());
    }
    return audit;
  }

  private static void agree(Violations found, String pointer, String given, String expected) {
    found.unless(
        given.equals(expected),
        pointer,
        given,
        "must be that of the audit event, \"" + expected + "\"",
        "Wrap the event with AuditCloudEvents.write.");
  }
}
