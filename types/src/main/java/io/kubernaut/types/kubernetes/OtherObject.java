package io.kubernaut.types.kubernetes;

import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.NotBlank;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.SchemaType;
import io.kubernaut.types.schema.Sparse;
import java.util.Map;

/**
 * An object of a kind that is not typed here: its metadata is, all else is kept.
 *
 * @param apiVersion the API's group and version
 * @param kind the kind
 * @param metadata name, labels and so on; for lists, the list's
 * @param extra fields this version does not know
 */
@Sparse
@SchemaType(name = "kubernetes-object", version = 1)
public record OtherObject(
    @NotBlank String apiVersion,
    @NotBlank String kind,
    ObjectMeta metadata,
    @Extra Map<String, RawJson> extra)
    implements KubernetesObject {

  /**
   * Copies the collections.
   *
   * @param apiVersion the API's group and version
   * @param kind the kind
   * @param metadata name, labels and so on; for lists, the list's
   * @param extra fields this version does not know
   */
  public OtherObject {
    extra = Frozen.map(extra);
  }
}
