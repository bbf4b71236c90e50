package io.kubernaut.types.schema;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.lang.reflect.Executable;
import java.util.Arrays;
import java.util.stream.Stream;

/** Tells how Jackson creates a type. */
final class JsonCreators {

  private JsonCreators() {}

  /** Returns whether values are made from one text, by a creator that says so. */
  static boolean fromText(Class<?> type) {
    return Stream.<Executable>concat(
            Arrays.stream(type.getDeclaredConstructors()), Arrays.stream(type.getDeclaredMethods()))
        .filter(creator -> creator.isAnnotationPresent(JsonCreator.class))
        .anyMatch(
            creator ->
                creator.getParameterCount() == 1
                    && creator.getParameterTypes()[0] == String.class
                    && creator.getAnnotation(JsonCreator.class).mode()
                        != JsonCreator.Mode.PROPERTIES);
  }
}
