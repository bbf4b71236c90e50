package io.kubernaut.types.catalogue;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.kubernaut.types.Decision;
import io.kubernaut.types.schema.Schema;
import io.kubernaut.types.schema.SchemaType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Every type of this library that is stored or sent under a name of its own.
 *
 * <p>A plain list and no search of the class path: it starts in no time, works in a native image,
 * and a test compares it with the types that exist.
 */
public final class Catalogue {

  private static final List<Class<?>> TYPES =
      List.of(
          // types
          Decision.class);

  private static final Map<String, Class<?>> BY_NAME =
      TYPES.stream().collect(toUnmodifiableMap(Catalogue::name, Function.identity()));

  private Catalogue() {}

  private static String name(Class<?> type) {
    return type.getAnnotation(SchemaType.class).name();
  }

  /**
   * Returns the schemas of all types.
   *
   * @return one per type, grouped by package
   */
  public static List<Schema<?>> schemas() {
    return TYPES.stream().<Schema<?>>map(Schema::of).toList();
  }

  /**
   * Returns the schema of the type with a name.
   *
   * @param name for example {@code decision}
   * @return the schema; empty if no type has this name
   */
  public static Optional<Schema<?>> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name)).map(Schema::of);
  }
}
