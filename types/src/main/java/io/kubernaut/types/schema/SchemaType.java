package io.kubernaut.types.schema;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names a record or sealed interface that is stored or sent, and the version of its fields. */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface SchemaType {

  /**
   * Returns the type's name in documents.
   *
   * @return lower-case words joined by hyphens, for example {@code health-report}
   */
  String name();

  /**
   * Returns the version of the fields as this code writes them. Adding an optional field keeps the
   * version; anything else raises it and adds a step to {@link #migrations()}.
   *
   * @return 1 or more
   */
  int version();

  /**
   * Returns one step for each version that can still be read. The two before {@link #version()}
   * must be among them.
   *
   * @return classes with a constructor without parameters
   */
  Class<? extends Migration>[] migrations() default {};
}
