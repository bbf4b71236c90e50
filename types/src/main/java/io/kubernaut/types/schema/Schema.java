package io.kubernaut.types.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What is known about a type that is stored or sent: its name, version, rules and JSON Schema.
 *
 * <p>Immutable; safe for any thread; made once per class and kept with the class.
 *
 * @param <T> the type
 */
public final class Schema<T> {

  private static final ClassValue<Schema<?>> SCHEMAS =
      new ClassValue<>() {
        @Override
        protected Schema<?> computeValue(Class<?> type) {
          return new Schema<>(type);
        }
      };

  private final Class<T> type;
  private final String name;
  private final int version;
  private final MigrationChain migrations;
  private final ObjectReader reader;
  private final ObjectWriter writer;
  private final ObjectWriter lineWriter;
  private final Check check;
  private final ObjectNode jsonSchema;
  private final JsonSchema comparison;
  private final CsvColumns columns;
  private final boolean hasSecrets;

  private Schema(Class<T> type) {
    SchemaType declared = type.getAnnotation(SchemaType.class);
    if (declared == null) {
      throw new IllegalArgumentException(
          type.getName()
              + " has no name to be stored or sent under. Annotate it, for example"
              + " @SchemaType(name = \"parcel\", version = 1).");
    }
    this.type = type;
    this.name = declared.name();
    this.version = declared.version();
    this.migrations = MigrationChain.of(type, declared);
    ObjectMapper mapper = Mappers.of(type);
    this.reader = mapper.readerFor(type);
    this.writer = mapper.writerFor(type);
    this.lineWriter = writer.withAttribute(Mappers.LINES, true);
    this.check = Checks.of(type);
    this.jsonSchema = new JsonSchemaWriter(mapper).write(type, this);
    this.comparison = JsonSchema.own(jsonSchema);
    this.columns = CsvColumns.of(jsonSchema);
    this.hasSecrets = !jsonSchema.findValues(JsonSchemaWriter.SECRET).isEmpty();
  }

  /**
   * Returns the schema of a type.
   *
   * @param <T> the type
   * @param type a record or sealed interface annotated with {@link SchemaType}
   * @return the schema
   * @throws IllegalArgumentException if the declaration is missing or contradicts itself
   */
  @SuppressWarnings("unchecked") // computeValue makes a Schema of exactly this class.
  public static <T> Schema<T> of(Class<T> type) {
    return (Schema<T>) SCHEMAS.get(type);
  }

  /**
   * Returns the class.
   *
   * @return the class
   */
  public Class<T> type() {
    return type;
  }

  /**
   * Returns the name in documents.
   *
   * @return for example {@code alert}
   */
  public String name() {
    return name;
  }

  /**
   * Returns the version that this code writes.
   *
   * @return 1 or more
   */
  public int version() {
    return version;
  }

  /**
   * Returns the steps between the versions of this type.
   *
   * @return the steps; none for a type that has had one version only
   */
  public MigrationChain migrations() {
    return migrations;
  }

  /**
   * Returns the type's JSON Schema (2020-12), constraints included.
   *
   * @return a tree of the caller's own
   */
  public ObjectNode jsonSchema() {
    return jsonSchema.deepCopy();
  }

  /**
   * Checks the declared constraints and the rules between fields.
   *
   * @param value the value
   * @return all problems; empty if there is none
   */
  public List<Violation> check(T value) {
    if (check.holds(value)) {
      return List.of();
    }
    Violations found = new Violations();
    check.report(value, found);
    return found.found();
  }

  /**
   * Refuses a value that breaks a rule, before it goes any further.
   *
   * @param value the value
   * @return the same value
   * @throws InvalidDocumentException if it breaks a rule, with all problems
   */
  public T require(T value) {
    List<Violation> problems = check(value);
    if (problems.isEmpty()) {
      return value;
    }
    throw new InvalidDocumentException(toString(), problems);
  }

  /**
   * Compares a document with the JSON Schema. A document without problems can still break a rule
   * between fields, which only {@link #check} sees.
   *
   * @param document a tree, of the current version
   * @return all problems; empty if there is none
   */
  public List<Violation> validate(JsonNode document) {
    return comparison.validate(document);
  }

  /** Returns whether a document has secrets, so that no part of it may be shown as it is. */
  boolean hasSecrets() {
    return hasSecrets;
  }

  CsvColumns columns() {
    return columns;
  }

  ObjectReader reader() {
    return reader;
  }

  ObjectWriter writer() {
    return writer;
  }

  ObjectWriter lineWriter() {
    return lineWriter;
  }

  /** Returns the type's name and version as documents are tagged with them: {@code alert/2}. */
  @Override
  public String toString() {
    return name + "/" + version;
  }
}
