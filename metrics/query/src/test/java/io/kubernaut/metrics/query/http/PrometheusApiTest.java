package io.kubernaut.metrics.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubernaut.metrics.query.PromQl;
import io.kubernaut.metrics.query.QueryLimits;
import io.kubernaut.metrics.store.InMemorySeries;
import io.kubernaut.metrics.store.Labels;
import io.kubernaut.metrics.store.NativeHistogram;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shapes, statuses and spellings of Prometheus' HTTP API. */
@Tag("BR-MET-012")
@Tag("BR-OBS-001")
class PrometheusApiTest {

  private static final Instant NOW = Instant.ofEpochSecond(1_000);

  private final InMemorySeries store = InMemorySeries.create();
  private final Api api = new Api(PrometheusApi.over(PromQl.over(store), InstantSource.fixed(NOW)));

  @BeforeEach
  void fill() {
    for (long second = 0; second <= 1_000; second += 10) {
      store.add(Labels.of("__name__", "up", "job", "a"), second * 1000, 1);
      store.add(Labels.of("__name__", "up", "job", "b"), second * 1000, 0);
      store.add(Labels.of("__name__", "ticks_total", "job", "a"), second * 1000, second / 10.0);
    }
  }

  @Test
  void answersWithAVectorAtTheTimeOfTheClock() throws IOException {
    assertThat(api.get("/api/v1/query?query=up{job=%22a%22}").text())
        .isEqualTo(
            "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[{\"metric\":{\"__name__\":\"up\",\"job\":\"a\"},\"value\":[1000,\"1\"]}]}}");
  }

  @Test
  void answersAFormAsItAnswersAQuery() throws IOException {
    assertThat(api.form("/api/v1/query", "query=sum(up)&time=990").text())
        .isEqualTo(api.get("/api/v1/query?query=sum(up)&time=990").text())
        .contains("[990,\"1\"]");
  }

  @Test
  void answersWithAScalarOrAText() throws IOException {
    assertThat(api.get("/api/v1/query?query=1%2B1&time=2.5").text())
        .isEqualTo(
            "{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":[2.5,\"2\"]}}");
    assertThat(api.data("/api/v1/query?query=%22a%5C%22%C3%A9%22&time=1"))
        .isEqualTo("{\"resultType\":\"string\",\"result\":[1,\"a\\\"é\"]}");
  }

  @Test
  void answersWithAMatrixOverARange() throws IOException {
    assertThat(api.data("/api/v1/query_range?query=ticks_total&start=10&end=20&step=5s"))
        .isEqualTo(
            "{\"resultType\":\"matrix\",\"result\":[{\"metric\":{\"__name__\":\"ticks_total\",\"job\":\"a\"},\"values\":[[10,\"1\"],[15,\"1\"],[20,\"2\"]]}]}");
  }

  @ParameterizedTest
  @CsvSource({
    "0.1, 0.1",
    "1e21, 1e+21",
    "1e20, 100000000000000000000",
    "1e-6, 0.000001",
    "1e-7, 1e-07",
    "-1.5e300, -1.5e+300",
    "NaN, NaN",
    "Inf, +Inf",
    "-Inf, -Inf",
    "2^53, 9007199254740992",
    "-0, 0",
    "2e-323*1, 2e-323",
    "0.30000000000000004, 0.30000000000000004"
  })
  void spellsValuesAsPrometheusDoes(String expression, String spelled) throws IOException {
    JsonNode answer =
        api.json("/api/v1/query?query=" + Api.encoded("vector(0 + " + expression + ")"));
    assertThat(answer.at("/data/result/0/value/1").asText()).isEqualTo(spelled);
  }

  @Test
  void spellsScalarsWithoutExponent() throws IOException {
    JsonNode answer = api.json("/api/v1/query?query=1.5e-10");
    assertThat(answer.at("/data/result/1").asText()).isEqualTo("0.00000000015");
  }

  @Test
  void writesTheTimesOfSeriesWithAllMillisecondsOrNone() throws IOException {
    assertThat(api.get("/api/v1/query?query=up{job=%22a%22}&time=2.5").text())
        .contains("\"value\":[2.500,\"1\"]");
  }

  @Test
  void writesTheBeginOfTimeAsANumber() throws IOException {
    String earliest = Api.encoded("-292273086-05-16T16:47:06Z");
    assertThat(api.get("/api/v1/query?query=vector(1)&time=" + earliest).text())
        .contains("[-9223372036854775.808,\"1\"]");
  }

  @ParameterizedTest
  @CsvSource({
    "1435781451.781, 1435781451781",
    "1435781451, 1435781451000",
    "2015-07-01T20:10:51.781Z, 1435781451781",
    "2015-07-01T22:10:51.781+02:00, 1435781451781",
    "-1.5, -1500",
    "1e3, 1000000"
  })
  void readsTimesAsSecondsOrAsADate(String written, long millis) throws IOException {
    JsonNode answer =
        api.json(
            "/api/v1/query?query=" + Api.encoded("time()*1000") + "&time=" + Api.encoded(written));
    assertThat(answer.at("/data/result/1").asText()).isEqualTo(Long.toString(millis));
  }

  @Test
  void writesAHistogramWithThoseBucketsThatHoldSomething() throws IOException {
    store.add(
        Labels.of("__name__", "h"),
        1_000_000,
        NativeHistogram.builder(0)
            .count(6)
            .sum(7.5)
            .zero(0.001, 1)
            .negative(new int[] {0, 1}, new double[] {1, 2})
            .positive(new int[] {0, 1, 2}, new double[] {1, 0, 1})
            .build());
    assertThat(api.data("/api/v1/query?query=h"))
        .isEqualTo(
            "{\"resultType\":\"vector\",\"result\":[{\"metric\":{\"__name__\":\"h\"},\"histogram\":[1000,{\"count\":\"6\",\"sum\":\"7.5\",\"buckets\":[[1,\"-2\",\"-1\",\"2\"],[1,\"-1\",\"-0.5\",\"1\"],[3,\"-0.001\",\"0.001\",\"1\"],[0,\"0.5\",\"1\",\"1\"],[0,\"2\",\"4\",\"1\"]]}]}]}");
  }

  @Test
  void writesFloatsAndHistogramsOfASeriesApart() throws IOException {
    Labels mixed = Labels.of("__name__", "mixed");
    store.add(mixed, 10_000, 1);
    store.add(mixed, 20_000, NativeHistogram.builder(0).count(0).sum(0).build());
    assertThat(api.data("/api/v1/query_range?query=mixed&start=10&end=20&step=10"))
        .contains("\"values\":[[10,\"1\"]],\"histograms\":[[20,{\"count\":\"0\",\"sum\":\"0\"}]]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/api/v1/query?query=sum(|400|bad_data|invalid parameter \"query\": 1:5: parse error: unexpected end of input",
        "/api/v1/query?query=up&time=noon|400|bad_data|invalid parameter \"time\": Invalid time value for 'time': cannot parse \"noon\" to a valid timestamp",
        "/api/v1/query?query=up&timeout=x|400|bad_data|invalid parameter \"timeout\": cannot parse \"x\" to a valid duration",
        "/api/v1/query?query=up&timeout=0|400|bad_data|invalid parameter \"timeout\": must be at least 1 ms",
        "/api/v1/query?query=up&timeout=-1s|400|bad_data|invalid parameter \"timeout\": cannot parse \"-1s\" to a valid duration",
        "/api/v1/query?query=up&time=%2B999999999-01-01T00:00:00Z|400|bad_data|invalid parameter \"time\": Invalid time value for 'time': cannot parse \"+999999999-01-01T00:00:00Z\" to a valid timestamp",
        "/api/v1/query_range?query=1&start=-292273086-05-16T16:47:06Z&end=0&step=3|400|bad_data|invalid parameter \"start\": must not be the begin or the end of time",
        "/api/v1/query?query=up&limit=-1|400|bad_data|invalid parameter \"limit\": limit must be non-negative",
        "/api/v1/query_range?query=up&start=2&end=1&step=1|400|bad_data|invalid parameter \"end\": end timestamp must not be before start time",
        "/api/v1/query_range?query=up&start=1&end=2&step=0|400|bad_data|invalid parameter \"step\": zero or negative query resolution step widths are not accepted. Try a positive integer",
        "/api/v1/query_range?query=up&start=0&end=11001&step=1|400|bad_data|exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)",
        "/api/v1/query_range?query=up&start=0&end=1&step=9e99|400|bad_data|invalid parameter \"step\": cannot parse \"9e99\" to a valid duration. It overflows int64",
        "/api/v1/query?query=up*on(job)group_left()up&time=1|422|execution|",
        "/api/v1/series|400|bad_data|no match[] parameter provided",
        "/api/v1/series?match[]={job=~%22.*%22}|400|bad_data|invalid parameter \"match[]\": match[] must contain at least one non-empty matcher",
        "/api/v1/label/__name__/values?match[]=sum(up)|400|bad_data|",
      })
  void refusesWithTheStatusTypeAndWordsOfPrometheus(
      String target, int status, String type, String message) throws IOException {
    String encoded = target.replace("[", "%5B").replace("]", "%5D").replace("{", "%7B");
    store.add(Labels.of("__name__", "up", "job", "a", "twin", "yes"), 1_000, 1);
    assertThat(api.get(encoded).status()).isEqualTo(status);
    JsonNode answer = api.json(encoded);
    assertThat(answer.get("status").asText()).isEqualTo("error");
    assertThat(answer.get("errorType").asText()).isEqualTo(type);
    assertThat(answer.get("error").asText()).contains(message == null ? "" : message);
  }

  @Test
  void answers11000PointsAndNotOneMore() throws IOException {
    assertThat(api.get("/api/v1/query_range?query=up&start=0&end=11000&step=1").status())
        .isEqualTo(200);
  }

  @Test
  void namesTheLimitThatAQueryWentBeyond() throws IOException {
    PromQl narrow = PromQl.builder(store).limits(QueryLimits.defaults().withSamples(50)).build();
    Api limited = new Api(PrometheusApi.over(narrow, InstantSource.fixed(NOW)));
    JsonNode answer = limited.json("/api/v1/query?query=" + Api.encoded("sum_over_time(up[1h])"));
    assertThat(answer.get("errorType").asText()).isEqualTo("execution");
    assertThat(answer.get("limit").asText()).isEqualTo("samples");
    assertThat(answer.get("allowed").asInt()).isEqualTo(50);
  }

  @Test
  void cutsTheResultAtTheLimitAndWarns() throws IOException {
    JsonNode answer = api.json("/api/v1/query?query=up&limit=1");
    assertThat(answer.at("/data/result")).hasSize(1);
    assertThat(answer.at("/warnings/0").asText()).isEqualTo("results truncated due to limit");
    assertThat(api.json("/api/v1/query?query=up&limit=2").has("warnings")).isFalse();
  }

  @Test
  void passesOnWarningsAndInfosOfTheEngine() throws IOException {
    JsonNode answer = api.json("/api/v1/query?query=" + Api.encoded("rate(up[1m])"));
    assertThat(answer.at("/infos/0").asText()).contains("metric might not be a counter");
  }

  @Test
  void looksBackAsFarAsItIsTold() throws IOException {
    assertThat(api.json("/api/v1/query?query=up&time=1100").at("/data/result")).hasSize(2);
    assertThat(api.json("/api/v1/query?query=up&time=1100&lookback_delta=1m").at("/data/result"))
        .isEmpty();
  }

  @Test
  void saysWhatAQueryTookIfAsked() throws IOException {
    JsonNode stats = api.json("/api/v1/query?query=up&stats=true").at("/data/stats");
    assertThat(stats.at("/samples/totalQueryableSamples").asInt()).isPositive();
    assertThat(stats.at("/samples/peakSamples").asInt()).as("two series").isEqualTo(2);
    assertThat(stats.at("/timings/evalTotalTime").isNumber()).isTrue();
    assertThat(api.json("/api/v1/query?query=up").at("/data/stats").isMissingNode()).isTrue();
  }

  @Test
  void explainsEachPartOfAQuery() throws IOException {
    JsonNode parts =
        api.json("/api/v1/explain?query=" + Api.encoded("sum(up) + 1")).at("/data/explanation");
    assertThat(parts.at("/0/expression").asText()).isEqualTo("sum(up) + 1");
    assertThat(parts.findValuesAsText("expression")).contains("sum(up)");
  }

  @Test
  void findsSeriesNamesAndValues() throws IOException {
    assertThat(api.data("/api/v1/series?match[]=up".replace("[]", "%5B%5D")))
        .isEqualTo("[{\"__name__\":\"up\",\"job\":\"a\"},{\"__name__\":\"up\",\"job\":\"b\"}]");
    assertThat(api.data("/api/v1/labels")).isEqualTo("[\"__name__\",\"job\"]");
    assertThat(api.data("/api/v1/label/__name__/values")).isEqualTo("[\"ticks_total\",\"up\"]");
    assertThat(api.data("/api/v1/label/job/values?match%5B%5D=ticks_total")).isEqualTo("[\"a\"]");
    assertThat(api.data("/api/v1/label/nothing/values")).isEqualTo("[]");
  }

  @Test
  void unitesWhatSeveralSelectorsFind() throws IOException {
    assertThat(api.data("/api/v1/series?match%5B%5D=up&match%5B%5D=ticks_total&match%5B%5D=up"))
        .isEqualTo(
            "[{\"__name__\":\"ticks_total\",\"job\":\"a\"},{\"__name__\":\"up\",\"job\":\"a\"},{\"__name__\":\"up\",\"job\":\"b\"}]");
  }

  @Test
  void limitsWhatItFindsAndWarns() throws IOException {
    JsonNode answer = api.json("/api/v1/label/__name__/values?limit=1");
    assertThat(answer.get("data").toString()).isEqualTo("[\"ticks_total\"]");
    assertThat(answer.at("/warnings/0").asText()).isEqualTo("results truncated due to limit");
    JsonNode series = api.json("/api/v1/series?match%5B%5D=up&limit=1");
    assertThat(series.get("data")).hasSize(1);
    assertThat(series.has("warnings")).isTrue();
  }

  @Test
  void findsTheValuesOfALabelWhoseNameIsEscaped() throws IOException {
    store.add(Labels.of("__name__", "up", "http.status_code", "200"), 1_000, 1);
    assertThat(api.data("/api/v1/label/U__http_2e_status__code/values")).isEqualTo("[\"200\"]");
  }

  @Test
  void saysWhichPrometheusItSpeaks() throws IOException {
    assertThat(api.json("/api/v1/status/buildinfo").at("/data/version").asText()).startsWith("3.");
  }

  @Test
  void isHealthyAndReady() throws IOException {
    assertThat(api.get("/-/healthy").status()).isEqualTo(200);
    assertThat(api.get("/-/ready").status()).isEqualTo(200);
  }

  @Test
  void receivesNothingUnlessToldWhereTo() throws IOException {
    assertThat(api.write(new byte[0]).status()).isEqualTo(404);
  }
}
