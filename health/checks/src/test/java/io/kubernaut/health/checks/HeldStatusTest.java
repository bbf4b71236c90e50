package io.kubernaut.health.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubernaut.types.health.HealthStatus;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("BR-SVC-002")
@Tag("BR-HEALTH-002")
class HeldStatusTest {

  @ParameterizedTest(name = "{0} then {1}, {2} failures and {3} passes")
  @CsvSource({
    // results, the status after each, failures, passes
    "UDDD,  UUUD, 3, 2",
    "UDDUDD, UUUUUU, 3, 2",
    "DUU,   DDU, 3, 2",
    "DUDUDU, DDDDDD, 3, 2",
    "DUUUDDD, DDUUUUD, 3, 2",
    "D,     D, 3, 2",
    "U,     U, 3, 2",
    "UD,    UD, 1, 1",
    "DU,    DU, 1, 1",
    "UDDDD, UUUUD, 4, 1",
    "UWWWU, UUUWW, 3, 2",
    "UWWWUU, UUUWWU, 3, 2",
    "UWDDD, UUUWD, 3, 2", // the mildest of three worse ones first
    "DWUU,  DDWU, 3, 2", // the worst of two better ones first
    "DUWU,  DDWW, 3, 2",
    "U???,  UUU?, 3, 2",
  })
  void changesExactlyAsTheTableSays(String results, String statuses, int failures, int passes) {
    HeldStatus held = new HeldStatus(new Hysteresis(failures, passes));
    String seen =
        results
            .chars()
            .mapToObj(
                letter -> {
                  held.take(status((char) letter));
                  return letter(held.held());
                })
            .collect(Collectors.joining());
    assertThat(seen).isEqualTo(statuses);
  }

  @Test
  void countsFailuresInARowThatDoNotCountYet() {
    HeldStatus held = new HeldStatus(Hysteresis.STANDARD);
    held.take(HealthStatus.UP);
    held.take(HealthStatus.DOWN);
    held.take(HealthStatus.DOWN);

    assertThat(held.failuresInRow()).isEqualTo(2);
    assertThat(held.held()).isEqualTo(HealthStatus.UP);
  }

  @Test
  void refusesARuleThatCouldNeverBeKept() {
    assertThatThrownBy(() -> new Hysteresis(0, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 failures and 2 passes: give 1 to 16 each");
  }

  private static HealthStatus status(char letter) {
    return switch (letter) {
      case 'U' -> HealthStatus.UP;
      case 'W' -> HealthStatus.DEGRADED;
      case 'D' -> HealthStatus.DOWN;
      default -> HealthStatus.UNKNOWN;
    };
  }

  private static String letter(HealthStatus status) {
    return switch (status) {
      case UP -> "U";
      case DEGRADED -> "W";
      case DOWN -> "D";
      case UNKNOWN -> "?";
    };
  }
}
