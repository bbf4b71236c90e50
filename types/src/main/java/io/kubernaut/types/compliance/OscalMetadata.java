package io.kubernaut.types.compliance;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.Matches;
import io.kubernaut.types.schema.NotBlank;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.Sparse;
import java.util.Map;

/**
 * What every OSCAL document says about itself.
 *
 * @param title its name
 * @param lastModified when it was changed; kept as written, with its offset
 * @param version its own version
 * @param oscalVersion the version of OSCAL
 * @param extra fields this version does not know
 */
@Sparse
public record OscalMetadata(
    @NotBlank String title,
    @JsonProperty("last-modified")
        @Matches(
            value = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?(?:Z|[+-]\\d\\d:\\d\\d)",
            as = "a time with an offset, such as \"2026-01-31T23:59:59+01:00\"")
        String lastModified,
    @NotBlank String version,
    @JsonProperty("oscal-version") @NotBlank String oscalVersion,
    @Extra Map<String, RawJson> extra) {

  /**
   * Copies the collections.
   *
   * @param title its name
   * @param lastModified when it was changed; kept as written, with its offset
   * @param version its own version
   * @param oscalVersion the version of OSCAL
   * @param extra fields this version does not know
   */
  public OscalMetadata {
    extra = Frozen.map(extra);
  }
}
