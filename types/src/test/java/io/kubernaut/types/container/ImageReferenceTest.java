package io.kubernaut.types.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("BR-TYPE-013")
class ImageReferenceTest {

  private static final String SHA = "sha256:" + "0a".repeat(32);

  // The grammar as its authors write it down: one expression, from the first to the last character.
  private static final String LABEL = "(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])";
  private static final String DOMAIN =
      "(?:" + LABEL + "(?:\\." + LABEL + ")*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?";
  private static final String COMPONENT = "[a-z0-9]+(?:(?:[._]|__|[-]+)[a-z0-9]+)*";
  private static final Pattern GRAMMAR =
      Pattern.compile(
          ("(?:%s/)?%s(?:/%s)*(?::[\\w][\\w.-]{0,127})?"
                  + "(?:@[a-z0-9]+(?:[.+_-][a-z0-9]+)*:[\\w=-]+)?")
              .formatted(DOMAIN, COMPONENT, COMPONENT));

  @ParameterizedTest
  @CsvSource({
    "orders, , orders, ",
    "team/orders:1.4, , team/orders, 1.4",
    "localhost/orders, localhost, orders, ",
    "localhost, , localhost, ",
    "host:5000/orders, host:5000, orders, ",
    "host:5000/a/b__c/d--e:x, host:5000, a/b__c/d--e, x",
    "[::1]:5000/orders:1, [::1]:5000, orders, 1",
    "[2001:db8::1]/repo, [2001:db8::1], repo, ",
    "quay.io/a.b/c_d:V1, quay.io, a.b/c_d, V1",
    "test.com:5000, , test.com, 5000",
    "test_com, , test_com, ",
    "foo_bar.com/foo, , foo_bar.com/foo, ",
    "foo_bar.com:8080, , foo_bar.com, 8080",
    "foo/foo_bar.com:8080, , foo/foo_bar.com, 8080",
    "192.168.1.1:5000/repo:5050, 192.168.1.1:5000, repo, 5050",
    "192.168.1.1, , 192.168.1.1, ",
    "lowercase:Uppercase, , lowercase, Uppercase",
    "Uppercase/lowercase:tag, Uppercase, lowercase, tag",
    "xn--n3h.com/myimage:xn--n3h.com, xn--n3h.com, myimage, xn--n3h.com",
    "b.gcr.io/test.example.com/my-app:test.example.com, b.gcr.io, test.example.com/my-app,"
        + " test.example.com"
  })
  void readsReferences(String text, String host, String name, String tag) {
    ImageReference image = ImageReference.parse(text);
    assertThat(image.host().orElse(null)).isEqualTo(host);
    assertThat(image.name()).isEqualTo(name);
    assertThat(image.tag().orElse(null)).isEqualTo(tag);
    assertThat(image).hasToString(text).isEqualTo(ImageReference.parse(text));
  }

  @Test
  void agreesWithTheGrammarOnEveryShortText() {
    String alphabet = "a0A._-/:@";
    List<String> accepted = new ArrayList<>();
    List<String> disputed = new ArrayList<>();
    everyText(
        alphabet,
        6,
        text -> {
          boolean isReference = GRAMMAR.matcher(text).matches();
          if (isReference != accepts(text)) {
            disputed.add(text);
          } else if (isReference) {
            accepted.add(text);
          }
        });
    assertThat(disputed).isEmpty();
    assertThat(accepted).hasSizeGreaterThan(5_000);
  }

  private static void everyText(String alphabet, int length, Consumer<String> check) {
    everyText("", alphabet, length, check);
  }

  private static void everyText(String start, String alphabet, int more, Consumer<String> check) {
    check.accept(start);
    if (more > 0) {
      alphabet.chars().forEach(c -> everyText(start + (char) c, alphabet, more - 1, check));
    }
  }

  private static boolean accepts(String text) {
    try {
      return ImageReference.parse(text).toString().equals(text);
    } catch (IllegalArgumentException ignored) {
      // Refused is one of the two answers.
      return false;
    }
  }

  @Test
  void keepsTagAndDigestApart() {
    ImageReference image = ImageReference.parse("orders:1@" + SHA);
    assertThat(image.tag()).contains("1");
    assertThat(image.digest()).contains(Digest.parse(SHA));
  }

  @Test
  void limitsTheNameWithoutItsHost() {
    String longest = "a".repeat(255);
    assertThat(ImageReference.parse("example.com/" + longest + ":1").name()).isEqualTo(longest);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ImageReference.parse("example.com/a" + longest))
        .withMessageContaining("the name has more than 255 characters");
    assertThat(ImageReference.parse("a:" + "t".repeat(128)).tag()).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "orders, docker.io/library/orders:latest",
    "team/orders:1, docker.io/team/orders:1",
    "docker.io/orders, docker.io/library/orders:latest",
    "index.docker.io/team/orders, docker.io/team/orders:latest",
    "quay.io/orders, quay.io/orders:latest",
    "localhost:5000/orders:2, localhost:5000/orders:2"
  })
  void fillsInWhatARuntimeDoes(String text, String normalized) {
    assertThat(ImageReference.parse(text).normalized())
        .hasToString(normalized)
        .isEqualTo(ImageReference.parse(normalized).normalized());
  }

  @Test
  void pullsNoTagWhereADigestDecides() {
    assertThat(ImageReference.parse("orders@" + SHA).normalized())
        .hasToString("docker.io/library/orders@" + SHA);
  }

  @Test
  void namesItselfAsAPackage() {
    assertThat(ImageReference.parse("quay.io/team/orders:1@" + SHA).packageUrl())
        .hasToString("pkg:oci/orders@" + SHA + "?repository_url=quay.io%2Fteam%2Forders&tag=1");
    assertThat(ImageReference.parse("debian").packageUrl())
        .hasToString("pkg:oci/debian?repository_url=docker.io%2Flibrary%2Fdebian&tag=latest");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":1",
        "Orders",
        "a//b",
        "a/",
        "/a",
        "a:-x",
        "a___b",
        "a@sha256:00",
        "a@",
        "a@sha256",
        "-a",
        "a..b",
        "-host.io/a",
        "test:5000/Uppercase/lowercase:tag",
        "aa/asdf$$^/aa",
        "[2001:db8::1]",
        "[2001:db8::1]:5000",
        "[fe80::1%eth0]:5000/repo",
        "[fe80::1%@invalidzone]:5000/repo",
        "host:port/a",
        "a:1:2",
        "a b",
        "a@sha256:zz@sha256:zz",
        "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
      })
  void refusesOtherTexts(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ImageReference.parse(text))
        .withMessageContaining("Invalid image reference \"" + text + "\"");
  }

  @Test
  void verifiesContentByItsDigest() {
    byte[] content = {1, 2, 3};
    Digest digest = Digest.sha256(content);
    assertThat(digest)
        .hasToString("sha256:039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81");
    assertThat(digest.verifies(content)).isTrue();
    assertThat(digest.verifies(new byte[] {1, 2})).isFalse();
    assertThat(Digest.parse("sha512:" + "0".repeat(128)).verifies(content)).isFalse();
    assertThat(Digest.parse("multihash+base58:QmRZxt2b1FVZPNqd8hsiykDL3TdBDeTSPX9Kv46HmX4Gx8"))
        .extracting(Digest::algorithm)
        .isEqualTo("multihash+base58");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "sha256", "sha256:", "sha256:AB", "Sha256:ab", "a..b:c", "a:/"})
  void refusesOtherDigests(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Digest.parse(text))
        .withMessageStartingWith("Invalid digest \"" + text + "\"");
  }
}
