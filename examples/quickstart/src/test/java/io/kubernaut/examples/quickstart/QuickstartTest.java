package io.kubernaut.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubernaut.core.testing.ChildJvm;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
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
          .contains("  ends after 3 s with a summary\n")
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--second 1 | Unknown arguments: --second 1. Use --seconds N, or none.",
        "--seconds 1 2 | Unknown arguments: --seconds 1 2. Use --seconds N, or none.",
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
  }

  @Test
  void wrongUseIsOneLineAndExitCodeTwo() throws Exception {
    try (ChildJvm child = ChildJvm.of(Quickstart.class).start("--bogus")) {
      assertThat(child.exitCode()).isEqualTo(2);
      assertThat(child.output())
          .isEqualTo("quickstart: Unknown arguments: --bogus. Use --seconds N, or none.\n");
    }
  }
}
