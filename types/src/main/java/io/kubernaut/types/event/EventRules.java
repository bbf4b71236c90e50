package io.kubernaut.types.event;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubernaut.types.schema.Pointers;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.Violations;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What CloudEvents asks of an event beyond the kinds of its fields. */
final class EventRules {

  private static final Pattern NAME = Pattern.compile("[a-z0-9]+");

  private final CloudEvent event;
  private final Violations found;

  EventRules(CloudEvent event, Violations found) {
    this.event = event;
    this.found = found;
  }

  void check() {
    found.unless(
        !event.source().toString().isEmpty(),
        "/source",
        "",
        "must not be empty",
        "Give a URI reference such as \"/orders\".");
    found.unless(
        event.dataschema() == null || event.dataschema().isAbsolute(),
        "/dataschema",
        event.dataschema(),
        "must be an absolute URI",
        "Start it with a scheme such as \"https:\" or \"urn:\".");
    found.unless(
        event.datacontenttype() == null || ContentType.isValid(event.datacontenttype()),
        "/datacontenttype",
        event.datacontenttype(),
        "must be a media type",
        "Write for example \"application/json\" or \"text/plain; charset=utf-8\".");
    checkTexts();
    checkData();
    event.extensions().forEach(this::checkExtension);
  }

  private void checkTexts() {
    checkText("id", event.id());
    checkText("source", event.source().toString());
    checkText("type", event.type());
    checkText("datacontenttype", event.datacontenttype());
    checkText("subject", event.subject());
  }

  private void checkText(String name, @Nullable String text) {
    if (text != null && text.codePoints().anyMatch(EventRules::isForbidden)) {
      found.add(
          "/" + name,
          text,
          "must have no control characters, surrogates or noncharacters",
          "Take them out, or put the text into data.");
    }
  }

  // Control characters, halves of surrogate pairs, and what Unicode keeps for programs.
  private static boolean isForbidden(int c) {
    return Character.isISOControl(c)
        || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)
        || (c >= 0xfdd0 && c <= 0xfdef)
        || (c & 0xfffe) == 0xfffe;
  }

  private void checkData() {
    boolean hasData = event.data() != null && !event.data().json().equals("null");
    found.unless(
        !hasData || event.dataBase64() == null,
        "/data_base64",
        event.dataBase64(),
        "must not be there with data",
        "Keep one of them.");
    found.unless(
        event.dataBase64() == null || isBase64(event.dataBase64()),
        "/data_base64",
        event.dataBase64(),
        "must be base64",
        "Encode it as RFC 4648 says, with + and /.");
  }

  private static boolean isBase64(String text) {
    try {
      Base64.getDecoder().decode(text);
      return true;
    } catch (IllegalArgumentException ignored) {
      // The answer is no.
      return false;
    }
  }

  private void checkExtension(String name, RawJson value) {
    if (!NAME.matcher(name).matches()) {
      found.add(
          "/" + Pointers.escape(name),
          name,
          "must be named with lower-case letters and digits only",
          "Rename the attribute.");
    }
    JsonNode node = value.node();
    if (!isAttribute(node)) {
      found.add(
          "/" + Pointers.escape(name),
          value,
          "must be text, true or false, or a whole number of 32 bits",
          "Put what is larger into data, or write it as text.");
    }
    if (node.isTextual()) {
      checkText(Pointers.escape(name), node.textValue());
    }
  }

  private static boolean isAttribute(JsonNode node) {
    return node.isTextual() || node.isBoolean() || node.isInt() || node.isNull();
  }
}
