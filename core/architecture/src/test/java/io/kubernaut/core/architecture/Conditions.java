package io.kubernaut.core.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.function.Function;
import java.util.stream.Stream;

/** Conditions made of a function that complains. */
final class Conditions {

  private Conditions() {}

  /**
   * Returns a condition that holds where there is nothing to complain about.
   *
   * @param what as in "classes should …"
   * @param complaints what is wrong with a class, in words
   */
  static ArchCondition<JavaClass> of(String what, Function<JavaClass, Stream<String>> complaints) {
    return new ArchCondition<>(what) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        complaints
            .apply(type)
            .forEach(complaint -> events.add(SimpleConditionEvent.violated(type, complaint)));
      }
    };
  }
}
