package io.kubernaut.types.health;

import static io.kubernaut.types.health.HealthStatus.DEGRADED;
import static io.kubernaut.types.health.HealthStatus.DOWN;
import static io.kubernaut.types.health.HealthStatus.UNKNOWN;
import static io.kubernaut.types.health.HealthStatus.UP;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("BR-TYPE-007")
class HealthStatusTest {

  @Test
  void isOrderedFromBestToWorst() {
    assertThat(HealthStatus.values()).containsExactly(UP, DEGRADED, UNKNOWN, DOWN);
  }

  // Any two can be compared, and the worse of two is the same whichever way it is asked.
  @Test
  void theWorseOfTwoIsATotalOrder() {
    for (HealthStatus a : HealthStatus.values()) {
      assertThat(a.or(a)).isEqualTo(a);
      assertThat(a.or(UP)).isEqualTo(a);
      for (HealthStatus b : HealthStatus.values()) {
        assertThat(a.or(b)).isIn(a, b).isEqualTo(b.or(a));
        for (HealthStatus c : HealthStatus.values()) {
          assertThat(a.or(b).or(c)).isEqualTo(a.or(b.or(c)));
        }
      }
    }
  }

  @Test
  void theWorstCounts() {
    assertThat(HealthStatus.worst(List.of(UP, DOWN, DEGRADED))).isEqualTo(DOWN);
    assertThat(HealthStatus.worst(List.of())).isEqualTo(UP);
  }

  @ParameterizedTest
  @CsvSource({"UP, 200", "DEGRADED, 200", "UNKNOWN, 503", "DOWN, 503"})
  void goesWithAStatusCode(HealthStatus status, int code) {
    assertThat(status.httpStatus()).isEqualTo(code);
  }

  @ParameterizedTest
  @EnumSource
  void readsItsOwnWord(HealthStatus status) {
    assertThat(HealthStatus.parse(status.word())).isEqualTo(status);
  }
}
