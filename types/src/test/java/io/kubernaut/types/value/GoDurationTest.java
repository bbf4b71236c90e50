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

@Tag("BR-TYPE-009")
class GoDurationTest {

  @ParameterizedTest
  @CsvSource({
    "1h30m, PT1H30M, 1h30m0s",
    "100ms, PT0.1S, 100ms",
    "1.5h, PT1H30M, 1h30m0s",
    "-1.5h, PT-1H-30M, -1h30m0s",
    "1us, PT0.000001S, 1µs",
    "1µs, PT0.000001S, 1µs",
    "1μs, PT0.000001S, 1µs",
    "1ns, PT0.000000001S, 1ns",
    "-1m2.5s, PT-1M-2.5S, -1m2.5s",
    "0, PT0S, 0s",
    "-0, PT0S, 0s",
    "+0, PT0S, 0s",
    "0s, PT0S, 0s",
    ".5s, PT0.5S, 500ms",
    "-.5s, PT-0.5S, -500ms",
    "5.s, PT5S, 5s",
    "+5.6s, PT5.6S, 5.6s",
    "1h, PT1H, 1h0m0s",
    "0.3ns, PT0S, 0s",
    "1.004s, PT1.004S, 1.004s",
    "100.00100s, PT1M40.001S, 1m40.001s",
    "10.5s4m, PT4M10.5S, 4m10.5s",
    "1h2m3s4ms5us6ns, PT1H2M3.004005006S, 1h2m3.004005006s",
    "39h9m14.425s, PT39H9M14.425S, 39h9m14.425s",
    "52763797000ns, PT52.763797S, 52.763797s",
    "0.3333333333333333333h, PT20M, 20m0s",
    "0.100000000000000000000h, PT6M, 6m0s",
    "0.830103483285477580700h, PT49M48.372539827S, 49m48.372539827s",
    "9007199254740993ns, PT9007199.254740993S, 2501h59m59.254740993s",
    "9223372036854775807ns, PT9223372036.854775807S, 2562047h47m16.854775807s",
    "9223372036854775.807us, PT9223372036.854775807S, 2562047h47m16.854775807s",
    "9223372036s854ms775us807ns, PT9223372036.854775807S, 2562047h47m16.854775807s",
    "-9223372036854775808ns, PT-9223372036.854775808S, -2562047h47m16.854775808s",
    "-2562047h47m16.854775808s, PT-9223372036.854775808S, -2562047h47m16.854775808s"
  })
  void readsAndWritesAsGoDoes(String text, Duration duration, String canonical) {
    assertThat(GoDuration.parse(text)).isEqualTo(duration);
    assertThat(GoDuration.of(text)).hasToString(canonical);
    assertThat(GoDuration.format(duration)).isEqualTo(canonical);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|it is empty",
        "-|it is empty",
        "+|it is empty",
        "1|1 lacks its unit",
        "1h30|30 lacks its unit",
        "1.5|1.5 lacks its unit",
        "1d|\"d\" is no unit",
        "1 h|\" h\" is no unit",
        "1H|\"H\" is no unit",
        "1h-5m|\"h-\" is no unit",
        "1hm|\"hm\" is no unit",
        "h|a number is missing",
        ".|a number is missing",
        ".s|a number is missing",
        "-.s|a number is missing",
        "--1s|a number is missing",
        "1h.|a number is missing",
        "hello|a number is missing",
        "٣s|a number is missing"
      })
  void refusesWhatGoRefusesAndSaysWhy(String text, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GoDuration.parse(text))
        .withMessageContaining("\"" + text + "\": " + reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9223372036854775808ns",
        "-9223372036854775809ns",
        "9223372036854775.808us",
        "9223372036854ms775us808ns",
        "-9223372036854775.809us",
        "9223372036854776us",
        "2562048h",
        "3000000h",
        "99999999999999999999999999999h"
      })
  void refusesWhatIsTooLongForGo(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GoDuration.parse(text))
        .withMessageContaining("\"" + text + "\" is out of range");
  }

  @Test
  void refusesOtherLengthsAsWell() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GoDuration(Duration.ofDays(200_000)))
        .withMessageContaining("out of range");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GoDuration.parse("1".repeat(100_000) + "s"))
        .withMessageContaining("too long");
  }

  @Test
  void readsEveryDurationItWrites() {
    Random random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      GoDuration duration =
          new GoDuration(Duration.ofNanos(random.nextLong() >> random.nextInt(60)));
      assertThat(GoDuration.of(duration.toString())).as("seed 7").isEqualTo(duration);
    }
  }
}
