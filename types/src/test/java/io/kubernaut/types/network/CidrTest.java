package io.kubernaut.types.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("BR-TYPE-014")
class CidrTest {

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.1.2.3/32, true, true",
    "10.1.0.0/16, 10.0.0.0/8, false, true",
    "10.0.0.0/9, 10.128.0.0/9, false, false",
    "0.0.0.0/0, 255.255.255.255/32, true, true",
    "0.0.0.0/0, ::/0, false, false",
    "::ffff:0:0/96, ::ffff:10.0.0.1/128, true, true",
    "10.0.0.1/32, ::ffff:10.0.0.1/128, false, false",
    "2001:db8::/32, 2001:db8:1::/48, true, true",
    "2001:db8::/32, 2001:db9::/32, false, false"
  })
  void decidesHowBlocksLie(String one, String other, boolean contains, boolean overlaps) {
    assertThat(Cidr.parse(one).contains(Cidr.parse(other))).isEqualTo(contains);
    assertThat(Cidr.parse(one).overlaps(Cidr.parse(other))).isEqualTo(overlaps);
    assertThat(Cidr.parse(other).overlaps(Cidr.parse(one))).isEqualTo(overlaps);
  }

  @Test
  void leavesTheRestWhenABlockIsTakenOut() {
    assertThat(Cidr.parse("10.0.0.0/8").subtract(Cidr.parse("10.64.0.0/10")))
        .containsExactly(Cidr.parse("10.0.0.0/10"), Cidr.parse("10.128.0.0/9"));
    assertThat(Cidr.parse("10.0.0.0/9").subtract(Cidr.parse("10.0.0.0/8"))).isEmpty();
    assertThat(Cidr.parse("::/0").subtract(Cidr.parse("::1/128"))).hasSize(128);
  }

  @Test
  void neverLosesAnAddressWhenABlockIsTakenOut() {
    Random random = new Random(5);
    for (int i = 0; i < 200; i++) {
      Cidr whole = block(random, random.nextInt(5));
      Cidr hole = block(random, 4 + random.nextInt(5));
      for (int last = 0; last < 256; last++) {
        Cidr one = Cidr.parse("10.0.0." + last + "/32");
        long holders = whole.subtract(hole).stream().filter(part -> part.contains(one)).count();
        assertThat(holders)
            .as("seed 5: %s in %s without %s", one, whole, hole)
            .isEqualTo(whole.contains(one) && !hole.contains(one) ? 1 : 0);
      }
    }
  }

  private static Cidr block(Random random, int bits) {
    int address = random.nextInt(256) >> (8 - bits) << (8 - bits);
    return Cidr.parse("10.0.0." + address + "/" + (24 + bits));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "10.0.0.0",
        "10.0.0.0/33",
        "10.0.0.1/8",
        "010.0.0.0/8",
        "1.2.3/24",
        "::/129",
        "::1/64",
        "a:b/64",
        "localhost/8",
        "1:2:3:4:5:6:7:8:9/128",
        "10.0.0.0/-1"
      })
  void refusesOtherTexts(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Cidr.parse(text))
        .withMessageContaining("Invalid block \"" + text + "\"");
  }

  @ParameterizedTest
  @CsvSource({"10.0.0.0/8, 10.0.0.0/8", "2001:DB8::/32, 2001:db8:0:0:0:0:0:0/32"})
  void readsWhatItWrites(String text, String written) {
    assertThat(Cidr.parse(text)).hasToString(written).isEqualTo(Cidr.parse(written));
  }
}
