package io.kubernaut.core.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {

  @Test
  void keepsRepeatedValuesInTheirOrder() throws MalformedTargetException {
    Parameters parameters = Parameters.parse("match[]=up&x=1&match%5B%5D=down&x=");

    assertThat(parameters.all("match[]")).containsExactly("up", "down");
    assertThat(parameters.all("x")).containsExactly("1", "");
    assertThat(parameters.names()).containsExactly("match[]", "x");
    assertThat(parameters.first("absent")).isEmpty();
  }

  @Test
  void readsPlusAsSpaceAndEscapesOnce() throws MalformedTargetException {
    Parameters parameters = Parameters.parse("query=rate(x%5B5m%5D)+%2B+1&q=a%2525&flag");

    assertThat(parameters.first("query")).contains("rate(x[5m]) + 1");
    assertThat(parameters.first("q")).contains("a%25");
    assertThat(parameters.first("flag")).contains("");
  }

  @Test
  void anEqualsSignBelongsToTheValue() throws MalformedTargetException {
    assertThat(Parameters.parse("a=b=c&&d=e").first("a")).contains("b=c");
  }

  @Test
  void aSemicolonSeparatesNothing() throws MalformedTargetException {
    assertThat(Parameters.parse("a=1;b=2").first("a")).contains("1;b=2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a=%", "a=%1", "a=%gg", "a=%c0%80", "a=%ff", "a=%00", "a=b c", "a=é", "%00=1"})
  void refusesMalformedPairs(String raw) {
    assertThatThrownBy(() -> Parameters.parse(raw)).isInstanceOf(MalformedTargetException.class);
  }

  @Test
  void refusesMoreThanAThousandPairs() throws MalformedTargetException {
    assertThat(Parameters.parse("a=1&".repeat(1_000)).all("a")).hasSize(1_000);
    assertThatThrownBy(() -> Parameters.parse("a=1&".repeat(1_001)))
        .hasMessage("there are more than 1000 parameters");
  }

  @Test
  void aRequiredParameterMustBeThereOnce() throws MalformedTargetException {
    Parameters parameters = Parameters.parse("once=1&twice=1&twice=2");

    assertThat(parameters.required("once")).isEqualTo("1");
    assertThatThrownBy(() -> parameters.required("none"))
        .isInstanceOf(ProblemException.class)
        .hasMessage("400 missing-parameter: Parameter \"none\" is missing. Add it to the query.");
    assertThatThrownBy(() -> parameters.single("twice"))
        .isInstanceOf(ProblemException.class)
        .hasMessage("400 repeated-parameter: Parameter \"twice\" is given 2 times. Give it once.");
  }

  @Test
  void aFormIsReadLikeAQueryAndOnlyWithItsContentType() {
    Request form =
        Request.of(HttpMethod.POST, "/api/v1/query")
            .withHeader("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")
            .withBody("query=up+%3E+1".getBytes(StandardCharsets.US_ASCII));

    assertThat(form.form().first("query")).contains("up > 1");
    assertThat(form.withHeader("Content-Type", "text/plain").form().isEmpty()).isTrue();
    assertThatThrownBy(() -> form.withBody(new byte[] {'a', '=', '%'}).form())
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("400 bad-form");
  }
}
