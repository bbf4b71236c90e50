package io.kubernaut.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubernaut.core.testing.ChildJvm;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
class QuickstartTest {

  @Test
  @Tag("BR-PERF-001")
  void runsForAWhileSaysWhereToLookAndWhatWasAndEndsWell() throws Exception {
    try (ChildJvm child = ChildJvm.of(Quickstart.class).start("--seconds", "3")) {
      int code = child.exitCode();
      assertThat(code).as(child.output()).isZero();
      assertThat(child.output())
          .containsPattern("Kubernaut quickstart: http://127\\.0\\.0\\.1:\\d+/metrics\n")
          .containsPattern("  the service itself: http://127\\.0\\.0\\.1:\\d+/stock/tea\n")
          .containsPattern("  how it is, and why: http://127\\.0\\.0\\.1:\\d+/health/status\n")
          .contains("  ends after 3 s with a summary\n")
          .containsPattern("  \\d+ checks, quickstart is ")
          .containsPattern("  [1-9]\\d* requests in \\d+\\.\\d s, [1-9]\\d* a second\n")
          .containsPattern("  p50 \\d+\\.\\d\\d ms, p99 \\d+\\.\\d\\d ms\n")
          .containsPattern("  [1-9]\\d* orders placed, [1-9]\\d* refused\n")
          .containsPattern(
              "  SDK overhead \\d+\\.\\d\\d % of processor time, \\d+ ns and 0 bytes a recording\n");
    }
  }

  @Test
  @Tag("BR-KUBE-002")
  void aSignalEndsItInOrderAndTheSummaryIsStillSaid() throws Exception {
    try (ChildJvm child = ChildJvm.of(Quickstart.class).start()) {
      child.awaitLine("  ends on Ctrl-C");
      child.terminate();
      assertThat(child.exitCode()).isEqualTo(ChildJvm.TERMINATED);
      assertThat(child.output()).contains(" requests in ", "SDK overhead");
    }
  }

  @Test
  @Tag("BR-MET-005")
  void keepsItsHistoryAcrossRestarts(@TempDir Path folder) throws Exception {
    long first = remembered(folder, "3");
    long second = remembered(folder, "3");
    assertThat(first).isPositive();
    assertThat(second).as("what the first run has seen, and its own").isGreaterThan(first);
  }

  @Test
  @Tag("BR-MET-005")
  void keepsItsHistoryWhenItIsKilled(@TempDir Path folder) throws Exception {
    try (ChildJvm child = ChildJvm.of(Quickstart.class).start("--data", folder.toString())) {
      String first = child.awaitLine("Kubernaut quickstart: ");
      awaitCollections(URI.create(first.substring(first.indexOf("http"))), 4);
      child.kill();
      child.exitCode();
    }
    assertThat(remembered(folder, "1")).isGreaterThanOrEqualTo(3);
  }

  private static void awaitCollections(URI metrics, int count) throws Exception {
    Pattern collections = Pattern.compile("kubernaut_sdk_collections_total\\{.*} (\\d+)\n");
    HttpRequest scrape = HttpRequest.newBuilder(metrics).build();
    HttpClient client = HttpClient.newHttpClient();
    while (true) {
      Matcher found =
          collections.matcher(client.send(scrape, HttpResponse.BodyHandlers.ofString()).body());
      if (found.find() && Integer.parseInt(found.group(1)) >= count) {
        return;
      }
    }
  }

  private static long remembered(Path folder, String seconds) throws Exception {
    try (ChildJvm child =
        ChildJvm.of(Quickstart.class).start("--seconds", seconds, "--data", folder.toString())) {
      int code = child.exitCode();
      assertThat(code).as(child.output()).isZero();
      Matcher history =
          Pattern.compile("  history in (.*): (\\d+) s of the last day, (\\d+) orders placed\n")
              .matcher(child.output());
      assertThat(history.find()).as(child.output()).isTrue();
      assertThat(history.group(1)).isEqualTo(folder.toString());
      assertThat(Long.parseLong(history.group(3))).isPositive();
      return Long.parseLong(history.group(2));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--second 1 | Unknown arguments: --second 1. Use --seconds N, --data DIR, or none.",
        "--seconds 1 2 | Unknown arguments: --seconds 1 2. Use --seconds N, --data DIR, or none.",
        "--seconds | Invalid time: --seconds nothing. Use a whole number from 1 to 999999, for example --seconds 10.",
        "--seconds soon | Invalid time: --seconds soon. Use a whole number from 1 to 999999, for example --seconds 10.",
        "--seconds 0 | Invalid time: --seconds 0. Use a whole number from 1 to 999999, for example --seconds 10.",
      })
  void saysWhatIsWrongWithItsArguments(String arguments, String message) {
    assertThatThrownBy(() -> Arguments.parse(arguments.split(" ", -1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void takesATime() {
    assertThat(Arguments.parse("--seconds", "10").time()).contains(Duration.ofSeconds(10));
    assertThat(Arguments.parse().time()).isEmpty();
    Arguments both = Arguments.parse("--data", "orders", "--seconds", "7");
    assertThat(both)
        .isEqualTo(
            new Arguments(Optional.of(Duration.ofSeconds(7)), Optional.of(Path.of("orders"))));
  }

  @Test
  void wrongUseIsOneLineAndExitCodeTwo() throws Exception {
    try (ChildJvm child = ChildJvm.of(Quickstart.class).start("--bogus")) {
      assertThat(child.exitCode()).isEqualTo(2);
      assertThat(child.output())
          .isEqualTo(
              "quickstart: Unknown arguments: --bogus. Use --seconds N, --data DIR, or none.\n");
    }
  }
}
