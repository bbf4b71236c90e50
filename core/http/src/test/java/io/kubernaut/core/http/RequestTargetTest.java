package io.kubernaut.core.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("BR-SEC-003")
class RequestTargetTest {

  @Test
  void cutsAPathIntoDecodedSegments() throws MalformedTargetException {
    RequestTarget target = RequestTarget.parse("/api/v1/label/h%C3%A9llo%20w/values");

    assertThat(target.segments()).containsExactly("api", "v1", "label", "héllo w", "values");
    assertThat(target.path()).isEqualTo("/api/v1/label/héllo w/values");
  }

  @Test
  void rootHasNoSegmentAndATrailingSlashHasAnEmptyOne() throws MalformedTargetException {
    assertThat(RequestTarget.parse("/").segments()).isEmpty();
    assertThat(RequestTarget.parse("/metrics/").segments()).containsExactly("metrics", "");
    assertThat(RequestTarget.parse("/?a=1").segments()).isEmpty();
  }

  @Test
  void leavesPlusAndSemicolonOfAPathAlone() throws MalformedTargetException {
    assertThat(RequestTarget.parse("/a+b;c=1").segments()).containsExactly("a+b;c=1");
  }

  @Test
  void decodesAnEscapedPercentOnce() throws MalformedTargetException {
    assertThat(RequestTarget.parse("/%252e%252e").segments()).containsExactly("%2e%2e");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "metrics",
        "*",
        "http://evil.example/metrics",
        "//metrics",
        "/a//b",
        "/a///",
        "/.",
        "/..",
        "/a/./b",
        "/a/../b",
        "/a/%2e%2e/b",
        "/a/%2E./b",
        "/a/.%2e",
        "/%2e",
        "/a%2fb",
        "/a%2Fb",
        "/a%5cb",
        "/a\\b",
        "/a%00",
        "/a%0a",
        "/a%7f",
        "/a%c2%85",
        "/%c0%af",
        "/%c0%ae%c0%ae/",
        "/%e0%80%af",
        "/%f0%80%80%af",
        "/%ed%a0%80",
        "/%ff",
        "/%c3",
        "/%",
        "/%4",
        "/%zz",
        "/%+1",
        "/a b",
        "/a\tb",
        "/a\u0000b",
        "/a#b",
        "/a<b>",
        "/a\"b",
        "/a{b}",
        "/a|b",
        "/a^b",
        "/a`b",
        "/h\u00e9llo",
        "/a?b=%00",
        "/a?b=%c0%af",
        "/a?b=%4",
        "/a?b c",
        "/a?b#c",
        "/a?\u00e9"
      })
  void refusesWhatHasTwoReadings(String raw) {
    assertThatThrownBy(() -> RequestTarget.parse(raw)).isInstanceOf(MalformedTargetException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/a//b       | the path has an empty segment at index 3",
        "/a/%2e%2e/b | the path has a dot segment at index 3",
        "/a%2fb      | the segment at index 1 holds the escaped character 0x2f",
        "/a\\b       | the character 0x5c at index 2 must be escaped",
        "/%zz        | '%' at index 1 is not followed by two hex digits",
        "/%c0%af     | the escaped bytes are not well-formed UTF-8",
        "metrics     | the target does not start with '/'"
      })
  void namesTheRuleThatWasBroken(String raw, String rule) {
    assertThatThrownBy(() -> RequestTarget.parse(raw)).hasMessage(rule);
  }

  /**
   * Whatever comes, either it is refused or it means one thing: encoded again it is read the same,
   * no segment could be taken for two, and the JDK's decoder agrees.
   */
  @Test
  void everyAcceptedTargetHasOneReading() throws MalformedTargetException {
    long seed = 20_261_124L;
    Random random = new Random(seed);
    String[] pieces = {
      "/",
      "a",
      "metrics",
      ".",
      "..",
      "%2e",
      "%2F",
      "%5c",
      "%00",
      "%c3%a9",
      "%c0%af",
      "%ed%a0%80",
      "%",
      "%4",
      "?",
      "&",
      "=",
      "+",
      ";",
      "\\",
      "#",
      "é",
      " ",
      "~",
      "%25",
      "%E2%82%AC",
      "name[]=up",
      "%f0%9f%98%80"
    };
    int accepted = 0;
    for (int i = 0; i < 50_000; i++) {
      StringBuilder raw = new StringBuilder("/");
      for (int n = random.nextInt(6); n > 0; n--) {
        raw.append(pieces[random.nextInt(pieces.length)]);
      }
      RequestTarget target;
      try {
        target = RequestTarget.parse(raw.toString());
      } catch (MalformedTargetException refused) {
        continue;
      }
      accepted++;
      String context = "seed " + seed + ", target " + raw;
      assertThat(target.segments())
          .as(context)
          .allSatisfy(
              segment ->
                  assertThat(segment)
                      .doesNotContain("/", "\\", "\0")
                      .isNotEqualTo(".")
                      .isNotEqualTo(".."));
      assertThat(RequestTarget.parse(encoded(target)).segments())
          .as(context)
          .isEqualTo(target.segments());
      assertThat(target.path()).as(context).isEqualTo(decodedByTheJdk(raw.toString()));
    }
    assertThat(accepted).as("accepted of 50,000, seed " + seed).isGreaterThan(5_000);
  }

  private static String encoded(RequestTarget target) {
    List<String> segments = new ArrayList<>();
    for (String segment : target.segments()) {
      StringBuilder out = new StringBuilder();
      for (byte b : segment.getBytes(StandardCharsets.UTF_8)) {
        out.append("%%%02X".formatted(b & 0xff));
      }
      segments.add(out.toString());
    }
    return "/" + String.join("/", segments);
  }

  private static String decodedByTheJdk(String raw) {
    int question = raw.indexOf('?');
    String path = question < 0 ? raw : raw.substring(0, question);
    return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
