package io.kubernaut.types.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("BR-TYPE-013")
class PackageUrlTest {

  @ParameterizedTest
  @CsvSource({
    "pkg:GITHUB/Owner/Repo@V1, pkg:github/owner/repo@V1",
    "pkg://npm/%40angular/animation@12.3.1, pkg:npm/%40angular/animation@12.3.1",
    "pkg:pypi/My_Package, pkg:pypi/my-package",
    "pkg:generic/a%20b@1%2B2?x=%26&empty=#/./c/../d/, pkg:generic/a%20b@1%2B2?x=%26#c/d",
    "PKG:generic/käse, pkg:generic/k%C3%A4se",
    "pkg:maven/g/a@1?type=jar&classifier=x, pkg:maven/g/a@1?classifier=x&type=jar",
    "pkg:generic/n@v@2, pkg:generic/n%40v@2"
  })
  void writesTheCanonicalForm(String text, String canonical) {
    assertThat(PackageUrl.parse(text))
        .hasToString(canonical)
        .isEqualTo(PackageUrl.parse(canonical));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "maven/g/a",
        "pkg:",
        "pkg:maven",
        "pkg:maven/a",
        "pkg:1a/b",
        "pkg:a b/c",
        "pkg:generic/",
        "pkg:generic/a%",
        "pkg:generic/a%zz",
        "pkg:generic/a%ff",
        "pkg:generic/x%2Fy/a",
        "pkg:generic/a?A=1",
        "pkg:generic/a?1=1",
        "pkg:generic/a?k=1&k=2",
        "pkg:npm/a?k%20=1",
        "pkg:cargo/ns/rand",
        "pkg:julia/Dates"
      })
  void refusesOtherTexts(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PackageUrl.parse(text))
        .withMessageStartingWith("Invalid package URL \"");
  }

  @Test
  void saysWhichRuleWasBroken() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PackageUrl.parse("pkg:maven/io"))
        .withMessage(
            "Invalid package URL \"io\": for packages of type maven a namespace must be there."
                + " Write for example \"pkg:maven/org.apache.commons/io@1.3.4\".");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PackageUrl.parse("pkg:generic/" + "a".repeat(9000)))
        .withMessageContaining("it is longer than 8192 characters");
  }

  @Test
  void comesBackFromItsTextWhateverItIsMadeOf() {
    Random random = new Random(13);
    String alphabet = "aB1.-_~:@?#&=%+ äß😀\u0000";
    int[] points = alphabet.codePoints().toArray();
    for (int i = 0; i < 3000; i++) {
      Map<String, String> qualifiers = new HashMap<>();
      for (int j = random.nextInt(3); j > 0; j--) {
        qualifiers.put("k" + j, text(random, points));
      }
      PackageUrl url =
          new PackageUrl(
              "generic",
              random.nextBoolean() ? null : text(random, points) + "/" + text(random, points),
              "n" + text(random, points),
              random.nextBoolean() ? null : text(random, points),
              qualifiers,
              random.nextBoolean() ? null : text(random, points) + "/" + text(random, points));
      assertThat(PackageUrl.parse(url.toString())).as("seed 13, %s", url).isEqualTo(url);
    }
  }

  private static String text(Random random, int[] points) {
    return random
        .ints(random.nextInt(6), 0, points.length)
        .map(i -> points[i])
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
