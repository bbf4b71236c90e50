package io.kubernaut.core.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("BR-SEC-003")
class HostRuleTest {

  private final HostRule loopback = HostRule.loopback();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LocalHost:8077",
        "127.0.0.1",
        "127.0.0.1:80",
        "127.1.2.3:9",
        "[::1]",
        "[::1]:8077"
      })
  void loopbackAnswersToItsOwnNames(String host) {
    assertThat(loopback.check(Headers.of("Host", host))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:8077",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "evil-localhost",
        "128.0.0.1",
        "0.0.0.0",
        "[::2]",
        "[::ffff:10.0.0.1]:80"
      })
  void loopbackAnswersToNoOtherName(String host) {
    assertThat(loopback.check(Headers.of("Host", host)))
        .hasValueSatisfying(problem -> assertThat(problem.status()).isEqualTo(421));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "local host",
        "localhost:port",
        "localhost:123456",
        "[::1",
        "::1]",
        "a@localhost",
        "a,b",
        "localhost:80:80",
        "localhost/",
        "é"
      })
  void aMalformedHostIsRefusedByEveryRule(String host) {
    assertThat(loopback.check(Headers.of("Host", host)))
        .hasValueSatisfying(problem -> assertThat(problem.code()).isEqualTo("bad-host"));
    assertThat(HostRule.any().check(Headers.of("Host", host)))
        .hasValueSatisfying(problem -> assertThat(problem.code()).isEqualTo("bad-host"));
  }

  @Test
  void twoHostsAreRefusedEvenIfBothAreGood() {
    assertThat(loopback.check(Headers.of("Host", "localhost", "Host", "localhost")))
        .hasValueSatisfying(problem -> assertThat(problem.code()).isEqualTo("bad-host"));
  }

  @Test
  void noHostIsMisdirectedOnLoopbackOnly() {
    assertThat(loopback.check(Headers.none()))
        .hasValueSatisfying(problem -> assertThat(problem.status()).isEqualTo(421));
    assertThat(HostRule.any().check(Headers.none())).isEmpty();
  }

  @Test
  void aNameCanBeAdded() {
    HostRule wider = loopback.and("Console.Example.org");

    assertThat(wider.check(Headers.of("Host", "console.example.org:443"))).isEmpty();
    assertThat(wider.check(Headers.of("Host", "localhost"))).isEmpty();
    assertThat(wider.check(Headers.of("Host", "example.org"))).isPresent();
    assertThat(loopback.check(Headers.of("Host", "console.example.org"))).isPresent();
    assertThatThrownBy(() -> loopback.and("console.example.org:443"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Invalid host name \"console.example.org:443\"");
  }
}
