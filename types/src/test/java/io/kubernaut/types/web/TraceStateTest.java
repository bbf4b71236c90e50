package io.kubernaut.types.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The cases of the W3C's test harness for tracestate, and what it must come to. */
@Tag("BR-TYPE-015")
class TraceStateTest {

  private static String members(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> "bar%02d=%02d".formatted(i, i))
        .collect(Collectors.joining(","));
  }

  static Stream<Arguments> kept() {
    String all =
        IntStream.rangeClosed(0x20, 0x7e)
            .filter(c -> c != ',' && c != '=')
            .mapToObj(Character::toString)
            .collect(Collectors.joining());
    String key = "abcdefghijklmnopqrstuvwxyz0123456789_-*/";
    return Stream.of(
        Arguments.of("foo=1,bar=2", "foo=1,bar=2"),
        Arguments.of("", ""),
        Arguments.of("foo=1,,bar=2", "foo=1,bar=2"),
        Arguments.of("foo=1 \t , \t bar=2, \t baz=3", "foo=1,bar=2,baz=3"),
        Arguments.of("foo=1\t \t,\t \tbar=2,\t \tbaz=3", "foo=1,bar=2,baz=3"),
        Arguments.of(" foo=1", "foo=1"),
        Arguments.of("\tfoo=1\t", "foo=1"),
        Arguments.of("foo=1,foo=1", "foo=1"),
        Arguments.of("foo=1,foo=2,bar=3", "foo=1,bar=3"),
        Arguments.of(key + "=" + all, key + "=" + all),
        Arguments.of(key + "@a-z0-9_-*/=" + all, key + "@a-z0-9_-*/=" + all),
        Arguments.of("0tenant@vendor=1", "0tenant@vendor=1"),
        Arguments.of(members(32), members(32)),
        Arguments.of("z".repeat(256) + "=1", "z".repeat(256) + "=1"),
        Arguments.of(
            "t".repeat(241) + "@" + "v".repeat(14) + "=1",
            "t".repeat(241) + "@" + "v".repeat(14) + "=1"),
        Arguments.of("foo=" + "v".repeat(256), "foo=" + "v".repeat(256)));
  }

  @ParameterizedTest
  @MethodSource("kept")
  void keepsWhatIsRight(String header, String written) {
    assertThat(TraceState.parse(header)).hasToString(written);
    assertThat(TraceState.parse(written)).isEqualTo(TraceState.parse(header));
  }

  static Stream<String> dropped() {
    return Stream.of(
        "foo",
        "foo =1",
        "FOO=1",
        "foo.bar=1",
        "foo@=1,bar=2",
        "@foo=1,bar=2",
        "foo@@bar=1,bar=2",
        "foo@bar@baz=1,bar=2",
        "foo=1,bar=2=3",
        "foo=,bar=3",
        "foo=bar=baz",
        "0foo=1",
        "foo=\u00e4",
        "foo=a\u0000",
        members(33),
        "z".repeat(257) + "=1",
        "t".repeat(242) + "@v=1",
        "t@" + "v".repeat(15) + "=1",
        "foo=" + "v".repeat(257));
  }

  @ParameterizedTest
  @MethodSource("dropped")
  void dropsWhatIsWrongAsAWhole(String header) {
    assertThat(TraceState.parse(header)).isEqualTo(TraceState.EMPTY);
  }

  @Test
  void joinsSeveralHeaders() {
    assertThat(TraceState.parse("foo=1", "bar=2", "", "baz=3")).hasToString("foo=1,bar=2,baz=3");
    assertThat(TraceState.parse()).isEqualTo(TraceState.EMPTY);
  }

  @Test
  void putsTheLastWriterFirst() {
    TraceState state = TraceState.parse("foo=1,bar=2");

    assertThat(state.with("bar", "3")).hasToString("bar=3,foo=1");
    assertThat(state.with("new", "x")).hasToString("new=x,foo=1,bar=2");
    assertThat(TraceState.parse(members(32)).with("new", "x").members())
        .hasSize(32)
        .doesNotContainKey("bar32");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> state.with("Foo", "1"))
        .withMessageStartingWith("Invalid member of tracestate Foo=1.");
  }
}
