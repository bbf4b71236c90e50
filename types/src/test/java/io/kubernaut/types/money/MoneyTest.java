package io.kubernaut.types.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("BR-TYPE-020")
class MoneyTest {

  @Test
  void allocatesExactlyTheWholeAmount() {
    Random random = new Random(11);
    for (int i = 0; i < 2_000; i++) {
      String currency = List.of("EUR", "JPY", "KWD").get(random.nextInt(3));
      Money bill =
          new Money(BigDecimal.valueOf(random.nextInt(), 2), Money.of("0", currency).currency());
      List<BigDecimal> weights =
          Stream.generate(() -> BigDecimal.valueOf(1 + random.nextInt(1_000), 3))
              .limit(1 + random.nextInt(20))
              .toList();
      Money sum = bill.allocate(weights).stream().reduce(Money.of("0", currency), Money::plus);
      assertThat(sum).as("seed 11, %s by %s", bill, weights).isEqualTo(bill.rounded());
    }
  }

  @Test
  void givesUnitsLeftOverToTheLargestRemainders() {
    BigDecimal one = BigDecimal.ONE;
    assertThat(Money.of("100", "EUR").allocate(List.of(one, one, one)))
        .containsExactly(
            Money.of("33.34", "EUR"), Money.of("33.33", "EUR"), Money.of("33.33", "EUR"));
  }

  @Test
  void refusesToMixCurrencies() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Money.of("1", "EUR").plus(Money.of("1", "USD")))
        .withMessageContaining("Convert one of them first");
  }

  @Test
  void roundsHalfToEvenToTheSmallestUnit() {
    assertThat(Money.of("0.125", "EUR").rounded()).hasToString("0.12 EUR");
    assertThat(Money.of("0.5", "JPY").rounded()).hasToString("0 JPY");
    assertThat(Money.of("1.50", "EUR")).isEqualTo(Money.of("1.5", "EUR"));
  }

  @Test
  void refusesWeightsThatShareNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Money.of("1", "EUR").allocate(List.of(BigDecimal.ZERO)));
  }
}
