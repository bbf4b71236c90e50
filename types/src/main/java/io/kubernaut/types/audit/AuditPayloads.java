package io.kubernaut.types.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.TextNode;
import io.kubernaut.types.internal.PayloadCodecs;
import io.kubernaut.types.schema.Codec;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.Schema;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which record holds the payload of which type of audit event. With it no payload is an untyped
 * map, and no event carries the payload of another.
 *
 * <pre>{@code
 * @SchemaType(name = "signal-received", version = 1)
 * record SignalReceived(@JsonProperty("signal_name") String signalName, int count) {}
 *
 * AuditPayloads payloads =
 *     AuditPayloads.builder().type("gateway.signal.received", SignalReceived.class).build();
 *
 * AuditPayload payload = payloads.write("gateway.signal.received", new SignalReceived("HighCPU", 3));
 * SignalReceived received = payloads.read(event, SignalReceived.class);
 * }</pre>
 *
 * <p>Immutable; safe for any thread.
 */
public final class AuditPayloads {

  private final PayloadCodecs codecs;

  private AuditPayloads(PayloadCodecs codecs) {
    this.codecs = codecs;
  }

  /**
   * Starts a registry.
   *
   * @return a builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns the types of event that have a record.
   *
   * @return in alphabetical order
   */
  public Set<String> types() {
    return codecs.types();
  }

  /**
   * Turns a record into the payload of an event.
   *
   * @param eventType the type of the event
   * @param value the record that this type has
   * @return the payload
   * @throws IllegalArgumentException if the type has no record, or another one
   * @throws io.kubernaut.types.schema.InvalidDocumentException if the record breaks a rule
   */
  public AuditPayload write(String eventType, Object value) {
    return payload(eventType, codecs.codec(eventType, value.getClass()), value);
  }

  private static <T> AuditPayload payload(String eventType, Codec<T> codec, Object value) {
    Schema<T> schema = codec.schema();
    return new AuditPayload(eventType, RawJson.of(schema, schema.type().cast(value)).fields());
  }

  /**
   * Turns the payload of an event into a record.
   *
   * @param <T> the record
   * @param event the event
   * @param record the record that the event's type has
   * @return what the payload says
   * @throws IllegalArgumentException if the type has no record, or another one
   * @throws io.kubernaut.types.schema.InvalidDocumentException if the payload breaks a rule of the
   *     record
   */
  public <T> T read(AuditEvent event, Class<T> record) {
    return record.cast(codecs.codec(event.eventType(), record).read(document(event.eventData())));
  }

  private static byte[] document(AuditPayload payload) {
    return payload.fields().entrySet().stream()
        .map(field -> TextNode.valueOf(field.getKey()) + ":" + field.getValue().json())
        .collect(Collectors.joining(",", "{", "}"))
        .getBytes(UTF_8);
  }

  /** Builds a registry. Used by one thread. */
  public static final class Builder {

    private final PayloadCodecs.Builder codecs = PayloadCodecs.builder("audit events");

    private Builder() {}

    /**
     * Names the record of a type of event. One record can hold the payloads of several types.
     *
     * @param eventType as {@code service.subject.action}
     * @param record a record with a {@link io.kubernaut.types.schema.SchemaType}
     * @return this builder
     * @throws IllegalArgumentException if the type has another record already
     */
    public Builder type(String eventType, Class<?> record) {
      codecs.type(eventType, record);
      return this;
    }

    /**
     * Returns the registry.
     *
     * @return the registry
     */
    public AuditPayloads build() {
      return new AuditPayloads(codecs.build());
    }
  }
}
