package io.kubernaut.types.money;

import io.kubernaut.types.schema.Frozen;
import java.math.BigDecimal;
import java.util.List;

/**
 * Where a {@link Budget} stands.
 *
 * @param spent what was spent
 * @param remaining what is left; negative when overspent
 * @param used the part of the limit that is used, 1 being all of it, to six decimals
 * @param crossed the thresholds that were reached, ascending
 */
public record BudgetStatus(
    Money spent, Money remaining, BigDecimal used, List<BigDecimal> crossed) {

  /**
   * Copies the collections.
   *
   * @param spent what was spent
   * @param remaining what is left; negative when overspent
   * @param used the part of the limit that is used, 1 being all of it, to six decimals
   * @param crossed the thresholds that were reached, ascending
   */
  public BudgetStatus {
    crossed = Frozen.list(crossed);
  }

  /**
   * Tells whether more was spent than the limit.
   *
   * @return true if so
   */
  public boolean isExceeded() {
    return remaining.amount().signum() < 0;
  }
}
