package io.kubernaut.types.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.Matches;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.Schema;
import io.kubernaut.types.schema.SchemaType;
import io.kubernaut.types.schema.Size;
import io.kubernaut.types.schema.Validated;
import io.kubernaut.types.schema.Violations;
import java.net.URI;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened: an event of CloudEvents 1.0, in its JSON format.
 *
 * <p>Which event it is say {@code source} and {@code id} together: a second one with both is the
 * first once more. Payloads are JSON in {@code data}, texts as a JSON string in {@code data} if
 * {@code datacontenttype} says that they are no JSON, and other bytes in {@code data_base64}.
 *
 * @param specversion the version of the specification, {@code 1.0}
 * @param id which event of the source
 * @param source where it happened: a URI reference
 * @param type what happened, for example {@code com.example.order.placed}
 * @param datacontenttype the media type of the payload; missing for JSON
 * @param dataschema by which schema the payload is made: an absolute URI
 * @param subject to what it happened, within the source
 * @param time when it happened
 * @param data the payload, as JSON
 * @param dataBase64 the payload, as bytes in base64; instead of {@code data}
 * @param extensions other attributes: texts, whole numbers of 32 bits and booleans, under names of
 *     lower-case letters and digits
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md">CloudEvents
 *     1.0.2</a>
 * @see <a
 *     href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md">
 *     CloudEvents 1.0.2, JSON event format</a>
 */
@SchemaType(name = "cloud-event", version = 1)
public record CloudEvent(
    @Matches(value = "1\\.0", as = "1.0") String specversion,
    @Size(min = 1) String id,
    URI source,
    @Size(min = 1) String type,
    @Nullable @Size(min = 1) String datacontenttype,
    @Nullable URI dataschema,
    @Nullable @Size(min = 1) String subject,
    @Nullable Instant time,
    @Nullable RawJson data,
    @JsonProperty("data_base64") @Nullable String dataBase64,
    @Extra Map<String, RawJson> extensions)
    implements Validated {

  /** The version of the specification. */
  public static final String VERSION = "1.0";

  /** The media type of an event in this format. */
  public static final String MEDIA_TYPE = "application/cloudevents+json";

  /**
   * Copies the extensions.
   *
   * @param specversion the version of the specification
   * @param id which event of the source
   * @param source where it happened
   * @param type what happened
   * @param datacontenttype the media type of the payload
   * @param dataschema by which schema the payload is made
   * @param subject to what it happened
   * @param time when it happened
   * @param data the payload, as JSON
   * @param dataBase64 the payload, as bytes in base64
   * @param extensions other attributes
   */
  public CloudEvent {
    extensions = Frozen.map(extensions);
  }

  /**
   * Starts an event.
   *
   * @param id which event of the source
   * @param source where it happened: a URI reference
   * @param type what happened
   * @return a builder
   */
  public static Builder builder(String id, URI source, String type) {
    return new Builder(id, source, type);
  }

  /**
   * Tells whether the payload is JSON.
   *
   * @return true if its media type says so, or there is none
   */
  public boolean isJson() {
    return datacontenttype == null || ContentType.isJson(datacontenttype);
  }

  /**
   * Returns the payload as it is sent in the body of a message.
   *
   * @return a copy of its bytes: JSON, the text in UTF-8, or what was in base64; none if there is
   *     no payload
   */
  public byte[] payload() {
    if (dataBase64 != null) {
      return Base64.getDecoder().decode(dataBase64);
    }
    if (data == null) {
      return new byte[0];
    }
    JsonNode text = isJson() ? null : data.node();
    String sent = text != null && text.isTextual() ? text.textValue() : data.json();
    return sent.getBytes(UTF_8);
  }

  /**
   * Returns an extension as text.
   *
   * @param name its name
   * @return the text, the number or the word; empty if there is no such extension
   */
  public Optional<String> extension(String name) {
    return Optional.ofNullable(extensions.get(name))
        .map(RawJson::node)
        .filter(node -> !node.isNull())
        .map(JsonNode::asText);
  }

  @Override
  public void validate(Violations found) {
    new EventRules(this, found).check();
  }

  /** Builds an event. Used by one thread. */
  public static final class Builder {

    private final String id;
    private final URI source;
    private final String type;
    private final Map<String, RawJson> extensions = new LinkedHashMap<>();
    private @Nullable String contentType;
    private @Nullable URI schema;
    private @Nullable String subject;
    private @Nullable Instant time;
    private @Nullable RawJson data;
    private @Nullable String base64;

    private Builder(String id, URI source, String type) {
      this.id = id;
      this.source = source;
      this.type = type;
    }

    String type() {
      return type;
    }

    /**
     * Says to what it happened.
     *
     * @param name within the source
     * @return this builder
     */
    public Builder subject(String name) {
      subject = name;
      return this;
    }

    /**
     * Says when it happened.
     *
     * @param instant when
     * @return this builder
     */
    public Builder time(Instant instant) {
      time = instant;
      return this;
    }

    /**
     * Says by which schema the payload is made.
     *
     * @param uri an absolute URI
     * @return this builder
     */
    public Builder dataschema(URI uri) {
      schema = uri;
      return this;
    }

    /**
     * Gives a payload of JSON.
     *
     * @param json the payload
     * @return this builder
     */
    public Builder data(RawJson json) {
      return payload("application/json", json, null);
    }

    /**
     * Gives a payload of text.
     *
     * @param mediaType its media type, not of JSON, for example {@code text/plain}
     * @param text the payload
     * @return this builder
     */
    public Builder text(String mediaType, String text) {
      return payload(mediaType, RawJson.text(text), null);
    }

    /**
     * Gives a payload of bytes.
     *
     * @param mediaType its media type
     * @param bytes the payload; copied
     * @return this builder
     */
    public Builder bytes(String mediaType, byte[] bytes) {
      return payload(mediaType, null, Base64.getEncoder().encodeToString(bytes));
    }

    private Builder payload(String mediaType, @Nullable RawJson json, @Nullable String bytes) {
      contentType = mediaType;
      data = json;
      base64 = bytes;
      return this;
    }

    /**
     * Adds an attribute.
     *
     * @param name lower-case letters and digits
     * @param text its value
     * @return this builder
     */
    public Builder extension(String name, String text) {
      extensions.put(name, RawJson.text(text));
      return this;
    }

    /**
     * Adds an attribute.
     *
     * @param name lower-case letters and digits
     * @param number its value
     * @return this builder
     */
    public Builder extension(String name, int number) {
      extensions.put(name, RawJson.of(IntNode.valueOf(number)));
      return this;
    }

    /**
     * Adds an attribute.
     *
     * @param name lower-case letters and digits
     * @param flag its value
     * @return this builder
     */
    public Builder extension(String name, boolean flag) {
      extensions.put(name, RawJson.of(BooleanNode.valueOf(flag)));
      return this;
    }

    /**
     * Returns the event.
     *
     * @return the event
     * @throws io.kubernaut.types.schema.InvalidDocumentException if it breaks a rule, with all
     *     problems
     */
    public CloudEvent build() {
      return Schema.of(CloudEvent.class)
          .require(
              new CloudEvent(
                  VERSION,
                  id,
                  source,
                  type,
                  contentType,
                  schema,
                  subject,
                  time,
                  data,
                  base64,
                  extensions));
    }
  }
}
