package io.kubernaut.types.money;

import io.kubernaut.types.schema.NotBlank;
import io.kubernaut.types.schema.Size;
import java.math.BigDecimal;

/**
 * What one unit of something costs. Unit prices are often below the smallest coin.
 *
 * @param each what one unit costs, to at most 12 decimals
 * @param unit what is counted, for example {@code GiB-hours}
 */
public record Price(Money each, @NotBlank @Size(max = 64) String unit) {

  /**
   * Returns what a quantity costs, rounded as {@link Money#times} does.
   *
   * @param quantity how many units
   * @return the cost
   */
  public Money of(BigDecimal quantity) {
    return each.times(quantity);
  }
}
