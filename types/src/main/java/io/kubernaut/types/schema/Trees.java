package io.kubernaut.types.schema;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;

/**
 * Reads a document that has no type: as a tree, with everything checked that a {@link Codec} checks
 * before it looks at the type. Numbers are kept exactly as they were written.
 */
public final class Trees {

  private Trees() {}

  /**
   * Reads one JSON document within the standard limits.
   *
   * @param document all bytes of the document
   * @return its tree
   * @throws InvalidDocumentException if it is not well-formed, has a field twice or breaks a limit
   */
  public static JsonNode json(byte[] document) {
    return json(document, Limits.standard());
  }

  /**
   * Reads one JSON document.
   *
   * @param document all bytes of the document
   * @param limits what to read at most
   * @return its tree
   * @throws InvalidDocumentException if it is not well-formed, has a field twice or breaks a limit
   */
  public static JsonNode json(byte[] document, Limits limits) {
    requireLength(document, limits);
    try (JsonParser parser = JsonFormat.open(document, limits)) {
      return tree(parser, "document");
    } catch (IOException | NumberFormatException e) {
      throw refused("document", Problems.syntax("application/json", e));
    }
  }

  /**
   * Reads one document in the safe subset of YAML, within the standard limits.
   *
   * @param document all bytes of the document
   * @return its tree
   * @throws InvalidDocumentException if it is not well-formed, leaves the subset or breaks a limit
   */
  public static JsonNode yaml(byte[] document) {
    requireLength(document, Limits.standard());
    try {
      return YamlTree.read(document, Limits.standard());
    } catch (IOException e) {
      throw refused("document", Problems.syntax("application/yaml", e));
    }
  }

  /** Reads everything that a parser still has, as one tree. */
  static JsonNode tree(JsonParser parser, String subject) throws IOException {
    parser.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    JsonNode tree = Mappers.strict().reader().readTree(new SignedZeros(parser));
    if (tree == null || tree.isMissingNode()) {
      throw refused(subject, one("nothing"));
    }
    if (parser.nextToken() != null) {
      throw refused(subject, one("something after the end"));
    }
    return tree;
  }

  private static Violation one(String given) {
    return new Violation(
        "", given, "must be exactly one document", "Read a sequence with reader(InputStream).");
  }

  private static void requireLength(byte[] document, Limits limits) {
    if (document.length > limits.maxBytes()) {
      throw refused("document", Problems.tooLong(limits));
    }
  }

  private static InvalidDocumentException refused(String subject, Violation violation) {
    return new InvalidDocumentException(subject, List.of(violation));
  }
}
