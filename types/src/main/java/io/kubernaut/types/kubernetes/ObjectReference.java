package io.kubernaut.types.kubernetes;

import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.Sparse;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A pointer to an object, with as much of its identity as is known.
 *
 * @param apiVersion the API
 * @param kind the kind
 * @param namespace the namespace
 * @param name the name
 * @param uid the unique id
 * @param extra fields this version does not know
 */
@Sparse
public record ObjectReference(
    @Nullable String apiVersion,
    @Nullable String kind,
    @Nullable String namespace,
    @Nullable String name,
    @Nullable String uid,
    @Extra Map<String, RawJson> extra) {

  /**
   * Copies the collections.
   *
   * @param apiVersion the API
   * @param kind the kind
   * @param namespace the namespace
   * @param name the name
   * @param uid the unique id
   * @param extra fields this version does not know
   */
  public ObjectReference {
    extra = Frozen.map(extra);
  }
}
