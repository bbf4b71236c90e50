package io.kubernaut.types.compliance;

import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.NotBlank;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.SchemaType;
import io.kubernaut.types.schema.Size;
import io.kubernaut.types.schema.Validated;
import io.kubernaut.types.schema.Violations;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An order that records stay as they are, whatever else says.
 *
 * @param id names it
 * @param matter why
 * @param scope the labels of what it is about; empty for everything
 * @param placed since when
 * @param released when it ended
 * @param extra fields this version does not know
 */
@SchemaType(name = "legal-hold", version = 1)
public record LegalHold(
    @NotBlank @Size(max = 128) String id,
    @NotBlank @Size(max = 1024) String matter,
    Map<String, String> scope,
    Instant placed,
    @Nullable Instant released,
    @Extra Map<String, RawJson> extra)
    implements Validated {

  /**
   * Copies the collections.
   *
   * @param id names it
   * @param matter why
   * @param scope the labels of what it is about; empty for everything
   * @param placed since when
   * @param released when it ended
   * @param extra fields this version does not know
   */
  public LegalHold {
    scope = Frozen.map(scope);
    extra = Frozen.map(extra);
  }

  @Override
  public void validate(Violations found) {
    found.unless(
        released == null || released.isAfter(placed),
        "/released",
        released,
        "must be after placed " + placed,
        "Swap them?");
  }

  /**
   * Tells whether it binds a record.
   *
   * @param labels the record's labels
   * @param now the time
   * @return true if it is in force and the record has every label of the scope
   */
  public boolean binds(Map<String, String> labels, Instant now) {
    boolean isInForce = !now.isBefore(placed) && (released == null || now.isBefore(released));
    return isInForce && labels.entrySet().containsAll(scope.entrySet());
  }
}
