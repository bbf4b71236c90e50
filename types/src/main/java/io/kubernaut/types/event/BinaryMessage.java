package io.kubernaut.types.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.TextNode;
import io.kubernaut.types.schema.Codecs;
import io.kubernaut.types.schema.InvalidDocumentException;
import io.kubernaut.types.schema.Pointers;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.Violation;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads a message in binary mode: writes the event in its JSON format, and has that read, so that
 * both modes have the same rules and the same problems.
 */
final class BinaryMessage {

  private static final Set<String> NO_HEADERS = Set.of("data", "data_base64", "datacontenttype");

  private final EventBinding binding;
  private final String prefix;
  private final Map<String, String> fields = new LinkedHashMap<>();
  private final List<Violation> violations = new ArrayList<>();

  BinaryMessage(EventBinding binding, String prefix) {
    this.binding = binding;
    this.prefix = prefix;
  }

  CloudEvent read(Map<String, String> headers, @Nullable String contentType, byte[] body) {
    headers.forEach(this::add);
    if (contentType != null) {
      fields.put("datacontenttype", quoted(contentType));
    }
    if (body.length > 0) {
      addPayload(contentType, body);
    }
    CloudEvent event = null;
    try {
      event = Codecs.json(CloudEvent.class).read(document());
    } catch (InvalidDocumentException e) {
      violations.addAll(e.violations());
    }
    if (event == null || !violations.isEmpty()) {
      throw new InvalidDocumentException("event in " + binding + " headers", violations);
    }
    return event;
  }

  private byte[] document() {
    return fields.entrySet().stream()
        .map(field -> quoted(field.getKey()) + ":" + field.getValue())
        .collect(Collectors.joining(",", "{", "}"))
        .getBytes(UTF_8);
  }

  private void add(String header, String value) {
    String lower = header.toLowerCase(Locale.ROOT);
    if (!lower.startsWith(prefix)) {
      return;
    }
    String name = lower.substring(prefix.length());
    if (NO_HEADERS.contains(name)) {
      refuse(name, value, "must not be a header", "Send the payload as the body with its type.");
      return;
    }
    try {
      fields.put(name, quoted(binding.decoded(value)));
    } catch (IllegalArgumentException e) {
      refuse(name, value, "is not well encoded: " + e.getMessage(), "Encode it again.");
      fields.put(name, quoted(value));
    }
  }

  private void refuse(String name, String given, String rule, String remedy) {
    violations.add(new Violation("/" + Pointers.escape(name), quoted(given), rule, remedy));
  }

  private void addPayload(@Nullable String contentType, byte[] body) {
    if (contentType == null) {
      addUntyped(body);
    } else if (ContentType.isJson(contentType)) {
      addJson(body);
    } else if (ContentType.isText(contentType) && text(body) != null) {
      fields.put("data", quoted(String.valueOf(text(body))));
    } else {
      addBytes(body);
    }
  }

  // An event may leave out the type of JSON, and of bytes, too.
  private void addUntyped(byte[] body) {
    RawJson json = json(body);
    if (json != null) {
      add(json);
    } else {
      addBytes(body);
    }
  }

  private void addJson(byte[] body) {
    RawJson json = json(body);
    if (json != null) {
      add(json);
    } else {
      String text = text(body);
      refuse(
          "data",
          text == null ? "bytes that are no UTF-8" : text.substring(0, Math.min(80, text.length())),
          "must be JSON, as the content type says",
          "Correct the body, or name its type.");
    }
  }

  private void add(RawJson json) {
    fields.put("data", json.json().strip());
  }

  private void addBytes(byte[] body) {
    fields.put("data_base64", quoted(Base64.getEncoder().encodeToString(body)));
  }

  private static @Nullable RawJson json(byte[] body) {
    String text = text(body);
    try {
      return text == null ? null : RawJson.of(text);
    } catch (IllegalArgumentException ignored) {
      // Then it is no JSON.
      return null;
    }
  }

  private static @Nullable String text(byte[] body) {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException ignored) {
      // Then it is no text.
      return null;
    }
  }

  private static String quoted(String text) {
    return TextNode.valueOf(text).toString();
  }
}
