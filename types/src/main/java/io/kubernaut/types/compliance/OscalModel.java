package io.kubernaut.types.compliance;

import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.Sparse;
import java.util.Map;
import java.util.UUID;

/**
 * A model of which only the beginning is typed.
 *
 * @param uuid names this state of the document
 * @param metadata what it says about itself
 * @param extra fields this version does not know
 */
@Sparse
public record OscalModel(UUID uuid, OscalMetadata metadata, @Extra Map<String, RawJson> extra) {

  /**
   * Copies the collections.
   *
   * @param uuid names this state of the document
   * @param metadata what it says about itself
   * @param extra fields this version does not know
   */
  public OscalModel {
    extra = Frozen.map(extra);
  }
}
