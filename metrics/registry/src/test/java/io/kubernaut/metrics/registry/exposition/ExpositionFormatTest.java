package io.kubernaut.metrics.registry.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.core.http.Headers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("BR-MET-011")
class ExpositionFormatTest {
  private static final String PROTOBUF =
      "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited";
  private static final String OPEN_METRICS = "application/openmetrics-text;version=1.0.0";

  private static ExpositionFormat negotiated(String accept) {
    return ExpositionFormat.negotiate(Headers.of("Accept", accept));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*/*                                                       | PROMETHEUS_TEXT",
        "text/html, application/xhtml+xml, */*;q=0.8               | PROMETHEUS_TEXT",
        "image/png                                                 | PROMETHEUS_TEXT",
        "nonsense;;q                                               | PROMETHEUS_TEXT",
        "text/plain                                                | PROMETHEUS_TEXT",
        "application/openmetrics-text                              | OPEN_METRICS",
        "application/openmetrics-text; version=1.0.0; charset=utf-8| OPEN_METRICS",
        "application/openmetrics-text; version=2.0.0               | PROMETHEUS_TEXT",
        "application/openmetrics-text;q=0.1, text/plain;q=0.2      | PROMETHEUS_TEXT",
        "text/plain;version=1.0.0;escaping=allow-utf-8             | PROMETHEUS_TEXT",
        "application/vnd.google.protobuf;encoding=text             | PROMETHEUS_TEXT"
      })
  void choosesWhatTheClientLikesBest(String accept, ExpositionFormat expected) {
    assertThat(negotiated(accept)).isEqualTo(expected);
  }

  @Test
  void textIsForThoseWhoDoNotSay() {
    assertThat(ExpositionFormat.negotiate(Headers.none()))
        .isEqualTo(ExpositionFormat.PROMETHEUS_TEXT);
  }

  @Test
  void understandsPrometheus2() {
    String accept =
        OPEN_METRICS
            + ";q=0.8,application/openmetrics-text;version=0.0.1;q=0.75,"
            + "text/plain;version=0.0.4;q=0.5,*/*;q=0.1";
    assertThat(negotiated(accept)).isEqualTo(ExpositionFormat.OPEN_METRICS);
  }

  @Test
  void understandsPrometheus3WithNativeHistograms() {
    String rest =
        OPEN_METRICS
            + ";escaping=allow-utf-8;q=0.5,"
            + OPEN_METRICS
            + ";q=0.4,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.3,"
            + "text/plain;version=0.0.4;q=0.2,*/*;q=0.1";
    assertThat(negotiated(PROTOBUF + ";escaping=allow-utf-8;q=0.6," + rest))
        .isEqualTo(ExpositionFormat.PROTOBUF);
    assertThat(negotiated(rest)).isEqualTo(ExpositionFormat.OPEN_METRICS);
  }
}
