package io.kubernaut.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What promtool thinks of the quickstart's metrics. Its exit code is 3 where it would name metrics
 * otherwise, and so it would some that Micrometer's binders have named; of our own it must be 0.
 */
@Tag("BR-MET-011")
class PromtoolTest {

  private static final int FINE = 0;
  private static final int LINT = 3;

  /** Families that Micrometer's binders name. */
  private static final Pattern MICROMETERS =
      Pattern.compile(
          "^(# (HELP|TYPE) )?(jvm|system|executor|process_(cpu_usage|cpu_time|files|uptime|start))_?.*");

  @TempDir private Path folder;

  private record Verdict(int code, List<String> findings) {}

  private Verdict check(String metrics) throws IOException, InterruptedException {
    Path text = Files.writeString(folder.resolve("metrics.txt"), metrics);
    Path report = folder.resolve("report.txt");
    Process promtool =
        Tools.start(
            new ProcessBuilder("promtool", "check", "metrics")
                .redirectInput(text.toFile())
                .redirectErrorStream(true)
                .redirectOutput(report.toFile()));
    assertThat(promtool.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return new Verdict(promtool.exitValue(), Files.readAllLines(report));
  }

  private static String scrape() throws IOException, InterruptedException {
    try (Shop shop = new Shop()) {
      shop.post("/orders?item=tea&quantity=2");
      shop.post("/orders?item=rug&quantity=2");
      shop.get("/orders/1");
      return shop.scrape();
    }
  }

  @Test
  void findsNothingWrongWithOurOwnMetrics() throws Exception {
    String own =
        scrape()
            .lines()
            .filter(line -> !MICROMETERS.matcher(line).matches())
            .collect(Collectors.joining("\n", "", "\n"));
    assertThat(own).contains("orders_placed_total", "host_", "process_resident", "kubernaut_sdk_");
    Verdict verdict = check(own);
    assertThat(verdict.code()).as("%s", verdict.findings()).isEqualTo(FINE);
  }

  @Test
  void readsAllMetricsAndWouldOnlyNameSomeOfMicrometersOtherwise() throws Exception {
    Verdict verdict = check(scrape());
    assertThat(verdict.code()).as("%s", verdict.findings()).isIn(FINE, LINT);
    assertThat(verdict.findings()).allMatch(finding -> MICROMETERS.matcher(finding).matches());
  }
}
