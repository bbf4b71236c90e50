package io.kubernaut.types.compliance;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.NotBlank;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.SchemaType;
import io.kubernaut.types.schema.Size;
import io.kubernaut.types.schema.Validated;
import io.kubernaut.types.schema.Violations;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether a control is kept to, and the evidence for that.
 *
 * @param id names it
 * @param control the control it is about
 * @param state whether it is kept to
 * @param evidence the ids of the evidence; at least one
 * @param reason why, for people
 * @param time when it was found
 * @param extra fields this version does not know
 */
@SchemaType(name = "control-finding", version = 1)
public record ControlFinding(
    @NotBlank @Size(max = 128) String id,
    @NotBlank @Size(max = 64) String control,
    State state,
    @Size(min = 1, max = 1000) List<String> evidence,
    @Nullable @Size(max = 4096) String reason,
    Instant time,
    @Extra Map<String, RawJson> extra)
    implements Validated {

  /** Whether a control is kept to, in the words of OSCAL. */
  public enum State {
    /** It is. */
    @JsonProperty("satisfied")
    SATISFIED,
    /** It is not. */
    @JsonProperty("not-satisfied")
    NOT_SATISFIED
  }

  /**
   * Copies the collections.
   *
   * @param id names it
   * @param control the control it is about
   * @param state whether it is kept to
   * @param evidence the ids of the evidence; at least one
   * @param reason why, for people
   * @param time when it was found
   * @param extra fields this version does not know
   */
  public ControlFinding {
    evidence = Frozen.list(evidence);
    extra = Frozen.map(extra);
  }

  @Override
  public void validate(Violations found) {
    found.unless(
        state == State.SATISFIED || (reason != null && !reason.isBlank()),
        "/reason",
        reason,
        "must be there if the control is not satisfied",
        "Say what is wrong.");
  }
}
