package io.kubernaut.types.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("BR-TYPE-013")
class ImageReferenceTest {

  @ParameterizedTest
  @CsvSource({
    "orders, , orders, ",
    "team/orders:1.4, , team/orders, 1.4",
    "localhost/orders, localhost, orders, ",
    "host:5000/orders, host:5000, orders, ",
    "host:5000/a/b__c/d--e:x, host:5000, a/b__c/d--e, x",
    "[::1]:5000/orders:1, [::1]:5000, orders, 1",
    "quay.io/a.b/c_d:V1, quay.io, a.b/c_d, V1"
  })
  void readsReferences(String text, String host, String name, String tag) {
    ImageReference image = ImageReference.parse(text);
    assertThat(image.host().orElse(null)).isEqualTo(host);
    assertThat(image.name()).isEqualTo(name);
    assertThat(image.tag().orElse(null)).isEqualTo(tag);
    assertThat(image).hasToString(text).isEqualTo(ImageReference.parse(text));
  }

  @Test
  void keepsTagAndDigestApart() {
    String digest = "sha256:" + "0a".repeat(32);
    ImageReference image = ImageReference.parse("orders:1@" + digest);
    assertThat(image.tag()).contains("1");
    assertThat(image.digest()).contains(digest);
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
        "-host.io/a"
      })
  void refusesOtherTexts(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ImageReference.parse(text))
        .withMessageContaining("Invalid image reference \"" + text + "\"");
  }
}
