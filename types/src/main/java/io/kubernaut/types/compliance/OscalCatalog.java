package io.kubernaut.types.compliance;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.NotBlank;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.Sparse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Controls, in groups.
 *
 * @param uuid names this state of the catalogue
 * @param metadata what it says about itself
 * @param groups groups of controls
 * @param controls controls of no group
 * @param extra fields this version does not know
 */
@Sparse
public record OscalCatalog(
    UUID uuid,
    OscalMetadata metadata,
    List<OscalGroup> groups,
    List<OscalControl> controls,
    @Extra Map<String, RawJson> extra) {

  /**
   * Copies the collections.
   *
   * @param uuid names this state of the catalogue
   * @param metadata what it says about itself
   * @param groups groups of controls
   * @param controls controls of no group
   * @param extra fields this version does not know
   */
  public OscalCatalog {
    groups = Frozen.list(groups);
    controls = Frozen.list(controls);
    extra = Frozen.map(extra);
  }

  /**
   * Some controls that belong together.
   *
   * @param id its id
   * @param type what kind of group
   * @param title its name
   * @param groups groups in it
   * @param controls controls in it
   * @param extra fields this version does not know
   */
  @Sparse
  public record OscalGroup(
      @Nullable String id,
      @JsonProperty("class") @Nullable String type,
      @NotBlank String title,
      List<OscalGroup> groups,
      List<OscalControl> controls,
      @Extra Map<String, RawJson> extra) {

    /**
     * Copies the collections.
     *
     * @param id its id
     * @param type what kind of group
     * @param title its name
     * @param groups groups in it
     * @param controls controls in it
     * @param extra fields this version does not know
     */
    public OscalGroup {
      groups = Frozen.list(groups);
      controls = Frozen.list(controls);
      extra = Frozen.map(extra);
    }
  }

  /**
   * One thing that is asked for.
   *
   * @param id its id, for example {@code ac-2.1}
   * @param type what kind of control
   * @param title what it asks for
   * @param controls enhancements of it
   * @param extra fields this version does not know
   */
  @Sparse
  public record OscalControl(
      @NotBlank String id,
      @JsonProperty("class") @Nullable String type,
      @NotBlank String title,
      List<OscalControl> controls,
      @Extra Map<String, RawJson> extra) {

    /**
     * Copies the collections.
     *
     * @param id its id, for example {@code ac-2.1}
     * @param type what kind of control
     * @param title what it asks for
     * @param controls enhancements of it
     * @param extra fields this version does not know
     */
    public OscalControl {
      controls = Frozen.list(controls);
      extra = Frozen.map(extra);
    }
  }
}
