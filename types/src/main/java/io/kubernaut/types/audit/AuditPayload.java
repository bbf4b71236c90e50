package io.kubernaut.types.audit;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.Size;
import java.util.Map;

/**
 * What an audit event tells beyond its envelope: the event's type once more, which says what the
 * other fields are, and those fields.
 *
 * <p>The fields stay as they were written, byte for byte, so that a hash over the event holds.
 * {@link AuditPayloads} turns them into a record and back.
 *
 * @param eventType the type of the event, the same as in the envelope
 * @param fields the other fields, by name
 */
public record AuditPayload(
    @JsonProperty("event_type") @Size(min = 1, max = 100) String eventType,
    @Extra Map<String, RawJson> fields) {

  /**
   * Copies the fields.
   *
   * @param eventType the type of the event
   * @param fields the other fields
   */
  public AuditPayload {
    fields = Frozen.map(fields);
  }

  /**
   * Returns a payload with nothing but its type.
   *
   * @param eventType the type of the event
   * @return the payload
   */
  public static AuditPayload none(String eventType) {
    return new AuditPayload(eventType, Map.of());
  }
}
