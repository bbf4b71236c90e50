package io.kubernaut.types.compliance;

import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.NotBlank;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.Size;
import java.util.Map;

/**
 * One thing that a framework asks for.
 *
 * @param id its id in the framework, for example {@code ac-2.1}
 * @param title what it asks for
 * @param extra fields this version does not know
 */
public record Control(
    @NotBlank @Size(max = 64) String id,
    @NotBlank @Size(max = 512) String title,
    @Extra Map<String, RawJson> extra) {

  /**
   * Copies the collections.
   *
   * @param id its id in the framework, for example {@code ac-2.1}
   * @param title what it asks for
   * @param extra fields this version does not know
   */
  public Control {
    extra = Frozen.map(extra);
  }
}
