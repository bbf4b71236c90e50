package io.kubernaut.types.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.kubernaut.types.RoundTrip;
import io.kubernaut.types.money.AllocationRule.Method;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.Schema;
import io.kubernaut.types.schema.Violation;
import io.kubernaut.types.value.Quantity;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("BR-TYPE-020")
class CostTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant END = Instant.parse("2026-02-01T00:00:00Z");
  private static final Map<String, RawJson> EXTRA = Map.of("x", RawJson.of("\"007\""));

  private final Budget budget =
      new Budget(
          "platform",
          Money.of("1000", "EUR"),
          START,
          END,
          List.of(new BigDecimal("0.5"), new BigDecimal("0.8"), BigDecimal.ONE),
          Map.of("team", "platform"),
          EXTRA);

  @ParameterizedTest
  @CsvSource({
    "0.0000000005, 3, 0.000000001500",
    "0.000000000001, 0.5, 0.00",
    "0.000000000003, 0.5, 0.000000000002",
    "0.045, 720, 32.40",
    "-1.10, 2.5, -2.75"
  })
  void multipliesHalfEvenToTwelveDecimals(String each, BigDecimal quantity, String cost) {
    assertThat(new Price(Money.of(each, "EUR"), "h").of(quantity)).isEqualTo(Money.of(cost, "EUR"));
  }

  @Test
  void chargesUseInTheUnitOfThePriceOnly() {
    UsageRecord usage = usage(new BigDecimal("12.5"));

    assertThat(usage.cost(new Price(Money.of("0.10", "USD"), "GiB-hours")))
        .isEqualTo(Money.of("1.25", "USD"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> usage.cost(new Price(Money.of("0.10", "USD"), "GB-hours")))
        .withMessage(
            "Usage \"u-1\" is in GiB-hours, the price is for GB-hours. Convert the quantity first.");
  }

  private static UsageRecord usage(BigDecimal quantity) {
    return new UsageRecord(
        "u-1", "disk/data", "GiB-hours", quantity, START, END, Map.of("team", "web"), EXTRA);
  }

  @Test
  void refusesAmountsThatWouldFillTheMemory() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Money.of("1e999999999", "EUR"))
        .withMessage(
            "An amount in EUR has more than 30 digits before the point. Check its exponent.");
    assertThatIllegalArgumentException().isThrownBy(() -> Money.of("1e-999999999", "EUR"));
    assertThat(Money.of("0e999999999", "EUR")).isEqualTo(Money.zero(Currency.getInstance("EUR")));
  }

  @Test
  void sharesAnyCostByAnyRuleToTheLastCent() {
    Random random = new Random(20);
    List<String> currencies = List.of("EUR", "JPY", "KWD", "USD");
    for (int i = 0; i < 2000; i++) {
      BigDecimal amount = BigDecimal.valueOf(random.nextLong() >> 20, random.nextInt(7));
      Money cost = Money.of(amount.toString(), currencies.get(random.nextInt(4)));
      Map<String, BigDecimal> usage = new HashMap<>();
      for (int j = 0; j <= random.nextInt(9); j++) {
        usage.put("team-" + j, BigDecimal.valueOf(random.nextInt(1000), random.nextInt(4)));
      }
      Method method = List.of(Method.EVEN, Method.FIXED, Method.USAGE).get(random.nextInt(3));
      Map<String, BigDecimal> weights = method == Method.FIXED ? usage : Map.of();
      AllocationRule rule = new AllocationRule("r", method, weights, "nobody", Map.of());

      Map<String, Money> shares = rule.allocate(cost, usage);

      assertThat(shares.values().stream().reduce(Money::plus))
          .as("seed 20, %s shared by %s", cost, rule)
          .contains(cost.rounded());
      assertThat(shares.values()).allMatch(share -> share.equals(share.rounded()));
      assertThat(shares).isEqualTo(rule.allocate(cost, new HashMap<>(usage)));
    }
  }

  @Test
  void sharesByUseByWeightAndEvenly() {
    Map<String, BigDecimal> usage =
        Map.of("a", new BigDecimal("1"), "b", new BigDecimal("1"), "c", new BigDecimal("4"));
    Money cost = Money.of("100", "EUR");

    assertThat(
            new AllocationRule("r", Method.USAGE, Map.of(), null, Map.of()).allocate(cost, usage))
        .hasToString("{a=16.67 EUR, b=16.67 EUR, c=66.66 EUR}");
    assertThat(new AllocationRule("r", Method.EVEN, Map.of(), null, Map.of()).allocate(cost, usage))
        .hasToString("{a=33.34 EUR, b=33.33 EUR, c=33.33 EUR}");
    assertThat(
            new AllocationRule("r", Method.FIXED, Map.of("z", BigDecimal.ONE), null, Map.of())
                .allocate(cost, usage))
        .hasToString("{z=100.00 EUR}");
  }

  @Test
  void givesACostThatNobodyCausedToTheFallback() {
    AllocationRule rule = new AllocationRule("r", Method.USAGE, Map.of(), "ops", Map.of());

    assertThat(rule.allocate(Money.of("5", "EUR"), Map.of("a", BigDecimal.ZERO)))
        .hasToString("{ops=5.00 EUR}");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new AllocationRule("r", Method.USAGE, Map.of(), null, Map.of())
                    .allocate(Money.of("5", "EUR"), Map.of()))
        .withMessage(
            "Rule \"r\" cannot share 5.00 EUR: nobody has a part. Give the rule a fallback.");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1000.00 EUR, 0, [], false",
    "499.99, 500.01 EUR, 0.499990, [], false",
    "500, 500.00 EUR, 0.500000, [0.5], false",
    "1000, 0.00 EUR, 1.000000, '[0.5, 0.8, 1]', false",
    "1000.01, -0.01 EUR, 1.000010, '[0.5, 0.8, 1]', true"
  })
  void comparesSpendingWithABudget(
      String spent, String remaining, BigDecimal used, String crossed, boolean isExceeded) {
    BudgetStatus status = budget.status(Money.of(spent, "EUR"));

    assertThat(status.remaining()).hasToString(remaining);
    assertThat(status.used()).isEqualByComparingTo(used);
    assertThat(status.crossed()).hasToString(crossed);
    assertThat(status.isExceeded()).isEqualTo(isExceeded);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-02T00:00:00Z, 10, 310.00",
    "2026-01-11T08:00:00Z, 100, 300.00",
    "2026-02-01T00:00:00Z, 10, 10.00",
    "2026-03-01T00:00:00Z, 10, 10.00"
  })
  void extendsSpendingInAStraightLine(Instant now, String spent, String forecast) {
    assertThat(budget.forecast(Money.of(spent, "EUR"), now)).isEqualTo(Money.of(forecast, "EUR"));
  }

  @Test
  void refusesToMixCurrencies() {
    Money dollars = Money.of("1", "USD");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> budget.status(dollars))
        .withMessage(
            "Cannot mix 1000.00 EUR with 1.00 USD: the currencies differ. Convert one of them"
                + " first.");
    assertThatIllegalArgumentException().isThrownBy(() -> dollars.plus(Money.of("1", "EUR")));
    assertThatIllegalArgumentException().isThrownBy(() -> dollars.minus(Money.of("1", "EUR")));
    assertThatIllegalArgumentException().isThrownBy(() -> dollars.compareTo(Money.of("1", "EUR")));
  }

  @Test
  void coversWhatHasEveryTagOfItsScope() {
    assertThat(budget.covers(Map.of("team", "platform", "zone", "a"))).isTrue();
    assertThat(budget.covers(Map.of("team", "web"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"7, 1, allow", "7, 1.001, warn", "7, 3, warn", "7, 3.001, deny", "11, 0, deny"})
  void decidesAboutRequestsAndSaysWhy(String used, String wanted, String chosen) {
    Quota quota = new Quota("team-cpu", "cpu", quantity("10"), quantity("8"), EXTRA);

    assertThat(quota.decide("web", quantity(used), quantity(wanted), START))
        .satisfies(
            decision -> {
              assertThat(decision.chosen()).isEqualTo(chosen);
              assertThat(decision.alternatives()).hasSize(2).doesNotContain(chosen);
              assertThat(decision.reason()).startsWith("web wants ").contains(" of cpu");
              assertThat(decision.evidence()).containsEntry("quota", "team-cpu");
            });
    assertThat(quota.admits(quantity(used), quantity(wanted))).isEqualTo(!chosen.equals("deny"));
  }

  private static Quantity quantity(String text) {
    return Quantity.parse(text);
  }

  @Test
  void comesBackFromEveryCodec() {
    RoundTrip.inEveryCodec(Budget.class, budget);
    RoundTrip.inEveryCodec(UsageRecord.class, usage(new BigDecimal("12.50")));
    RoundTrip.inEveryCodec(
        Quota.class, new Quota("q", "memory", quantity("1.5Gi"), quantity("512Mi"), EXTRA));
    RoundTrip.inEveryCodec(
        AllocationRule.class,
        new AllocationRule("r", Method.FIXED, Map.of("a", BigDecimal.TEN), "b", EXTRA));
  }

  @Test
  void namesWhatContradictsItself() {
    Budget odd =
        new Budget(
            " ",
            Money.of("0", "EUR"),
            /* start= */ END,
            /* end= */ START,
            List.of(BigDecimal.ONE, BigDecimal.ONE),
            Map.of(),
            Map.of());
    assertThat(Schema.of(Budget.class).check(odd))
        .extracting(Violation::pointer)
        .containsExactly("/name", "/limit/amount", "/end", "/thresholds/1");
    assertThat(
            Schema.of(Quota.class)
                .check(new Quota("q", "cpu", quantity("1"), quantity("2"), Map.of())))
        .extracting(Violation::pointer)
        .containsExactly("/soft");
    assertThat(
            Schema.of(AllocationRule.class)
                .check(new AllocationRule("r", Method.FIXED, Map.of(), null, Map.of())))
        .extracting(Violation::toString)
        .containsExactly("/weights = {}  must have one above zero. Give each receiver its part.");
    assertThat(
            Schema.of(UsageRecord.class)
                .check(
                    new UsageRecord("u", "r", "h", BigDecimal.ONE, START, START, Map.of(), EXTRA)))
        .extracting(Violation::pointer)
        .containsExactly("/end");
  }
}
