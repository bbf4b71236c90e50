package io.kubernaut.types.schema;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import java.util.Collection;
import java.util.Map;

/** What {@link Sparse} says to Jackson; only collections and maps are asked if they are empty. */
final class SparseInclusion extends NopAnnotationIntrospector {

  private static final long serialVersionUID = 1L;
  private static final JsonInclude.Value NOT_EMPTY =
      JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS);

  @Override
  public JsonInclude.Value findPropertyInclusion(Annotated property) {
    return property instanceof AnnotatedMember member
            && member.getDeclaringClass().isAnnotationPresent(Sparse.class)
            && isCollection(member.getRawType())
        ? NOT_EMPTY
        : JsonInclude.Value.empty();
  }

  private static boolean isCollection(Class<?> type) {
    return Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type);
  }
}
