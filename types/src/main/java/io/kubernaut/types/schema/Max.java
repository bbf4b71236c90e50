package io.kubernaut.types.schema;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The greatest number a component may hold, for whole and for decimal numbers. */
@Documented
@Target(ElementType.TYPE_USE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Max {

  /**
   * Returns the bound, itself allowed.
   *
   * @return a finite number
   */
  double value();
}
