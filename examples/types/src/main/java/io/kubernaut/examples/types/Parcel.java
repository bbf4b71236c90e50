package io.kubernaut.examples.types;

import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.Matches;
import io.kubernaut.types.schema.Max;
import io.kubernaut.types.schema.Min;
import io.kubernaut.types.schema.NotBlank;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.SchemaType;
import io.kubernaut.types.schema.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A parcel on its way: a type of the host, as the page of the schemas shows it.
 *
 * @param id what it is called
 * @param kilograms its weight
 * @param note what the carrier should know
 * @param route the countries it passes
 * @param extra fields of a later version
 */
@SchemaType(name = "parcel", version = 1)
public record Parcel(
    @NotBlank @Size(max = 40) String id,
    @Min(0) @Max(30) double kilograms,
    @Nullable String note,
    List<@Matches("[A-Z]{2}") String> route,
    @Extra Map<String, RawJson> extra) {

  /**
   * Copies the collections.
   *
   * @param id what it is called
   * @param kilograms its weight
   * @param note what the carrier should know
   * @param route the countries it passes
   * @param extra fields of a later version
   */
  public Parcel {
    route = Frozen.list(route);
    extra = Frozen.map(extra);
  }
}
