package io.kubernaut.types.schema;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads one document, in two attempts.
 *
 * <p>The first binds the bytes straight to the record and checks the result: it is all that a good
 * document costs. If anything is wrong the second reads a tree, brings an older version up to date,
 * and compares it with the JSON Schema; so every problem is found and has a place, and only a
 * document that is refused or old pays for that.
 */
final class Reading<T> {

  private final DocumentCodec<T> codec;
  private final Schema<T> schema;
  private final byte[] document;

  Reading(DocumentCodec<T> codec, byte[] document) {
    this.codec = codec;
    this.schema = codec.schema();
    this.document = document;
  }

  T read() {
    T value = attempt();
    if (value == null) {
      value = bind(upToDate(tree()));
    }
    return schema.require(value);
  }

  private @Nullable T attempt() {
    try (JsonParser parser = parser()) {
      // What unknown fields are cut out of: the outermost value, as far as the parser knows.
      parser.assignCurrentValue(document);
      parser.nextToken();
      if (codec.isTagged() && !skipTag(parser)) {
        return null;
      }
      T value = schema.reader().readValue(parser);
      return parser.nextToken() == null ? value : null;
    } catch (IOException | IllegalArgumentException ignored) {
      // The second attempt finds out what is wrong.
      return null;
    }
  }

  // A document of the current version that starts with its tag is read like one without.
  private boolean skipTag(JsonParser parser) throws IOException {
    boolean isCurrent =
        Tags.FIELD.equals(parser.nextFieldName())
            && schema.toString().equals(parser.nextTextValue());
    parser.nextToken();
    return isCurrent;
  }

  private JsonParser parser() throws IOException {
    return codec.format().parser(schema, document, codec.limits());
  }

  private JsonNode tree() {
    try (JsonParser parser = parser()) {
      return Trees.tree(parser, schema.toString());
    } catch (IOException | NumberFormatException e) {
      Violation problem = Problems.syntax(codec.mediaType(), e);
      throw codec.refused(schema.hasSecrets() ? withoutSource(problem) : problem);
    }
  }

  private JsonNode upToDate(JsonNode tree) {
    JsonNode current = tree;
    if (codec.isTagged()) {
      current = schema.migrations().read((ObjectNode) object(tree));
    }
    List<Violation> violations = schema.validate(current);
    if (!violations.isEmpty()) {
      throw new InvalidDocumentException(schema.toString(), shown(violations));
    }
    return current;
  }

  // A problem of an object shows the object, and with it the secrets in it; what is misspelt or
  // stands alone can be a secret itself.
  private List<Violation> shown(List<Violation> violations) {
    return schema.hasSecrets()
        ? violations.stream().map(v -> isRevealing(v) ? v.redacted() : v).toList()
        : violations;
  }

  private static boolean isRevealing(Violation v) {
    return v.pointer().isEmpty()
        || v.rule().equals(Fields.UNKNOWN)
        || v.given().startsWith("{")
        || v.given().startsWith("[")
        || v.rule().equals("must be an object")
        || v.rule().equals("must be an array");
  }

  // A parser shows what it stumbled over, which may be a secret without its quotes.
  private static Violation withoutSource(Violation v) {
    return new Violation(v.pointer(), v.given(), v.rule(), "Correct it there.");
  }

  private JsonNode object(JsonNode tree) {
    if (tree.isObject()) {
      return tree;
    }
    Violation problem =
        new Violation("", Violations.shown(tree), "must be an object", "Write fields.");
    throw codec.refused(schema.hasSecrets() ? problem.redacted() : problem);
  }

  private T bind(JsonNode tree) {
    try {
      return schema.reader().readValue(tree);
    } catch (IOException | IllegalArgumentException e) {
      throw codec.refused(Problems.binding(e));
    }
  }
}
