package io.kubernaut.core.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadersTest {

  @Test
  void findsNamesInAnyCaseAndKeepsOrder() {
    Headers headers = Headers.of("Accept", "a", "X-Id", "1", "ACCEPT", "b");

    assertThat(headers.first("accept")).contains("a");
    assertThat(headers.all("aCCept")).containsExactly("a", "b");
    assertThat(headers.joined("Accept")).isEqualTo("a, b");
    assertThat(headers.has("x-id")).isTrue();
    assertThat(headers.has("x")).isFalse();
  }

  @Test
  void settingAFieldReplacesAllItsValues() {
    Headers headers = Headers.of("Vary", "a", "X", "1", "vary", "b").with("VARY", "c");

    assertThat(headers.all("Vary")).containsExactly("c");
    assertThat(headers.first("X")).contains("1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\r\nSet-Cookie: x", "a\nb", "a\0b", "\u007f", "a\rb"})
  void noValueCanBeginANewLine(String value) {
    assertThatThrownBy(() -> Headers.of("Location", value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Invalid value of header \"Location\": control character 0x");
    assertThatThrownBy(() -> Response.text("x").withHeader("Location", value))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a:b", "a\n", "é", "(x)"})
  void aNameIsAToken(String name) {
    assertThatThrownBy(() -> Headers.of(name, "v"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Invalid header name");
  }

  @Test
  void namesAndValuesComeInPairs() {
    assertThatThrownBy(() -> Headers.of("a", "1", "b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Headers need name and value in turn; got 3 strings: [a, 1, b]");
  }
}
