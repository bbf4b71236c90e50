package io.kubernaut.types.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("BR-TYPE-008")
class PrometheusDurationTest {

  @ParameterizedTest
  @CsvSource({
    "0, PT0S, 0s",
    "0s, PT0S, 0s",
    "30s, PT30S, 30s",
    "5m, PT5M, 5m",
    "1h30m, PT1H30M, 1h30m",
    "90m, PT1H30M, 1h30m",
    "24h, PT24H, 1d",
    "10d, PT240H, 10d",
    "14d, PT336H, 2w",
    "324ms, PT0.324S, 324ms",
    "4d1h, PT97H, 97h",
    "1y, PT8760H, 1y",
    "3w4d, PT600H, 25d",
    "1d12h0m0s1ms, PT36H0.001S, 36h1ms"
  })
  void readsAndWritesAsPrometheusDoes(String text, Duration duration, String canonical) {
    PrometheusDuration read = PrometheusDuration.parse(text);

    assertThat(read.duration()).isEqualTo(duration);
    assertThat(read).hasToString(canonical);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "1.5h",
        "-1s",
        "1m1h",
        "1s1s",
        "1 s",
        "1us",
        "s",
        "300y",
        "9999999999999999999y"
      })
  void refusesOtherNotations(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PrometheusDuration.parse(text))
        .withMessageContaining("Not a length of time for Prometheus: \"" + text + "\"");
  }

  @Test
  void refusesWhatItCannotWrite() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PrometheusDuration(Duration.ofNanos(1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PrometheusDuration(Duration.ofMillis(-1)));
  }

  @Test
  void readsWhatItWrote() {
    Random random = new Random(11);
    for (int i = 0; i < 2_000; i++) {
      PrometheusDuration duration =
          new PrometheusDuration(
              Duration.ofMillis(random.nextLong() >>> (22 + random.nextInt(40))));
      assertThat(PrometheusDuration.parse(duration.toString())).as("seed 11").isEqualTo(duration);
    }
  }
}
