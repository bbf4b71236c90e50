package io.kubernaut.types.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A JSON Schema that documents are compared with: of a public standard, of a custom resource, or of
 * one of our own types.
 *
 * <p>Draft 2020-12 in full, {@code $dynamicRef} and {@code unevaluatedProperties} included, and
 * draft-07 where a schema says that it is one. Formats are checked, unknown ones let pass.
 * References lead to the documents that are given and nowhere else: nothing is ever fetched.
 *
 * <pre>{@code
 * JsonSchema bom = JsonSchema.of(bomSchema, spdxSchema, signatureSchema);
 * bom.validate(Trees.json(bytes));      // all problems, each with its JSON pointer
 * }</pre>
 *
 * <p>Immutable; safe for any thread. The work for one document is bounded: one that would take more
 * than {@value Comparison#MOST_STEPS} comparisons is refused.
 */
public final class JsonSchema {

  private final SchemaIndex index;
  private final JsonNode root;
  private final boolean isOwn;

  private JsonSchema(SchemaIndex index, JsonNode root, boolean isOwn) {
    this.index = index;
    this.root = root;
    this.isOwn = isOwn;
  }

  /**
   * Takes a schema.
   *
   * @param schema the schema; must not be changed afterwards
   * @param documents what it refers to, found by {@code $id}
   * @return the schema
   * @throws IllegalArgumentException if a reference leads nowhere, with all of them, or if an
   *     expression is not a regular one
   */
  public static JsonSchema of(JsonNode schema, JsonNode... documents) {
    List<JsonNode> all = new ArrayList<>(List.of(documents));
    all.add(MetaSchema.document());
    return new JsonSchema(new SchemaIndex(schema, all), schema, false);
  }

  /** Takes a schema written from a record, which tells 1.0 from a whole number. */
  static JsonSchema own(JsonNode schema) {
    return new JsonSchema(new SchemaIndex(schema, List.of()), schema, true);
  }

  /**
   * Compares a document with the schema.
   *
   * @param document a tree
   * @return all problems; empty if there is none
   */
  public List<Violation> validate(JsonNode document) {
    Violations found = new Violations();
    new Comparison(index, isOwn).run(root, document, found);
    return found.found();
  }
}
