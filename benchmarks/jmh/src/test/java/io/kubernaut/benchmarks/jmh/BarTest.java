package io.kubernaut.benchmarks.jmh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kubernaut.benchmarks.jmh.Bar.Rule;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("BR-PERF-001")
class BarTest {

  private static Optional<String> row(Rule rule, double limit, @Nullable Estimate figure) {
    return new Bar("claim", rule, limit, "x", measured -> Optional.ofNullable(figure))
        .row(new Measured());
  }

  @Test
  void saysWhetherAClaimHolds() {
    assertThat(row(Rule.AT_MOST, 0.35, new Estimate(0.35, 0.01)))
        .contains("| claim | ≤ 0.35 x | 0.35 ± 0.01 | held |");
    assertThat(row(Rule.AT_MOST, 0.35, new Estimate(0.36, 0.01)))
        .contains("| claim | ≤ 0.35 x | 0.36 ± 0.01 | **missed** |");
    assertThat(row(Rule.AT_LEAST, 20, new Estimate(123.4, 12.34)))
        .contains("| claim | ≥ 20 x | 123 ± 12.3 | held |");
    assertThat(row(Rule.AT_LEAST, 20, new Estimate(19.9, 0)))
        .contains("| claim | ≥ 20 x | 19.9 ± 0.00 | **missed** |");
  }

  @Test
  void saysNothingOfWhatDidNotRun() {
    assertThat(row(Rule.AT_LEAST, 3, null)).isEmpty();
  }

  @Test
  void takesTheMiddleOfWhatWasMeasured() {
    Estimate disturbed = Estimate.of(3, 1, 2, 4, 1_000);
    assertThat(disturbed.value()).isEqualTo(3);
    assertThat(disturbed.error()).isEqualTo(1);
  }

  @Test
  void addsTheErrorsOfARatioAsIndependent() {
    Estimate ratio = new Estimate(10, 0.3).over(new Estimate(5, 0.2));
    assertThat(ratio.value()).isEqualTo(2);
    assertThat(ratio.error()).isCloseTo(0.1, within(1e-12));
  }
}
