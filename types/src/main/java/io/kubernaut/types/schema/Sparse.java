package io.kubernaut.types.schema;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Leaves empty lists, sets and maps out when the type is written, as standards ask whose readers
 * tell a missing collection from an empty one, or whose documents are mostly empty. It is for
 * records, and known to the codecs of this library.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Sparse {}
