package io.kubernaut.types.cloud;

import io.kubernaut.types.cloud.BillingLine.ChargeCategory;
import io.kubernaut.types.cloud.BillingLine.ChargeClass;
import io.kubernaut.types.cloud.BillingLine.ChargeFrequency;
import io.kubernaut.types.cloud.BillingLine.UsedOrNot;
import io.kubernaut.types.schema.Violation;
import io.kubernaut.types.schema.Violations;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rules of FOCUS 1.2 for whole sets of billing lines, stricter than what a line needs to be
 * read: an export of ours breaks none of them, while lines of earlier versions, or of providers
 * that are not so exact, can be read all the same.
 *
 * <pre>{@code
 * List<Violation> problems = FocusRules.check(lines);      // each with a pointer such as /3/ListCost
 * }</pre>
 *
 * <p>A column that no line has is not part of the set, and nobody asks for it: what a provider does
 * not support, it leaves out of every line. Rules that need to know more than the lines say, for
 * example whether a charge is disputed, are not checked.
 *
 * @see <a href="https://focus.finops.org/focus-specification/v1-2/">FOCUS 1.2</a>
 */
public final class FocusRules {

  /** The columns that are there exactly if another is, and which. */
  private static final Map<String, String> TOGETHER =
      Map.of(
          "BillingAccountType", "BillingAccountId",
          "CommitmentDiscountCategory", "CommitmentDiscountId",
          "CommitmentDiscountType", "CommitmentDiscountId",
          "CommitmentDiscountUnit", "CommitmentDiscountQuantity",
          "ConsumedUnit", "ConsumedQuantity",
          "PricingUnit", "PricingQuantity",
          "RegionName", "RegionId",
          "ResourceType", "ResourceId",
          "SubAccountName", "SubAccountId",
          "SubAccountType", "SubAccountId");

  /** The columns that are there only if another is, and which. */
  private static final Map<String, String> ONLY_WITH =
      Map.of(
          "CapacityReservationStatus", "CapacityReservationId",
          "CommitmentDiscountName", "CommitmentDiscountId",
          "CommitmentDiscountStatus", "CommitmentDiscountId",
          "SkuMeter", "SkuId",
          "SkuPriceDetails", "SkuPriceId");

  /** The columns that usage and purchases have, and taxes do not. */
  private static final List<String> OF_PRICED_CHARGES =
      List.of(
          "ContractedUnitPrice",
          "ListUnitPrice",
          "PricingCategory",
          "PricingCurrencyListUnitPrice",
          "PricingQuantity",
          "SkuId",
          "SkuPriceId");

  /** The columns that every line has, if any line has them. */
  private static final List<String> OF_ALL =
      List.of(
          "BillingAccountName",
          "ChargeFrequency",
          "PricingCurrency",
          "PricingCurrencyEffectiveCost",
          "ServiceSubcategory");

  private final Set<String> present;
  private final Violations found = new Violations();

  private FocusRules(Set<String> present) {
    this.present = present;
  }

  /**
   * Checks lines that belong together, such as an export.
   *
   * @param lines the lines
   * @return what breaks a rule, with a pointer to the line and column; empty if nothing does
   */
  public static List<Violation> check(List<BillingLine> lines) {
    FocusRules rules =
        new FocusRules(
            FocusValues.columns().stream()
                .filter(column -> lines.stream().anyMatch(line -> FocusValues.has(line, column)))
                .collect(Collectors.toUnmodifiableSet()));
    for (int i = 0; i < lines.size(); i++) {
      rules.check("/" + i + "/", lines.get(i));
    }
    rules.parents(lines, "SkuPriceId", BillingLine::skuPriceId, "SkuId", BillingLine::skuId);
    rules.parents(
        lines,
        "ServiceName",
        BillingLine::serviceName,
        "ServiceCategory",
        BillingLine::serviceCategory);
    return rules.found.found();
  }

  private void check(String at, BillingLine line) {
    TOGETHER.forEach((column, other) -> together(at, line, column, other));
    ONLY_WITH.forEach(
        (column, other) ->
            unless(
                FocusValues.has(line, other),
                at,
                line,
                column,
                "must be left out without " + other));
    OF_ALL.forEach(column -> require(true, at, line, column, "must be in every line"));
    charges(at, line);
    commitments(at, line);
    new FocusAmounts(found).check(at, line);
  }

  private void together(String at, BillingLine line, String column, String other) {
    boolean isWanted = FocusValues.has(line, other);
    unless(isWanted, at, line, column, "must be left out without " + other);
    require(isWanted, at, line, column, "must be there with " + other);
  }

  private void charges(String at, BillingLine line) {
    boolean isTax = line.chargeCategory() == ChargeCategory.TAX;
    boolean isUsage = line.chargeCategory() == ChargeCategory.USAGE;
    boolean isPriced = isPriced(line) && !isCorrection(line);
    for (String column : OF_PRICED_CHARGES) {
      unless(!isTax, at, line, column, "must be left out for taxes");
      require(isPriced, at, line, column, "must be there for usage and purchases");
    }
    boolean isConsumed = isUsage && line.commitmentDiscountStatus() != UsedOrNot.UNUSED;
    unless(isConsumed, at, line, "ConsumedQuantity", "must be left out unless something was used");
    require(
        isConsumed && !isCorrection(line),
        at,
        line,
        "ConsumedQuantity",
        "must be there if something was used");
    found.unless(
        line.chargeCategory() != ChargeCategory.PURCHASE
            || line.chargeFrequency() != ChargeFrequency.USAGE_BASED,
        at + "ChargeFrequency",
        line.chargeFrequency(),
        "must not be Usage-Based for purchases",
        "Use One-Time or Recurring.");
    String subcategory = line.serviceSubcategory();
    found.unless(
        subcategory == null || FocusServices.has(line.serviceCategory(), subcategory),
        at + "ServiceSubcategory",
        subcategory,
        "must be one of " + line.serviceCategory(),
        "Use Other (" + line.serviceCategory() + ") if none fits.");
  }

  private void commitments(String at, BillingLine line) {
    boolean isUsage = line.chargeCategory() == ChargeCategory.USAGE;
    require(
        isUsage && line.commitmentDiscountId() != null,
        at,
        line,
        "CommitmentDiscountStatus",
        "must be there for usage under a commitment");
    require(
        isUsage && line.capacityReservationId() != null,
        at,
        line,
        "CapacityReservationStatus",
        "must be there for usage under a reservation");
    boolean isCounted =
        isPriced(line) && line.commitmentDiscountId() != null && !isCorrection(line);
    unless(
        isCounted,
        at,
        line,
        "CommitmentDiscountQuantity",
        "must be left out unless it is usage or a purchase under a commitment");
    require(
        isCounted,
        at,
        line,
        "CommitmentDiscountQuantity",
        "must be there for usage and purchases under a commitment");
  }

  private static boolean isPriced(BillingLine line) {
    return line.chargeCategory() == ChargeCategory.USAGE
        || line.chargeCategory() == ChargeCategory.PURCHASE;
  }

  private static boolean isCorrection(BillingLine line) {
    return line.chargeClass() == ChargeClass.CORRECTION;
  }

  private void unless(boolean mayBeThere, String at, BillingLine line, String column, String rule) {
    Object value = FocusValues.of(line, column);
    found.unless(
        mayBeThere || !FocusValues.has(line, column), at + column, value, rule, "Leave it out.");
  }

  private void require(boolean isWanted, String at, BillingLine line, String column, String rule) {
    found.unless(
        !isWanted || !present.contains(column) || FocusValues.has(line, column),
        at + column,
        null,
        rule,
        "Give it, or leave the column out of all lines.");
  }

  private interface Text extends Function<BillingLine, @Nullable String> {}

  // Each child has one parent in the whole set.
  private void parents(
      List<BillingLine> lines, String child, Text children, String parent, Text parents) {
    Map<String, String> first = new HashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      String name = children.apply(lines.get(i));
      String its = parents.apply(lines.get(i));
      if (name != null && its != null) {
        String before = first.putIfAbsent(name, its);
        found.unless(
            before == null || before.equals(its),
            "/" + i + "/" + parent,
            its,
            "must be " + before + ", as in another line with the " + child + " " + name,
            "Correct one of the two.");
      }
    }
  }
}
