package io.kubernaut.benchmarks.overhead;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A run is void before it is good or bad. */
@Tag("BR-PERF-001")
class VerdictTest {
  private final Verdict verdict = new Verdict();

  @Test
  void isVoidWhenTheControlDiffers() {
    verdict.claim(false, "costs at most 1 %");
    verdict.control("AA", new Interval(0.3, 0.1, 0.5));
    assertThat(verdict.status()).isEqualTo(Verdict.VOID);
    assertThat(verdict.lines()).first().asString().startsWith("VOID: the control \"AA\"");
  }

  @Test
  void missesAClaimInAValidRun() {
    verdict.control("AA", new Interval(0.0, -0.1, 0.1));
    verdict.claim(true, "is fast");
    verdict.claim(false, "costs at most 1 %");
    assertThat(verdict.status()).isEqualTo(Verdict.MISSED);
    assertThat(verdict.lines()).containsExactly("MISSED: costs at most 1 %");
  }

  @Test
  void holdsOtherwise() {
    verdict.control("AA", new Interval(0.0, -0.1, 0.1));
    assertThat(verdict.status()).isEqualTo(Verdict.HELD);
  }

  @Test
  void acceptsASelfReportWithinAFactorOfTwo() {
    SelfReport self = SelfReport.parse(List.of("self-report: 0.8", "self-report: 0.6"));
    assertThat(self.agreesWith(new Interval(0.5, 0.4, 0.6))).isTrue();
    assertThat(self.agreesWith(new Interval(0.2, 0.1, 0.3))).isFalse();
    assertThat(self.agreesWith(new Interval(1.8, 1.5, 2.0))).isFalse();
  }
}
