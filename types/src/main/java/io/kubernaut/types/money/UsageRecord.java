package io.kubernaut.types.money;

import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.Min;
import io.kubernaut.types.schema.NotBlank;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.SchemaType;
import io.kubernaut.types.schema.Size;
import io.kubernaut.types.schema.Validated;
import io.kubernaut.types.schema.Violations;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;

/**
 * How much of something was used, by whom, from when to when. The end does not belong to it.
 *
 * @param id names this record, so that it is not counted twice
 * @param resource what was used
 * @param unit what is counted
 * @param quantity how many units
 * @param start when use began
 * @param end the first moment after it
 * @param tags whom and what it was used for
 * @param extra fields this version does not know
 */
@SchemaType(name = "usage-record", version = 1)
public record UsageRecord(
    @NotBlank @Size(max = 128) String id,
    @NotBlank @Size(max = 2048) String resource,
    @NotBlank @Size(max = 64) String unit,
    @Min(0) BigDecimal quantity,
    Instant start,
    Instant end,
    Map<String, String> tags,
    @Extra Map<String, RawJson> extra)
    implements Validated {

  /**
   * Copies the collections.
   *
   * @param id names this record, so that it is not counted twice
   * @param resource what was used
   * @param unit what is counted
   * @param quantity how many units
   * @param start when use began
   * @param end the first moment after it
   * @param tags whom and what it was used for
   * @param extra fields this version does not know
   */
  public UsageRecord {
    tags = Frozen.map(tags);
    extra = Frozen.map(extra);
  }

  @Override
  public void validate(Violations found) {
    if (!end.isAfter(start)) {
      found.add("/end", end, "must be after start " + start, "Swap them?");
    }
  }

  /**
   * Returns what the use costs.
   *
   * @param price the price of the same unit
   * @return the cost, unrounded
   * @throws IllegalArgumentException if the price is for another unit
   */
  public Money cost(Price price) {
    if (!unit.equals(price.unit())) {
      throw new IllegalArgumentException(
          "Usage \"%s\" is in %s, the price is for %s. Convert the quantity first."
              .formatted(id, unit, price.unit()));
    }
    return price.of(quantity);
  }
}
