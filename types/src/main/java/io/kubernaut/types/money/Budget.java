package io.kubernaut.types.money;

import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.Max;
import io.kubernaut.types.schema.Min;
import io.kubernaut.types.schema.NotBlank;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.SchemaType;
import io.kubernaut.types.schema.Size;
import io.kubernaut.types.schema.Validated;
import io.kubernaut.types.schema.Violations;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What may be spent in a period. The end does not belong to it.
 *
 * @param name names the budget
 * @param limit what may be spent; above zero
 * @param start when the period begins
 * @param end the first moment after it
 * @param thresholds parts of the limit to speak up at, 1 being all of it; ascending
 * @param scope the tags of what it covers; empty for everything
 * @param extra fields this version does not know
 */
@SchemaType(name = "budget", version = 1)
public record Budget(
    @NotBlank @Size(max = 128) String name,
    Money limit,
    Instant start,
    Instant end,
    @Size(max = 16) List<@Min(0) @Max(100) BigDecimal> thresholds,
    Map<String, String> scope,
    @Extra Map<String, RawJson> extra)
    implements Validated {

  private static final int DIGITS = 6;

  /**
   * Copies the collections.
   *
   * @param name names the budget
   * @param limit what may be spent; above zero
   * @param start when the period begins
   * @param end the first moment after it
   * @param thresholds parts of the limit to speak up at, 1 being all of it; ascending
   * @param scope the tags of what it covers; empty for everything
   * @param extra fields this version does not know
   */
  public Budget {
    thresholds = Frozen.list(thresholds);
    scope = Frozen.map(scope);
    extra = Frozen.map(extra);
  }

  @Override
  public void validate(Violations found) {
    found.unless(
        limit.amount().signum() > 0, "/limit/amount", limit, "must be above zero", "Raise it.");
    found.unless(end.isAfter(start), "/end", end, "must be after start " + start, "Swap them?");
    for (int i = 1; i < thresholds.size(); i++) {
      BigDecimal before = thresholds.get(i - 1);
      found.unless(
          thresholds.get(i).compareTo(before) > 0,
          "/thresholds/" + i,
          thresholds.get(i),
          "must be above the one before, " + before,
          "Sort them, and drop what comes twice.");
    }
  }

  /**
   * Tells whether the budget covers something.
   *
   * @param tags the tags of what was paid for
   * @return true if it has every tag of the scope
   */
  public boolean covers(Map<String, String> tags) {
    return tags.entrySet().containsAll(scope.entrySet());
  }

  /**
   * Compares what was spent with the limit.
   *
   * @param spent what was spent in the period so far
   * @return where the budget stands
   * @throws IllegalArgumentException if it was spent in another currency
   */
  public BudgetStatus status(Money spent) {
    Money remaining = limit.minus(spent);
    BigDecimal used = spent.amount().divide(limit.amount(), DIGITS, RoundingMode.HALF_EVEN);
    List<BigDecimal> crossed =
        thresholds.stream()
            .filter(part -> spent.amount().compareTo(limit.amount().multiply(part)) >= 0)
            .toList();
    return new BudgetStatus(spent, remaining, used, crossed);
  }

  /**
   * Extends spending in a straight line to the end of the period.
   *
   * @param spent what was spent so far
   * @param now when that was; later than the start
   * @return what will have been spent at the end, rounded to 12 decimals; what was spent once the
   *     period is over
   * @throws IllegalArgumentException if the period has not begun
   */
  public Money forecast(Money spent, Instant now) {
    if (!now.isAfter(start)) {
      throw new IllegalArgumentException(
          "Budget \"%s\" begins at %s, so nothing can be told at %s. Ask later."
              .formatted(name, start, now));
    }
    if (!now.isBefore(end)) {
      return spent;
    }
    BigDecimal gone = nanos(Duration.between(start, now));
    BigDecimal whole = nanos(Duration.between(start, end));
    return Money.rounded(spent.amount().multiply(whole), gone, spent.currency());
  }

  private static BigDecimal nanos(Duration duration) {
    return BigDecimal.valueOf(duration.getSeconds())
        .movePointRight(9)
        .add(BigDecimal.valueOf(duration.getNano()));
  }
}
