package io.kubernaut.types.compliance;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.NotBlank;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.Size;
import io.kubernaut.types.schema.Sparse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A choice of controls out of catalogues.
 *
 * @param uuid names this state of the profile
 * @param metadata what it says about itself
 * @param imports what is chosen
 * @param extra fields this version does not know
 */
@Sparse
public record OscalProfile(
    UUID uuid,
    OscalMetadata metadata,
    @Size(min = 1) List<Import> imports,
    @Extra Map<String, RawJson> extra) {

  /**
   * Copies the collections.
   *
   * @param uuid names this state of the profile
   * @param metadata what it says about itself
   * @param imports what is chosen
   * @param extra fields this version does not know
   */
  public OscalProfile {
    imports = Frozen.list(imports);
    extra = Frozen.map(extra);
  }

  /**
   * What is chosen out of one catalogue.
   *
   * @param href where the catalogue is
   * @param includeAll there if everything is chosen
   * @param includeControls what is chosen
   * @param excludeControls what is not
   * @param extra fields this version does not know
   */
  @Sparse
  public record Import(
      @NotBlank String href,
      @JsonProperty("include-all") @Nullable RawJson includeAll,
      @JsonProperty("include-controls") List<Choice> includeControls,
      @JsonProperty("exclude-controls") List<Choice> excludeControls,
      @Extra Map<String, RawJson> extra) {

    /**
     * Copies the collections.
     *
     * @param href where the catalogue is
     * @param includeAll there if everything is chosen
     * @param includeControls what is chosen
     * @param excludeControls what is not
     * @param extra fields this version does not know
     */
    public Import {
      includeControls = Frozen.list(includeControls);
      excludeControls = Frozen.list(excludeControls);
      extra = Frozen.map(extra);
    }
  }

  /**
   * Some controls.
   *
   * @param withIds the ids
   * @param extra fields this version does not know
   */
  @Sparse
  public record Choice(
      @JsonProperty("with-ids") List<String> withIds, @Extra Map<String, RawJson> extra) {

    /**
     * Copies the collections.
     *
     * @param withIds the ids
     * @param extra fields this version does not know
     */
    public Choice {
      withIds = Frozen.list(withIds);
      extra = Frozen.map(extra);
    }
  }
}
