package io.kubernaut.examples.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubernaut.core.testing.ChildJvm;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program as a whole. */
@Timeout(120)
@Tag("BR-OBS-001")
@Tag("BR-MET-012")
class PrometheusServerTest {

  private static final long TIME = 1_790_000_000_000L;

  @TempDir private Path folder;

  private static byte[] up(String job, long time, double value) {
    WriteBody body = new WriteBody();
    body.add(new TreeMap<>(Map.of("__name__", "up", "job", job)), time, value);
    return body.packed();
  }

  private Path openMetrics() throws IOException {
    return Files.writeString(
        folder.resolve("some.openmetrics"),
        """
        # TYPE up gauge
        up{job="a"} 1 1790000000.5
        up{job="a"} 0 1790000015.5
        up{job="b"} 1 1790000000
        # TYPE requests counter
        requests_total{path="/a b\\\\c"} 10 1790000000
        requests_total{path="/a b\\\\c"} 70 1790000060
        # EOF
        """);
  }

  @Test
  void importsATextAndAnswersQueries() throws Exception {
    try (RunningServer server =
        RunningServer.in(folder.resolve("data"), "--import", openMetrics().toString())) {
      Client client = new Client(server.uri());
      assertThat(value(client.query("sum(up)", 1_790_000_010))).isEqualTo("2");
      assertThat(value(client.query("sum(up)", 1_790_000_020))).isEqualTo("1");
      assertThat(value(client.query("increase(requests_total[2m]) > 60", 1_790_000_060.5)))
          .isEqualTo("70.5");
      assertThat(client.get("/api/v1/label/path/values").get("data").get(0).asText())
          .isEqualTo("/a b\\c");
    }
  }

  private static String value(JsonNode answer) {
    return answer.at("/data/result/0/value/1").asText();
  }

  @Test
  void refusesATextWithoutTimes() throws IOException {
    Path text = Files.writeString(folder.resolve("x.openmetrics"), "up 1\n# EOF\n");
    assertThatThrownBy(
            () -> RunningServer.in(folder.resolve("data"), "--import", text.toString()).close())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("up has no timestamp");
  }

  @Test
  void refusesWhatItDoesNotUnderstand() {
    for (String[] wrong :
        List.of(
            new String[] {"--data"},
            new String[] {"--port", "1"},
            new String[] {"--data", "x", "--port", "99999"},
            new String[] {"--data", "x", "--speed", "1"})) {
      assertThatThrownBy(() -> Arguments.parse(wrong)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static URI address(ChildJvm child) throws IOException, InterruptedException {
    Matcher line = Pattern.compile("http://\\S+").matcher(child.awaitLine("Prometheus API on"));
    assertThat(line.find()).isTrue();
    return URI.create(line.group());
  }

  @Test
  void keepsWhatItAcknowledgedWhenItIsTerminatedAndWhenItIsKilled() throws Exception {
    String[] arguments = {"--data", folder.resolve("data").toString(), "--port", "0"};
    try (ChildJvm child = ChildJvm.of(PrometheusServer.class).start(arguments)) {
      new Client(address(child)).write(up("terminated", TIME, 1));
      child.terminate();
      assertThat(child.exitCode()).isEqualTo(ChildJvm.TERMINATED);
    }
    try (ChildJvm child = ChildJvm.of(PrometheusServer.class).start(arguments)) {
      new Client(address(child)).write(up("killed", TIME, 1));
      child.kill();
      child.exitCode();
    }
    try (ChildJvm child = ChildJvm.of(PrometheusServer.class).start(arguments)) {
      Client client = new Client(address(child));
      assertThat(client.get("/api/v1/label/job/values").get("data").toString())
          .isEqualTo("[\"killed\",\"terminated\"]");
      assertThat(value(client.query("sum(up)", TIME / 1000.0 + 1))).isEqualTo("2");
    }
  }

  @Test
  @Tag("BR-MET-005")
  void keepsDeletedWhatItDeletedWhenItIsKilled() throws Exception {
    String[] arguments = {
      "--data", folder.resolve("data").toString(), "--enable-admin", "--port", "0"
    };
    try (ChildJvm child = ChildJvm.of(PrometheusServer.class).start(arguments)) {
      Client client = new Client(address(child));
      client.write(up("a", TIME, 1));
      client.write(up("b", TIME, 1));
      client.post("/api/v1/admin/tsdb/delete_series", Map.of("match[]", "up{job=\"a\"}"));
      assertThat(child.awaitLine("INFO SeriesAdministration - Deleted samples of 1 series"))
          .contains("job=\"a\"");
      client.post("/api/v1/admin/tsdb/snapshot", Map.of());
      child.awaitLine("INFO SeriesAdministration - Copied the metrics store to snapshots/");
      client.post("/api/v1/admin/tsdb/clean_tombstones", Map.of());
      child.awaitLine("INFO SeriesAdministration - Cleaned deleted samples away");
      child.kill();
      child.exitCode();
    }
    try (ChildJvm child = ChildJvm.of(PrometheusServer.class).start(arguments)) {
      JsonNode series = new Client(address(child)).get("/api/v1/series?match%5B%5D=up");
      assertThat(series.get("data").toString()).isEqualTo("[{\"__name__\":\"up\",\"job\":\"b\"}]");
    }
  }

  @Test
  @Tag("BR-ENT-004")
  void isAdministeredIfThatIsSwitchedOn() throws Exception {
    Path data = folder.resolve("data");
    String admin = "/api/v1/admin/tsdb/";
    try (RunningServer server = RunningServer.in(data)) {
      Client client = new Client(server.uri());
      assertThat(client.post(admin + "snapshot", Map.of()).get("error").asText())
          .isEqualTo("admin APIs disabled");
    }
    String name;
    try (RunningServer server = RunningServer.in(data, "--enable-admin")) {
      Client client = new Client(server.uri());
      client.write(up("a", TIME, 1));
      client.write(up("b", TIME, 1));
      name = client.post(admin + "snapshot", Map.of()).at("/data/name").asText();
      client.post(admin + "delete_series", Map.of("match[]", "up{job=\"a\"}"));
      assertThat(value(client.query("sum(up)", TIME / 1000.0 + 1))).isEqualTo("1");
      client.post(admin + "clean_tombstones", Map.of());
      client.write(up("a", TIME + 1_000, 5));
      assertThat(value(client.query("sum(up)", TIME / 1000.0 + 1))).isEqualTo("6");
    }
    try (RunningServer server = RunningServer.in(data.resolve("snapshots").resolve(name))) {
      assertThat(value(new Client(server.uri()).query("sum(up)", TIME / 1000.0 + 1)))
          .isEqualTo("2");
    }
  }

  @Test
  void isAskedByPromtool() throws Exception {
    try (RunningServer server = RunningServer.in(folder.resolve("data"))) {
      Client client = new Client(server.uri());
      client.write(up("a", TIME, 1));
      client.write(up("b", TIME, 0));
      String at = "--time=" + TIME / 1000.0;
      assertThat(promtool("query", "instant", server.uri().toString(), "up", at))
          .containsExactlyInAnyOrder(
              "up{job=\"a\"} => 1 @[1790000000]", "up{job=\"b\"} => 0 @[1790000000]");
      String uri = server.uri().toString();
      assertThat(
              promtool(
                  "query",
                  "range",
                  "--start=1790000000",
                  "--end=1790000060",
                  "--step=30s",
                  uri,
                  "sum(up)"))
          .containsExactly("{} =>", "1 @[1790000000]", "1 @[1790000030]", "1 @[1790000060]");
      assertThat(promtool("query", "series", "--match=up", "--start=0", "--end=1800000000", uri))
          .hasSize(2);
      assertThat(promtool("query", "labels", "--start=0", "--end=1800000000", uri, "job"))
          .containsExactly("a", "b");
    }
  }

  private List<String> promtool(String... arguments) throws IOException, InterruptedException {
    Path output = folder.resolve("promtool.txt");
    String[] command = new String[arguments.length + 1];
    command[0] = "promtool";
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    Process promtool =
        Tools.start(
            new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()));
    assertThat(promtool.waitFor(30, TimeUnit.SECONDS)).isTrue();
    List<String> lines = Files.readAllLines(output).stream().filter(l -> !l.isBlank()).toList();
    assertThat(promtool.exitValue()).as("%s", lines).isZero();
    return lines;
  }
}
