package io.kubernaut.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.Kubernaut;
import io.kubernaut.core.testing.TestPlatform;
import io.kubernaut.health.checks.HealthStatistics;
import io.kubernaut.health.checks.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the README shows is what is compiled and runs here. */
class ReadmeTest {

  private static final int FIRST_SCREEN = 20;
  private static final Path README = Path.of("../../README.md");
  private static final Path FOLDER = Path.of("src/main/java/io/kubernaut/examples/quickstart");

  /** Code alone: without comments, and however it is laid out. */
  private static String bare(List<String> lines) {
    return lines.stream()
        .map(line -> line.replaceFirst("//.*", "").strip())
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining())
        .replace(" ", "");
  }

  private static List<String> between(List<String> lines, String begin, String end) {
    List<String> rest = lines.subList(index(lines, begin) + 1, lines.size());
    return rest.subList(0, index(rest, end));
  }

  private static int index(List<String> lines, String wanted) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).strip().equals(wanted)) {
        return i;
      }
    }
    throw new AssertionError("there is no line " + wanted);
  }

  @Test
  void itsFirstCodeIsCompiledAndStandsOnTheFirstScreen() throws IOException {
    List<String> readme = Files.readAllLines(README);
    List<String> shown = between(readme, "```java", "```");
    List<String> compiled =
        between(Files.readAllLines(FOLDER.resolve("FirstSteps.java")), "// README", "// README");
    assertThat(bare(shown)).isEqualTo(bare(compiled) + "}");
    assertThat(index(readme, "```java")).isLessThan(FIRST_SCREEN);
  }

  @Test
  void itsQuestionsAreCompiled() throws IOException {
    List<String> readme = Files.readAllLines(README);
    List<String> section = readme.subList(index(readme, "## Ask it"), readme.size());
    List<String> compiled =
        between(Files.readAllLines(FOLDER.resolve("Questions.java")), "// README", "// README");
    assertThat(bare(between(section, "```java", "```"))).isEqualTo(bare(compiled));
  }

  @Test
  void itsChecksAreCompiled() throws IOException {
    List<String> readme = Files.readAllLines(README);
    List<String> section = readme.subList(index(readme, "## Ask it how it is"), readme.size());
    List<String> compiled =
        between(Files.readAllLines(FOLDER.resolve("Checks.java")), "// README", "// README");
    assertThat(bare(between(section, "```java", "```"))).isEqualTo(bare(compiled));
  }

  /** The report that the README shows is one that this code gives. */
  @Test
  @Tag("BR-HEALTH-003")
  void itsReportIsWhatThoseChecksSay() throws IOException {
    TestPlatform test = TestPlatform.seeded(1);
    List<String> readme = Files.readAllLines(README);
    List<String> section = readme.subList(index(readme, "## Ask it how it is"), readme.size());
    String shown = String.join("\n", between(section, "```text", "```"));
    boolean[] moves = {true};
    try (Kubernaut kubernaut =
        Kubernaut.builder("shop").withoutHistory().platform(test::under).start()) {
      Checks.declare(kubernaut, () -> moves[0], () -> true, () -> true);
      pass(Duration.ofMinutes(1), test, kubernaut);
      moves[0] = false;
      pass(Duration.ofMinutes(2), test, kubernaut);

      Report report = kubernaut.health().report();
      String said =
          report + "\n" + report.check("orders") + "\n" + report.check("orders").impactedBy();
      assertThat(said.replaceAll("2026-01-01T[0-9:.]+Z", "2026-01-01T00:01:25Z")).isEqualTo(shown);
    }
  }

  private static final Duration STEP = Duration.ofMillis(20);

  /** Lets time stand while checks run: they have threads of their own, however slow these are. */
  private static void pass(Duration time, TestPlatform test, Kubernaut kubernaut) {
    for (long i = 0; i < time.dividedBy(STEP); i++) {
      test.advance(STEP);
      HealthStatistics now = kubernaut.health().statistics();
      while (now.threads() + now.waiting() > 0) {
        Thread.onSpinWait();
        now = kubernaut.health().statistics();
      }
    }
  }

  @Test
  void itsFirstCodeWorks() {
    assertThat(FirstSteps.run()).startsWith("Kubernaut[orders ").endsWith(" 1.0 1.0");
  }

  @Test
  void runningAndTestingTakeOneCommandEach() throws IOException {
    List<String> readme = Files.readAllLines(README);
    for (String heading : List.of("## Run it", "## Test it")) {
      List<String> section = readme.subList(index(readme, heading), readme.size());
      assertThat(between(section, "```bash", "```"))
          .singleElement()
          .satisfies(command -> assertThat(command).startsWith("mvn "));
    }
  }
}
