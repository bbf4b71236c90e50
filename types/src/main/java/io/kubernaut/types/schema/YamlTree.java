package io.kubernaut.types.schema;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.ContentReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Reads one YAML document as a JSON tree.
 *
 * <p>The subset is what a reader expects without knowing YAML: no tags, so that no document names a
 * class or changes what a scalar is; no merge keys; no key twice; keys are text; the scalars of the
 * YAML 1.2 core schema, so that {@code no} is a text and {@code 0123} is not octal. An alias
 * repeats what its anchor names, and all of them together at most {@value #MOST_REPEATED} values,
 * so that a few lines cannot say a billion things. A line has at most {@value #LONGEST_LINE} bytes.
 */
final class YamlTree {

  private static final int MOST_REPEATED = 10_000;

  // The scanner looks ahead to the end of a text, and copies what it has seen each thousand
  // letters.
  private static final int LONGEST_LINE = 1 << 20;

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final ParserImpl events;
  private final Limits limits;
  private final Map<String, Anchored> anchors = new HashMap<>();
  private int values;
  private int repeated;
  private int depth;

  /** What an anchor names, and of how many values it is made. */
  private record Anchored(JsonNode node, int values) {}

  private YamlTree(String text, Limits limits) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(limits.maxBytes());
    options.setNestingDepthLimit(limits.maxDepth());
    this.events = new ParserImpl(new StreamReader(text), options);
    this.limits = limits;
  }

  static JsonNode read(byte[] document, Limits limits) throws IOException {
    Utf8.require(document);
    requireShortLines(document);
    try {
      return new YamlTree(new String(document, StandardCharsets.UTF_8), limits).document();
    } catch (MarkedYAMLException e) {
      throw refused(e.getProblem(), e.getProblemMark());
    } catch (YAMLException e) {
      throw new JsonParseException(null, e.getMessage());
    }
  }

  private static void requireShortLines(byte[] document) throws StreamConstraintsException {
    int start = 0;
    for (int i = 0; i < document.length; i++) {
      if (document[i] == '\n' || document[i] == '\r') {
        start = i + 1;
      } else if (i - start == LONGEST_LINE) {
        throw new StreamConstraintsException("a line is longer than " + LONGEST_LINE + " bytes");
      }
    }
  }

  private JsonNode document() throws IOException {
    events.getEvent();
    Event start = events.getEvent();
    if (!(start instanceof DocumentStartEvent document)) {
      throw refused("there is no document", start.getStartMark());
    }
    if (document.getTags() != null && !document.getTags().isEmpty()) {
      throw refused("tags are not allowed", start.getStartMark());
    }
    JsonNode node = node();
    events.getEvent();
    Event end = events.getEvent();
    if (!end.is(Event.ID.StreamEnd)) {
      throw refused("a second document follows", end.getStartMark());
    }
    return node;
  }

  private JsonNode node() throws IOException {
    Event event = events.getEvent();
    if (event instanceof AliasEvent alias) {
      return repeat(alias);
    }
    int before = values++;
    JsonNode node = value(event);
    String anchor = ((NodeEvent) event).getAnchor();
    if (anchor != null) {
      anchors.put(anchor, new Anchored(node, values - before));
    }
    return node;
  }

  private JsonNode repeat(AliasEvent alias) throws IOException {
    Anchored anchored = anchors.get(alias.getAnchor());
    if (anchored == null) {
      throw refused("the alias *" + alias.getAnchor() + " has no anchor", alias.getStartMark());
    }
    repeated += anchored.values();
    values += anchored.values();
    if (repeated > MOST_REPEATED) {
      throw new StreamConstraintsException(
          "aliases repeat more than " + MOST_REPEATED + " values", at(alias.getStartMark()));
    }
    return anchored.node();
  }

  private JsonNode value(Event event) throws IOException {
    if (event instanceof ScalarEvent scalar) {
      requireNoTag(scalar.getTag(), event);
      return scalar(scalar);
    }
    requireNoTag(((CollectionStartEvent) event).getTag(), event);
    if (++depth > limits.maxDepth()) {
      throw new StreamConstraintsException(
          "nested more than " + limits.maxDepth() + " deep", at(event.getStartMark()));
    }
    JsonNode node = event.is(Event.ID.MappingStart) ? mapping() : sequence();
    depth--;
    return node;
  }

  private static void requireNoTag(@org.jspecify.annotations.Nullable String tag, Event event)
      throws IOException {
    if (tag != null) {
      throw refused("the tag " + tag + " is not allowed", event.getStartMark());
    }
  }

  private JsonNode sequence() throws IOException {
    ArrayNode array = NODES.arrayNode();
    while (!events.checkEvent(Event.ID.SequenceEnd)) {
      array.add(node());
    }
    events.getEvent();
    return array;
  }

  private JsonNode mapping() throws IOException {
    ObjectNode object = NODES.objectNode();
    while (!events.checkEvent(Event.ID.MappingEnd)) {
      Event start = events.getEvent();
      String key = key(start);
      if (object.has(key)) {
        throw refused("the key \"" + key + "\" comes twice", start.getStartMark());
      }
      object.set(key, node());
    }
    events.getEvent();
    return object;
  }

  private String key(Event event) throws IOException {
    if (!(event instanceof ScalarEvent scalar) || scalar.getTag() != null) {
      throw refused("a key must be text", event.getStartMark());
    }
    if (scalar.isPlain() && scalar.getValue().equals("<<")) {
      throw refused("merge keys are not allowed; write the fields out", event.getStartMark());
    }
    if (scalar.getValue().length() > limits.maxName()) {
      throw new StreamConstraintsException(
          "a name is longer than " + limits.maxName(), at(event.getStartMark()));
    }
    Utf8.require(scalar.getValue());
    return scalar.getValue();
  }

  private JsonNode scalar(ScalarEvent scalar) throws IOException {
    String text = scalar.getValue();
    if (text.length() > limits.maxText()) {
      throw new StreamConstraintsException(
          "a text is longer than " + limits.maxText(), at(scalar.getStartMark()));
    }
    Utf8.require(text);
    return scalar.isPlain() ? CoreSchema.resolve(text, limits) : NODES.textNode(text);
  }

  private static JsonParseException refused(String problem, Mark mark) {
    return new JsonParseException((JsonParser) null, problem, at(mark));
  }

  private static JsonLocation at(Mark mark) {
    return new JsonLocation(
        ContentReference.unknown(), -1L, mark.getLine() + 1, mark.getColumn() + 1);
  }
}
