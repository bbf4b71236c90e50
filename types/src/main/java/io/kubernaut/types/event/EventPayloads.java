package io.kubernaut.types.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kubernaut.types.internal.PayloadCodecs;
import io.kubernaut.types.schema.Codec;
import io.kubernaut.types.schema.InvalidDocumentException;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.Schema;
import io.kubernaut.types.schema.Violation;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which record holds the payload of which type of event. With it no payload is an untyped map, and
 * no event carries the payload of another.
 *
 * <pre>{@code
 * @SchemaType(name = "order-placed", version = 2)
 * record OrderPlaced(String order, int items) {}
 *
 * EventPayloads payloads =
 *     EventPayloads.builder().type("com.example.order.placed", OrderPlaced.class).build();
 *
 * CloudEvent event = payloads.write(CloudEvent.builder(id, source, type), new OrderPlaced("42", 3));
 * OrderPlaced placed = payloads.read(event, OrderPlaced.class);
 * }</pre>
 *
 * <p>Events name their schema in {@code dataschema}, so a payload that an older version wrote is
 * brought up to date when it is read.
 *
 * <p>Immutable; safe for any thread.
 */
public final class EventPayloads {

  private static final String URN = "urn:kubernaut:schema:";

  private final PayloadCodecs codecs;

  private EventPayloads(PayloadCodecs codecs) {
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
   * Gives an event its payload and the name of the payload's schema.
   *
   * @param event the event
   * @param value the record that its type has
   * @return the event with the payload
   * @throws IllegalArgumentException if the type has no record, or another one
   * @throws InvalidDocumentException if the record or the event breaks a rule
   */
  public CloudEvent write(CloudEvent.Builder event, Object value) {
    Codec<?> codec = codecs.codec(event.type(), value.getClass());
    return event
        .dataschema(URI.create(URN + codec.schema().name() + ":" + codec.schema().version()))
        .data(json(codec.schema(), value))
        .build();
  }

  private static <T> RawJson json(Schema<T> schema, Object value) {
    return RawJson.of(schema, schema.type().cast(value));
  }

  /**
   * Turns the payload of an event into a record.
   *
   * @param <T> the record
   * @param event the event
   * @param record the record that the event's type has
   * @return what the payload says
   * @throws IllegalArgumentException if the type has no record, or another one
   * @throws InvalidDocumentException if the payload is no JSON, has another schema, or breaks a
   *     rule of the record
   */
  public <T> T read(CloudEvent event, Class<T> record) {
    Codec<?> codec = codecs.codec(event.type(), record);
    if (!event.isJson()) {
      throw refused(
          "/datacontenttype", event.datacontenttype(), "must be JSON", "Send the record as JSON.");
    }
    URI schema = event.dataschema();
    if (schema == null || !schema.toString().startsWith(URN)) {
      return record.cast(codec.read(event.payload()));
    }
    return record.cast(codec.tagged().read(tagged(event, schema, codec.schema())));
  }

  private static byte[] tagged(CloudEvent event, URI uri, Schema<?> schema) {
    String prefix = URN + schema.name() + ":";
    if (!uri.toString().startsWith(prefix)) {
      throw refused(
          "/dataschema",
          uri.toString(),
          "must be the schema of the type's payload, " + prefix + schema.version(),
          "Send the payload of this type, or the type of this payload.");
    }
    String tag = schema.name() + "/" + uri.toString().substring(prefix.length());
    byte[] payload = event.payload();
    int open = Json.start(payload, 0);
    if (open == payload.length || payload[open] != '{') {
      throw refused("/data", new String(payload, UTF_8), "must be an object", "Write fields.");
    }
    int first = Json.start(payload, open + 1);
    boolean isEmpty = first < payload.length && payload[first] == '}';
    String start = "{\"schema\":\"" + tag + "\"" + (isEmpty ? "" : ",");
    ByteArrayOutputStream tagged = new ByteArrayOutputStream(payload.length + start.length());
    tagged.writeBytes(start.getBytes(UTF_8));
    tagged.write(payload, open + 1, payload.length - open - 1);
    return tagged.toByteArray();
  }

  private static InvalidDocumentException refused(
      String pointer, @Nullable String given, String rule, String remedy) {
    String brief = given == null ? "nothing" : given.substring(0, Math.min(80, given.length()));
    return new InvalidDocumentException(
        "event", List.of(new Violation(pointer, brief, rule, remedy)));
  }

  /** Builds a registry. Used by one thread. */
  public static final class Builder {

    private final PayloadCodecs.Builder codecs = PayloadCodecs.builder("events");

    private Builder() {}

    /**
     * Names the record of a type of event. One record can hold the payloads of several types.
     *
     * @param eventType for example {@code com.example.order.placed}
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
    public EventPayloads build() {
      return new EventPayloads(codecs.build());
    }
  }
}
