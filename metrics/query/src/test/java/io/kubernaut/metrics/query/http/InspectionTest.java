package io.kubernaut.metrics.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubernaut.core.http.Headers;
import io.kubernaut.metrics.query.PromQl;
import io.kubernaut.metrics.store.Appender;
import io.kubernaut.metrics.store.Exemplar;
import io.kubernaut.metrics.store.InMemorySeries;
import io.kubernaut.metrics.store.Labels;
import io.kubernaut.metrics.store.MetricMetadata;
import io.kubernaut.metrics.store.NativeHistogram;
import io.kubernaut.metrics.store.StaleMarker;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the API says beside the results of queries. */
@Tag("BR-MET-012")
@Tag("BR-OBS-001")
class InspectionTest {

  private static final Instant NOW = Instant.ofEpochSecond(1_000);

  private final InMemorySeries store = InMemorySeries.create();
  private final Api api = new Api(PrometheusApi.over(PromQl.over(store), InstantSource.fixed(NOW)));

  private Api with(RuleSource rules, TargetSource targets) {
    return new Api(
        PrometheusApi.builder(PromQl.over(store), InstantSource.fixed(NOW))
            .rules(rules)
            .targets(targets)
            .facts(new ServerFacts("a: 1\n", Map.of("port", "9090"), "15d"))
            .build());
  }

  @Test
  void saysWhatIsKnownAboutMetrics() throws IOException {
    try (Appender batch = store.appender()) {
      batch.metadata("a_total", new MetricMetadata("counter", "All \"a\"", ""));
      batch.metadata("b", new MetricMetadata("gauge", "b", "seconds"));
      batch.commit();
    }
    assertThat(api.data("/api/v1/metadata"))
        .isEqualTo(
            "{\"a_total\":[{\"type\":\"counter\",\"help\":\"All \\\"a\\\"\",\"unit\":\"\"}],\"b\":[{\"type\":\"gauge\",\"help\":\"b\",\"unit\":\"seconds\"}]}");
    assertThat(api.data("/api/v1/metadata?metric=b")).startsWith("{\"b\":");
    assertThat(api.data("/api/v1/metadata?limit=1")).contains("a_total").doesNotContain("\"b\"");
    assertThat(api.data("/api/v1/metadata?metric=none")).isEqualTo("{}");
  }

  @Test
  void findsExemplarsOfEverySelectorOfAQuery() throws IOException {
    try (Appender batch = store.appender()) {
      for (String name : List.of("x", "y")) {
        long series = batch.series(Labels.of("__name__", name));
        batch.append(series, 1_000, 1.0, Long.MIN_VALUE);
        batch.exemplar(series, new Exemplar(Labels.of("trace_id", name), 6, 1_500));
      }
      batch.commit();
    }
    String target = "/api/v1/query_exemplars?start=0&end=10&query=";
    assertThat(api.data(target + Api.encoded("rate(x[5m]) + y")))
        .isEqualTo(
            "[{\"seriesLabels\":{\"__name__\":\"x\"},\"exemplars\":[{\"labels\":{\"trace_id\":\"x\"},\"value\":\"6\",\"timestamp\":1.5}]},{\"seriesLabels\":{\"__name__\":\"y\"},\"exemplars\":[{\"labels\":{\"trace_id\":\"y\"},\"value\":\"6\",\"timestamp\":1.5}]}]");
    assertThat(api.data("/api/v1/query_exemplars?start=2&end=10&query=x")).isEqualTo("[]");
  }

  @Test
  void formatsAndTakesQueriesApart() throws IOException {
    assertThat(api.data("/api/v1/format_query?query=" + Api.encoded("sum(x)by(a)")))
        .isEqualTo("\"sum by (a) (x)\"");
    assertThat(api.data("/api/v1/parse_query?query=" + Api.encoded("foo{a=\"b\"}[5m] offset 1m")))
        .isEqualTo(
            "{\"type\":\"matrixSelector\",\"range\":300000,\"name\":\"foo\",\"matchers\":[{\"name\":\"__name__\",\"value\":\"foo\",\"type\":\"=\"},{\"name\":\"a\",\"value\":\"b\",\"type\":\"=\"}],\"offset\":60000,\"timestamp\":null,\"startOrEnd\":null}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sum by (a) (x) / on (a) group_left (b) y",
        "-topk(3, rate(x[5m])) and (y unless z) or vector(1) > bool 2",
        "max_over_time(x[5m:1m] @ start() offset 1m)",
        "label_replace(x @ 3.5, \"a\", \"$1\", \"b\", \"(.*)\")",
        "count_values without (a) (\"v\", x @ end())",
        "1 + +2 * -(3)"
      })
  void takesApartWhateverCanBeRead(String query) throws IOException {
    JsonNode tree = api.json("/api/v1/parse_query?query=" + Api.encoded(query)).get("data");
    assertThat(tree.get("type").asText()).isNotEmpty();
    assertThat(tree.findValuesAsText("type")).isNotEmpty();
  }

  @Test
  void refusesToFormatWhatIsNoQuery() throws IOException {
    assertThat(api.get("/api/v1/format_query?query=sum(").status()).isEqualTo(400);
    assertThat(api.get("/api/v1/parse_query?query=").status()).isEqualTo(400);
  }

  @Test
  void hasNoRulesAlertsAndTargetsUnlessGivenSome() throws IOException {
    assertThat(api.data("/api/v1/rules")).isEqualTo("{\"groups\":[]}");
    assertThat(api.data("/api/v1/alerts")).isEqualTo("{\"alerts\":[]}");
    assertThat(api.data("/api/v1/targets"))
        .isEqualTo("{\"activeTargets\":[],\"droppedTargets\":[],\"droppedTargetCounts\":{}}");
    assertThat(api.data("/api/v1/alertmanagers")).contains("\"activeAlertmanagers\":[]");
    assertThat(api.data("/api/v1/scrape_pools")).isEqualTo("{\"scrapePools\":[]}");
  }

  private static RuleSource rules() {
    RuleSource.Evaluation last =
        new RuleSource.Evaluation(NOW, Duration.ofMillis(5), Optional.empty());
    RuleSource.Alert firing =
        new RuleSource.Alert(Labels.of("alertname", "Down"), Labels.none(), true, NOW, 1);
    RuleSource.Rule recording =
        new RuleSource.Recording("job:up:sum", "sum by (job) (up)", Labels.none(), last);
    RuleSource.Rule alerting =
        new RuleSource.Alerting(
            "Down",
            "up == 0",
            Duration.ofMinutes(5),
            Duration.ZERO,
            Labels.of("severity", "page"),
            Labels.none(),
            List.of(firing),
            last);
    return () ->
        List.of(
            new RuleSource.Group(
                "first", "a.yml", Duration.ofMinutes(1), 0, List.of(recording, alerting), last),
            new RuleSource.Group(
                "second",
                "a.yml",
                Duration.ofMinutes(1),
                0,
                List.of(recording),
                RuleSource.Evaluation.NEVER));
  }

  @Test
  void showsRulesAndAlerts() throws IOException {
    Api ruled = with(rules(), TargetSource.NONE);
    assertThat(ruled.json("/api/v1/rules").at("/data/groups/0").toString())
        .isEqualTo(
            "{\"name\":\"first\",\"file\":\"a.yml\",\"rules\":[{\"name\":\"job:up:sum\",\"query\":\"sum by (job) (up)\",\"labels\":{},\"health\":\"ok\",\"evaluationTime\":0.005,\"lastEvaluation\":\"1970-01-01T00:16:40Z\",\"type\":\"recording\"},"
                + "{\"state\":\"firing\",\"name\":\"Down\",\"query\":\"up == 0\",\"duration\":300,\"keepFiringFor\":0,\"labels\":{\"severity\":\"page\"},\"annotations\":{},\"alerts\":[{\"labels\":{\"alertname\":\"Down\"},\"annotations\":{},\"state\":\"firing\",\"activeAt\":\"1970-01-01T00:16:40Z\",\"value\":\"1e+00\"}],\"health\":\"ok\",\"evaluationTime\":0.005,\"lastEvaluation\":\"1970-01-01T00:16:40Z\",\"type\":\"alerting\"}],"
                + "\"interval\":60,\"limit\":0,\"evaluationTime\":0.005,\"lastEvaluation\":\"1970-01-01T00:16:40Z\"}");
    assertThat(ruled.json("/api/v1/alerts").at("/data/alerts")).hasSize(1);
  }

  @Test
  void filtersRulesAndShowsThemByPages() throws IOException {
    Api ruled = with(rules(), TargetSource.NONE);
    JsonNode alerts = ruled.json("/api/v1/rules?type=alert&exclude_alerts=true");
    assertThat(alerts.at("/data/groups")).hasSize(1);
    assertThat(alerts.at("/data/groups/0/rules/0/alerts")).isEmpty();
    assertThat(ruled.json("/api/v1/rules?rule_group%5B%5D=second").at("/data/groups")).hasSize(1);
    JsonNode page = ruled.json("/api/v1/rules?group_limit=1").get("data");
    assertThat(page.at("/groups/0/name").asText()).isEqualTo("first");
    String next =
        "/api/v1/rules?group_limit=1&group_next_token=" + page.get("groupNextToken").asText();
    JsonNode last = ruled.json(next).get("data");
    assertThat(last.at("/groups/0/name").asText()).isEqualTo("second");
    assertThat(last.has("groupNextToken")).isFalse();
    assertThat(ruled.get("/api/v1/rules?type=other").status()).isEqualTo(400);
    assertThat(ruled.get("/api/v1/rules?group_limit=1&group_next_token=x").status()).isEqualTo(400);
  }

  @Test
  void showsTargets() throws IOException {
    TargetSource.Target target =
        new TargetSource.Target(
            Labels.of("__address__", "a:1"),
            Labels.of("instance", "a:1", "job", "j"),
            "j",
            "http://a:1/metrics",
            TargetSource.Health.DOWN,
            "refused",
            NOW,
            Duration.ofMillis(20),
            Duration.ofSeconds(15),
            Duration.ofSeconds(10));
    Api scraping = with(RuleSource.NONE, () -> List.of(target));
    JsonNode shown = scraping.json("/api/v1/targets").at("/data/activeTargets/0");
    assertThat(shown.get("health").asText()).isEqualTo("down");
    assertThat(shown.get("scrapeInterval").asText()).isEqualTo("15s");
    assertThat(shown.get("lastScrapeDuration").asDouble()).isEqualTo(0.02);
    assertThat(scraping.json("/api/v1/targets?state=dropped").at("/data/activeTargets")).isEmpty();
    assertThat(scraping.data("/api/v1/scrape_pools")).isEqualTo("{\"scrapePools\":[\"j\"]}");
  }

  @Test
  void saysWhatTheServerIs() throws IOException {
    Api told = with(RuleSource.NONE, TargetSource.NONE);
    assertThat(told.data("/api/v1/status/config")).isEqualTo("{\"yaml\":\"a: 1\\n\"}");
    assertThat(told.data("/api/v1/status/flags")).isEqualTo("{\"port\":\"9090\"}");
    assertThat(told.data("/api/v1/status/walreplay"))
        .isEqualTo("{\"min\":0,\"max\":0,\"current\":0}");
    JsonNode runtime = told.json("/api/v1/status/runtimeinfo").get("data");
    assertThat(runtime.get("storageRetention").asText()).isEqualTo("15d");
    assertThat(runtime.get("startTime").asText()).isEqualTo("1970-01-01T00:16:40Z");
  }

  @Test
  void countsWhatTheStoreHolds() throws IOException {
    store.add(Labels.of("__name__", "up", "job", "a"), 1_000, 1);
    store.add(Labels.of("__name__", "up", "job", "b"), 1_000, 1);
    JsonNode counts = api.json("/api/v1/status/tsdb").get("data");
    assertThat(counts.at("/headStats/numSeries").asInt()).isEqualTo(2);
    assertThat(counts.at("/seriesCountByMetricName/0").toString())
        .isEqualTo("{\"name\":\"up\",\"value\":2}");
    assertThat(api.json("/api/v1/status/tsdb?limit=1").at("/data/seriesCountByLabelValuePair"))
        .hasSize(1);
  }

  @Test
  void federatesTheLastSamples() throws IOException {
    store.add(Labels.of("__name__", "up", "job", "a\n\"b\""), 900_000, 0.5);
    store.add(Labels.of("__name__", "up"), 990_000, 1);
    store.add(Labels.of("__name__", "old"), 600_000, 1);
    store.add(Labels.of("__name__", "gone"), 990_000, StaleMarker.VALUE);
    store.add(Labels.of("__name__", "http.up", "a.b", "c"), 990_000, Double.NaN);
    store.add(
        Labels.of("__name__", "hist"), 990_000, NativeHistogram.builder(0).count(1).sum(1).build());
    Api.Reply reply = api.get("/federate?match%5B%5D=" + Api.encoded("{__name__=~\".+\"}"));
    assertThat(reply.headers().first("Content-Type").orElse(""))
        .isEqualTo("text/plain; version=0.0.4; charset=utf-8");
    assertThat(reply.text())
        .isEqualTo(
            """
            # TYPE "http.up" untyped
            {"http.up","a.b"="c"} NaN 990000
            # TYPE up untyped
            up 1 990000
            up{job="a\\n\\"b\\""} 0.5 900000
            """);
    assertThat(api.get("/federate").text()).isEmpty();
  }

  @Test
  void federatesOneMetricAfterTheOther() throws IOException {
    for (String name : List.of("x", "y")) {
      for (String first : List.of("1", "2")) {
        store.add(Labels.of("A", first, "__name__", name), 990_000, 1);
      }
    }
    String text = api.get("/federate?match%5B%5D=" + Api.encoded("{A=~\".+\"}")).text();
    assertThat(text.lines().filter(line -> line.startsWith("# TYPE")))
        .containsExactly("# TYPE x untyped", "# TYPE y untyped");
  }

  @Test
  void changesNothingByAdministration() throws IOException {
    for (String name : List.of("snapshot", "delete_series", "clean_tombstones")) {
      Api.Reply reply = api.form("/api/v1/admin/tsdb/" + name, "match[]=up");
      assertThat(reply.status()).isEqualTo(503);
      assertThat(reply.text()).contains("admin APIs disabled");
      assertThat(reply.headers().first("Retry-After")).as("it stays off").isEmpty();
    }
  }

  @Test
  void compressesLongAnswersForThoseWhoLikeIt() throws IOException {
    for (int i = 0; i < 500; i++) {
      store.add(Labels.of("__name__", "many", "i", Integer.toString(i)), 990_000, i);
    }
    Headers headers = Headers.of("Accept-Encoding", "gzip");
    Api.Reply packed = api.ask("GET", "/api/v1/query?query=many", headers, new byte[0]);
    assertThat(packed.headers().first("Content-Encoding")).contains("gzip");
    byte[] plain = new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes();
    assertThat(new String(plain, StandardCharsets.UTF_8))
        .isEqualTo(api.get("/api/v1/query?query=many").text());
  }

  @Test
  void declaresAPermissionForEveryRoute() {
    PrometheusApi all =
        PrometheusApi.builder(PromQl.over(store), InstantSource.fixed(NOW)).writesTo(store).build();
    Map<String, String> needed =
        Map.of(
            "/-/healthy", "public:read",
            "/-/ready", "public:read",
            "/api/v1/write", "metrics:write");
    all.routes()
        .forEach(
            route -> {
              String standard =
                  route.pattern().startsWith("/api/v1/admin/") ? "metrics:admin" : "metrics:read";
              assertThat(route.permission().name())
                  .as(route.pattern())
                  .isEqualTo(needed.getOrDefault(route.pattern(), standard));
            });
  }
}
