package io.kubernaut.core.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("BR-MET-012")
class NegotiationTest {

  private static final MediaType TEXT = MediaType.of("text/plain; version=0.0.4; charset=utf-8");
  private static final MediaType OPEN_METRICS =
      MediaType.of("application/openmetrics-text; version=1.0.0; charset=utf-8");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "none                                                                 | plain",
        "*/*                                                                  | plain",
        "text/*                                                               | plain",
        "application/openmetrics-text                                         | openmetrics-text",
        "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;q=0.3    | openmetrics-text",
        "application/openmetrics-text;q=0.3, text/plain;q=0.5                 | plain",
        "application/openmetrics-text; version=0.0.1,text/plain;version=0.0.4;q=0.3,*/*;q=0.1 | plain",
        "*/*;q=0.1, application/openmetrics-text;q=0.2                        | openmetrics-text",
        "text/plain;q=0, */*                                                  | openmetrics-text",
        "TEXT/PLAIN;Q=1                                                       | plain",
        "text/plain; charset=\"UTF-8\"                                        | plain",
        "image/png                                                            | none",
        "*/*;q=0                                                              | none",
        "text/plain;q=0.000                                                   | none",
        "nonsense                                                             | plain",
        "text/plain;q=2, application/openmetrics-text                         | openmetrics-text"
      })
  void choosesWhatTheClientLikesBest(String accept, String subtype) {
    Headers headers = accept == null ? Headers.none() : Headers.of("Accept", accept);

    assertThat(Negotiation.best(headers, TEXT, OPEN_METRICS).map(MediaType::subtype))
        .isEqualTo(Optional.ofNullable(subtype));
  }

  @Test
  void severalAcceptHeadersAreOneList() {
    Headers headers =
        Headers.of("Accept", "text/plain;q=0.1", "accept", OPEN_METRICS.type() + "/*");

    assertThat(Negotiation.best(headers, TEXT, OPEN_METRICS)).contains(OPEN_METRICS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gzip                   | true",
        "x-gzip                 | true",
        "GZIP;q=0.1             | true",
        "deflate, gzip;q=1.0, * | true",
        "*                      | true",
        "gzip;q=0               | false",
        "*;q=0                  | false",
        "gzip;q=0, *            | false",
        "identity               | false",
        "gzipped                | false",
        "gzip;q=x               | false",
        "''                     | false"
      })
  void compressesOnlyForThoseWhoAskForIt(String acceptEncoding, boolean expected) {
    assertThat(Negotiation.acceptsCoding(Headers.of("Accept-Encoding", acceptEncoding), "gzip"))
        .isEqualTo(expected);
  }

  @Test
  void nobodyAsksByBeingSilent() {
    assertThat(Negotiation.acceptsCoding(Headers.none(), "gzip")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"text", "/plain", "text/", "te xt/plain", "text/plain; charset", "''"})
  void refusesWhatIsNoMediaType(String text) {
    assertThatThrownBy(() -> MediaType.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Invalid media type \"" + text + "\"");
  }

  @Test
  void readsQuotedParameters() {
    MediaType type = MediaType.of("multipart/x; Boundary=\"a;\\\"b\"; q2=1");

    assertThat(type.parameter("boundary")).contains("a;\"b");
    assertThat(type.parameter("q2")).contains("1");
  }
}
