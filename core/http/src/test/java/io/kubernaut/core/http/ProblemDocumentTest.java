package io.kubernaut.core.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemDocumentTest {

  @Test
  void writesAllMembersOfRfc9457() {
    ProblemDocument problem = new ProblemDocument(429, "rate-limited", "Too fast.");

    assertThat(problem.toJson())
        .isEqualTo(
            "{\"type\":\"tag:kubernaut.io,2026:problem/rate-limited\",\"title\":\"Too Many Requests\","
                + "\"status\":429,\"detail\":\"Too fast.\",\"code\":\"rate-limited\"}");
    assertThat(problem.toResponse().headers().first("Content-Type"))
        .contains("application/problem+json");
  }

  @Test
  void escapesWhateverTheDetailHolds() {
    String nasty = "\"\\\n\r\t\u0001\u2028</script>\ud800 \ud83d\ude00";

    assertThat(new ProblemDocument(400, "x", nasty).toJson())
        .contains("\\\"\\\\\\n\\r\\t\\u0001\\u2028\\u003c/script>\ufffd \ud83d\ude00\"");
  }

  @Test
  void aProblemIsAnError() {
    assertThatThrownBy(() -> new ProblemDocument(200, "x", ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid problem status 200. A problem is an error: use 400 to 599.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Not Found", "not_found", "-x", "x-", "a--b"})
  void aCodeIsMadeOfSmallWords(String code) {
    assertThatThrownBy(() -> new ProblemDocument(404, code, ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Invalid problem code \"" + code + "\"");
  }
}
