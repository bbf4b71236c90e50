package io.kubernaut.types.schema;

import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The component that keeps fields this version does not know, so that they are written again as
 * they were read. By convention the last one: {@code @Extra Map<String, RawJson> extra}.
 *
 * <p>A record without such a component refuses unknown fields.
 */
@Documented
@JacksonAnnotationsInside
@JsonAnyGetter
@JsonAnySetter
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface Extra {}
