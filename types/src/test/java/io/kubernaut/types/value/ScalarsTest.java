package io.kubernaut.types.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
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
    "512, 512, 512B",
    "5Gi, 5368709120, 5GiB",
    "64KiB, 65536, 64KiB",
    "1.5k, 1500, 1500B",
    "128974848, 128974848, 123MiB",
    "129M, 129000000, 129000000B",
    "123Mi, 128974848, 123MiB",
    "0, 0, 0B",
    "1 KB, 1000, 1000B",
    "0.5Ki, 512, 512B",
    "7Ei, 8070450532247928832, 7EiB",
    "9223372036854775807, 9223372036854775807, 9223372036854775807B"
  })
  void readsSizes(String text, long bytes, String canonical) {
    assertThat(ByteSize.parse(text)).isEqualTo(new ByteSize(bytes)).hasToString(canonical);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-1",
        "1iB",
        "0.5",
        "8Ei",
        "16Ei",
        "5 gigs",
        "5gi",
        "+5",
        "1e3",
        "5Gib",
        "9223372036854775808",
        "٣"
      })
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
    ".25, 250m",
    "128974848, 128974848",
    "129e6, 129e6",
    "129M, 129M",
    "128974848000m, 128974848",
    "123Mi, 123Mi",
    "400m, 400m",
    "1.5, 1500m",
    "1.0, 1",
    "+1, 1",
    "-0, 0",
    "0.001n, 1n",
    "1.23456789012, 1234567891n",
    "1.5Ki, 1536",
    "1.1Mi, 1153433600m",
    "1024Mi, 1Gi",
    "1025Mi, 1025Mi",
    "1000Ki, 1000Ki",
    "1e6, 1e6",
    "12e5, 1200e3",
    "1E-3, 1e-3",
    "0.5e3, 500",
    "9223372036854775807, 9223372036854775807",
    "8Ei, 9223372036854775807",
    "-9223372036854775809, -9223372036854775807",
    "1., 1"
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
    assertThat(Quantity.parse("100m").times(25)).hasToString("2500m");
    assertThat(Quantity.parse("1.5Gi").negate()).hasToString("-1536Mi");
    assertThat(Quantity.parse("1Gi").minus(Quantity.parse("1G"))).hasToString("73741824");
    assertThat(Quantity.parse("8E").plus(Quantity.parse("8E"))).hasToString("9223372036854775807");
  }

  @Tag("BR-TYPE-013")
  @ParameterizedTest
  @CsvSource({
    "1.5, 2, 1500",
    "400m, 1, 400",
    "-0.1, -1, -100",
    "1Gi, 1073741824, 1073741824000",
    "1n, 1, 1",
    "8E, 8000000000000000000, 9223372036854775807",
    "0, 0, 0"
  })
  void roundsQuantitiesAwayFromZero(String text, long value, long milliValue) {
    assertThat(Quantity.parse(text).value()).isEqualTo(value);
    assertThat(Quantity.parse(text).milliValue()).isEqualTo(milliValue);
  }

  @Tag("BR-TYPE-013")
  @Test
  void quantitiesAddUpInWhateverOrder() {
    Random random = new Random(5);
    String[] suffixes = {"", "m", "k", "Ki", "Mi", "M", "u"};
    for (int i = 0; i < 2_000; i++) {
      Quantity a = Quantity.parse(random.nextInt(9_999) + suffixes[random.nextInt(7)]);
      Quantity b = Quantity.parse(random.nextInt(9_999) + suffixes[random.nextInt(7)]);
      Quantity c = Quantity.parse(random.nextInt(9_999) + suffixes[random.nextInt(7)]);
      assertThat(a.plus(b)).as("seed 5, try %d", i).isEqualByComparingTo(b.plus(a));
      assertThat(a.plus(b).plus(c)).as("seed 5, try %d", i).isEqualTo(a.plus(b.plus(c)));
      assertThat(a.plus(b).minus(b)).as("seed 5, try %d", i).isEqualByComparingTo(a);
      assertThat(Quantity.parse(a.plus(b).toString()))
          .as("seed 5, try %d", i)
          .isEqualByComparingTo(a.plus(b));
    }
  }

  @Tag("BR-TYPE-013")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "1ki", "1mi", "1 Gi", "1GiB", "e3", "--1", "1K", "1e", ".", "1.1.M", "1+1.0M", "0.1mi",
        "0.1am", "aoeu", ".5i", "1i", "-3.01i", "-3.01e-", "+", "1 ", " 1", "1e1e1", "1Mi1", "٣"
      })
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
