package io.kubernaut.types.event;

import io.kubernaut.types.schema.Codecs;
import io.kubernaut.types.schema.InvalidDocumentException;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an event is carried in headers and the body of a message.
 *
 * <p>In binary mode each attribute is a header and the payload is the body; in structured mode the
 * body is the whole event in its JSON format. What is read may be either: the content type tells.
 * What is written with {@link #headers} and {@link #body} is in binary mode; for structured mode
 * send {@code Codecs.json(CloudEvent.class).write(event)} as {@link CloudEvent#MEDIA_TYPE}.
 *
 * @see <a
 *     href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md">
 *     CloudEvents 1.0.2, HTTP protocol binding</a>
 * @see <a
 *     href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md">
 *     CloudEvents 1.0.2, Kafka protocol binding</a>
 */
public enum EventBinding {
  /** Requests and responses of HTTP: {@code ce-id}; values are percent-encoded. */
  HTTP("ce-"),
  /** Records of Kafka: {@code ce_id}; values are UTF-8. */
  KAFKA("ce_");

  private static final String CONTENT_TYPE = "content-type";

  private final String prefix;

  EventBinding(String prefix) {
    this.prefix = prefix;
  }

  /**
   * Reads an event from a message.
   *
   * @param headers its headers; the case of names does not matter
   * @param body its body; without a content type JSON if it can be read as that, otherwise bytes
   * @return the event
   * @throws InvalidDocumentException if the message breaks a rule, with all problems; attributes
   *     have the pointers that they have in the JSON format
   * @throws IllegalArgumentException if the message is a batch, or in another format than JSON
   */
  public CloudEvent read(Map<String, String> headers, byte[] body) {
    String contentType = contentType(headers);
    String essence = contentType == null ? "" : ContentType.essence(contentType);
    if (essence.equals(CloudEvent.MEDIA_TYPE)) {
      return Codecs.json(CloudEvent.class).read(body);
    }
    if (essence.startsWith("application/cloudevents")) {
      throw new IllegalArgumentException(
          "The content type "
              + essence
              + " is not that of one event in JSON. Read a batch with EventBatch.read, or send "
              + CloudEvent.MEDIA_TYPE
              + ".");
    }
    return new BinaryMessage(this, prefix).read(headers, contentType, body);
  }

  private static @Nullable String contentType(Map<String, String> headers) {
    return headers.entrySet().stream()
        .filter(header -> header.getKey().equalsIgnoreCase(CONTENT_TYPE))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }

  /**
   * Returns the headers of a message in binary mode.
   *
   * @param event the event
   * @return names in lower case, and their values
   */
  public Map<String, String> headers(CloudEvent event) {
    Map<String, String> headers = new LinkedHashMap<>();
    put(headers, "specversion", event.specversion());
    put(headers, "id", event.id());
    put(headers, "source", event.source().toString());
    put(headers, "type", event.type());
    URI schema = event.dataschema();
    put(headers, "dataschema", schema == null ? null : schema.toString());
    put(headers, "subject", event.subject());
    Instant time = event.time();
    put(headers, "time", time == null ? null : time.toString());
    event.extensions().keySet().forEach(n -> put(headers, n, event.extension(n).orElse(null)));
    if (event.datacontenttype() != null) {
      headers.put(CONTENT_TYPE, event.datacontenttype());
    } else if (event.data() != null) {
      headers.put(CONTENT_TYPE, "application/json");
    }
    return headers;
  }

  private void put(Map<String, String> headers, String name, @Nullable String text) {
    if (text != null) {
      headers.put(prefix + name, this == HTTP ? HeaderText.encode(text) : text);
    }
  }

  /**
   * Returns the body of a message in binary mode.
   *
   * @param event the event
   * @return its payload
   */
  public byte[] body(CloudEvent event) {
    return event.payload();
  }

  String decoded(String value) {
    return this == HTTP ? HeaderText.decode(value) : value;
  }
}
