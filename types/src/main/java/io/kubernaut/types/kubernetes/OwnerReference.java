package io.kubernaut.types.kubernetes;

import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.Sparse;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An object that another one goes with when it is deleted.
 *
 * @param apiVersion the owner's API
 * @param kind the owner's kind
 * @param name the owner's name
 * @param uid the owner's unique id
 * @param controller whether the owner manages this object
 * @param blockOwnerDeletion whether the owner must wait
 * @param extra fields this version does not know
 */
@Sparse
public record OwnerReference(
    String apiVersion,
    String kind,
    String name,
    String uid,
    @Nullable Boolean controller,
    @Nullable Boolean blockOwnerDeletion,
    @Extra Map<String, RawJson> extra) {

  /**
   * Copies the collections.
   *
   * @param apiVersion the owner's API
   * @param kind the owner's kind
   * @param name the owner's name
   * @param uid the owner's unique id
   * @param controller whether the owner manages this object
   * @param blockOwnerDeletion whether the owner must wait
   * @param extra fields this version does not know
   */
  public OwnerReference {
    extra = Frozen.map(extra);
  }
}
