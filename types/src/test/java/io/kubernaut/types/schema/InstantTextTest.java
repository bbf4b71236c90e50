package io.kubernaut.types.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("BR-TYPE-001")
class InstantTextTest {

  @Test
  void readsAndWritesAsTheJdkDoes() {
    long seed = 3339;
    Random random = new Random(seed);
    int[] units = {1_000_000_000, 1_000_000, 1_000, 1};
    for (int i = 0; i < 20_000; i++) {
      int unit = units[random.nextInt(4)];
      Instant instant =
          Instant.ofEpochSecond(
              -62_167_219_200L + (long) (random.nextDouble() * 315_569_520_000L),
              random.nextInt(1_000_000_000) / unit * (long) unit);
      assertThat(InstantText.format(instant)).as("seed " + seed).isEqualTo(instant.toString());
      assertThat(InstantText.parse(instant.toString())).as("seed " + seed).isEqualTo(instant);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-31T23:59:59.5Z, 2026-01-31T23:59:59.500Z",
    "2026-01-31T23:59:59.123456789Z, 2026-01-31T23:59:59.123456789Z",
    "2026-01-31T23:59:59+01:00, 2026-01-31T22:59:59Z",
    "2026-01-31t23:59:59z, 2026-01-31T23:59:59Z",
    "0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z",
    "2024-02-29T00:00:00Z, 2024-02-29T00:00:00Z"
  })
  void takesWhatTheStandardTakes(String text, String expected) {
    assertThat(InstantText.parse(text)).hasToString(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-02-29T00:00:00Z",
        "2026-01-31T24:00:00Z",
        "2026-01-31T23:60:00Z",
        "2026-01-31T23:59:5xZ",
        "2026-01-31T23:59:59.Z",
        "2026-01-31T23:59:59.1234567890Z",
        "2026-01-31 23:59:59Z",
        "2026-01-31",
        ""
      })
  void refusesWhatIsNoPointInTime(String text) {
    assertThatThrownBy(() -> InstantText.parse(text)).isInstanceOf(DateTimeException.class);
  }

  @Test
  void knowsWhichYearsCanBeWritten() {
    assertThat(InstantText.isWritable(Instant.parse("9999-12-31T23:59:59.999999999Z"))).isTrue();
    assertThat(InstantText.isWritable(Instant.parse("+10000-01-01T00:00:00Z"))).isFalse();
    assertThat(InstantText.isWritable(Instant.parse("0000-01-01T00:00:00Z"))).isTrue();
    assertThat(InstantText.isWritable(Instant.parse("-0001-12-31T23:59:59Z"))).isFalse();
  }
}
