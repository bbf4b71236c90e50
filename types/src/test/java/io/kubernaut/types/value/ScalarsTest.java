package io.kubernaut.types.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("BR-TYPE-009")
class ScalarsTest {

  @ParameterizedTest
  @CsvSource({
    "1h30m, PT1H30M, 1h30m0s",
    "100ms, PT0.1S, 100ms",
    "1.5h, PT1H30M, 1h30m0s",
    "1us, PT0.000001S, 1µs",
    "1µs, PT0.000001S, 1µs",
    "-1m2.5s, PT-1M-2.5S, -1m2.5s",
    "0, PT0S, 0s",
    ".5s, PT0.5S, 500ms",
    "1h, PT1H, 1h0m0s",
    "0.3ns, PT0S, 0s"
  })
  void readsAndWritesDurationsAsGoDoes(String text, Duration duration, String canonical) {
    assertThat(GoDuration.parse(text)).isEqualTo(duration);
    assertThat(GoDuration.format(duration)).isEqualTo(canonical);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", "1", "1d", "1h30", "h", ".s", "1 h", "2562048h", "1h-5m"})
  void refusesWhatGoRefuses(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GoDuration.parse(text))
        .withMessageContaining("\"" + text + "\"");
  }

  @Test
  void readsEveryDurationItWrites() {
    Random random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      Duration duration = Duration.ofNanos(random.nextLong() >> random.nextInt(60));
      assertThat(GoDuration.parse(GoDuration.format(duration))).as("seed 7").isEqualTo(duration);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "512, 512, 512B",
    "5Gi, 5368709120, 5GiB",
    "64KiB, 65536, 64KiB",
    "1.5k, 1500, 1500B"
  })
  void readsSizes(String text, long bytes, String canonical) {
    assertThat(ByteSize.parse(text)).isEqualTo(new ByteSize(bytes)).hasToString(canonical);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "1iB", "0.5", "16Ei", "5 gigs"})
  void refusesOtherSizes(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> ByteSize.parse(text));
  }

  @Tag("BR-TYPE-013")
  @ParameterizedTest
  @CsvSource({
    "1.5Gi, 1536Mi",
    "1000m, 1",
    "0.5n, 1n",
    "-0.5n, -1n",
    "1e3, 1e3",
    "1E3, 1e3",
    "1E, 1E",
    "1024, 1024",
    "1024Ki, 1Mi",
    "0.5Ki, 512",
    "0.5Mi, 512Ki",
    "12.0, 12",
    "100000k, 100M",
    "0, 0",
    "0Gi, 0",
    "1e-3, 1e-3",
    "9223372036854775808, 9223372036854775807",
    ".25, 250m"
  })
  void writesQuantitiesCanonically(String text, String canonical) {
    assertThat(Quantity.parse(text)).hasToString(canonical);
    assertThat(Quantity.parse(canonical)).isEqualByComparingTo(Quantity.parse(text));
  }

  @Tag("BR-TYPE-013")
  @Test
  void addsQuantitiesExactly() {
    assertThat(Quantity.parse("1.5Gi").plus(Quantity.parse("512Mi"))).hasToString("2Gi");
    assertThat(Quantity.parse("1").minus(Quantity.parse("100m"))).hasToString("900m");
    assertThat(Quantity.parse("0").plus(Quantity.parse("1Ki"))).hasToString("1Ki");
    assertThat(Quantity.of(new BigDecimal("0.1"), Quantity.Family.DECIMAL)).hasToString("100m");
  }

  @Tag("BR-TYPE-013")
  @ParameterizedTest
  @ValueSource(strings = {"", "1ki", "1mi", "1 Gi", "1GiB", "e3", "--1", "1K", "1e", "."})
  void refusesOtherQuantities(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Quantity.parse(text));
  }

  @Test
  void neverPrintsASecret() {
    Secret secret = Secret.of("hunter2".toCharArray());
    assertThat(secret).hasToString("Secret[hidden]").isEqualTo(Secret.of("hunter2".toCharArray()));
    assertThat(secret.hashCode()).isEqualTo(Secret.of("other".toCharArray()).hashCode());
    assertThat(secret.<String>use(bytes -> new String(bytes, StandardCharsets.UTF_8)))
        .isEqualTo("hunter2");
    secret.close();
    assertThatIllegalStateException().isThrownBy(() -> secret.use(bytes -> bytes.length));
  }
}
