package io.kubernaut.types.schema;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.lang.reflect.Executable;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.stream.Stream;

/** Tells how Jackson creates a type. */
final class JsonCreators {

  private JsonCreators() {}

  /** Returns whether values are made from one text, by a creator that says so. */
  static boolean fromText(Class<?> type) {
    return from(type, String.class);
  }

  /** Returns whether values are also made from a number. */
  static boolean fromNumber(Class<?> type) {
    return from(type, BigDecimal.class);
  }

  private static boolean from(Class<?> type, Class<?> argument) {
    return Stream.<Executable>concat(
            Arrays.stream(type.getDeclaredConstructors()), Arrays.stream(type.getDeclaredMethods()))
        .filter(creator -> creator.isAnnotationPresent(JsonCreator.class))
        .anyMatch(
            creator ->
                creator.getParameterCount() == 1
                    && creator.getParameterTypes()[0] == argument
                    && creator.getAnnotation(JsonCreator.class).mode()
                        != JsonCreator.Mode.PROPERTIES);
  }
}
