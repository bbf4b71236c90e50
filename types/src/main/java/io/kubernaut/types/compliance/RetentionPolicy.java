package io.kubernaut.types.compliance;

import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.Max;
import io.kubernaut.types.schema.Min;
import io.kubernaut.types.schema.NotBlank;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.SchemaType;
import io.kubernaut.types.schema.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * How long records of a kind are kept.
 *
 * @param name names it
 * @param scope the labels of what it is about; empty for everything
 * @param keepDays how many days of 24 hours a record is kept, from when it was made
 * @param extra fields this version does not know
 */
@SchemaType(name = "retention-policy", version = 1)
public record RetentionPolicy(
    @NotBlank @Size(max = 128) String name,
    Map<String, String> scope,
    @Min(0) @Max(36525) int keepDays,
    @Extra Map<String, RawJson> extra) {

  /**
   * Copies the collections.
   *
   * @param name names it
   * @param scope the labels of what it is about; empty for everything
   * @param keepDays how many days of 24 hours a record is kept, from when it was made
   * @param extra fields this version does not know
   */
  public RetentionPolicy {
    scope = Frozen.map(scope);
    extra = Frozen.map(extra);
  }

  /**
   * Tells whether it is about a record.
   *
   * @param labels the record's labels
   * @return true if the record has every label of the scope
   */
  public boolean covers(Map<String, String> labels) {
    return labels.entrySet().containsAll(scope.entrySet());
  }

  /**
   * Tells until when a record is kept.
   *
   * @param made when it was made
   * @return the first moment when it may go
   */
  public Instant keepsUntil(Instant made) {
    return made.plus(Duration.ofDays(keepDays));
  }
}
