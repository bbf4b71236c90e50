package io.kubernaut.types.schema;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How long a text may be, in code points, or how many elements a list, set or map may have. Stands
 * before the type it limits: {@code @Size(max = 50) List<@Size(max = 10) String> tags}.
 */
@Documented
@Target(ElementType.TYPE_USE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Size {

  /**
   * Returns the least length or number of elements.
   *
   * @return 0 or more
   */
  int min() default 0;

  /**
   * Returns the greatest length or number of elements.
   *
   * @return at least {@link #min()}
   */
  int max() default Integer.MAX_VALUE;
}
