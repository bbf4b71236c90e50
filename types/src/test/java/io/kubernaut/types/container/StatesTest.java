package io.kubernaut.types.container;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.types.RoundTrip;
import io.kubernaut.types.schema.Codecs;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.Schema;
import io.kubernaut.types.schema.Violation;
import io.kubernaut.types.value.Quantity;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("BR-TYPE-013")
class StatesTest {

  @ParameterizedTest
  @CsvSource({
    "0, , completed",
    "1, , failed with 1",
    "2, , failed: wrong use of a shell command",
    "125, , did not start: the container runtime failed",
    "126, , did not start: the command cannot be executed",
    "127, , did not start: the command was not found",
    "128, , failed with 128",
    "129, SIGHUP, ended by SIGHUP",
    "130, SIGINT, ended by SIGINT",
    "134, SIGABRT, ended by SIGABRT",
    "137, SIGKILL, 'killed (SIGKILL): often for lack of memory, or after the grace period'",
    "139, SIGSEGV, crashed (SIGSEGV): an invalid memory access",
    "143, SIGTERM, asked to stop (SIGTERM)",
    "159, SIGSYS, ended by SIGSYS",
    "160, , failed with 160",
    "255, , failed with 255",
    "-1, , failed with -1"
  })
  void saysWhatExitCodesMean(int code, String signal, String meaning) {
    ExitCode exit = new ExitCode(code);
    assertThat(exit.signal().orElse(null)).isEqualTo(signal);
    assertThat(exit.meaning()).isEqualTo(meaning);
    assertThat(exit.isSuccess()).isEqualTo(code == 0);
    assertThat(exit.isNotStarted()).isEqualTo(code >= 125 && code <= 127);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      quoteCharacter = '\'',
      value = {
        "'{}', PENDING, ",
        "'{\"waiting\":{\"reason\":\"ContainerCreating\"}}', PENDING, ",
        "'{\"waiting\":{}}', PENDING, ",
        "'{\"waiting\":{\"reason\":\"ImagePullBackOff\"}}', FAILED, IMAGE_PULL",
        "'{\"waiting\":{\"reason\":\"CreateContainerConfigError\"}}', FAILED, CONFIGURATION_ERROR",
        "'{\"waiting\":{\"reason\":\"CrashLoopBackOff\"}}', FAILED, TASK_FAILED",
        "'{\"running\":{\"startedAt\":\"2026-01-01T00:00:00Z\"}}', RUNNING, ",
        "'{\"terminated\":{\"exitCode\":0,\"reason\":\"Completed\"}}', SUCCEEDED, ",
        "'{\"terminated\":{\"exitCode\":137,\"reason\":\"OOMKilled\"}}', FAILED, OUT_OF_MEMORY",
        "'{\"terminated\":{\"exitCode\":137,\"reason\":\"Error\"}}', FAILED, TASK_FAILED",
        "'{\"terminated\":{\"exitCode\":143,\"reason\":\"DeadlineExceeded\"}}', TIMED_OUT,"
            + " DEADLINE_EXCEEDED",
        "'{\"terminated\":{\"exitCode\":127}}', FAILED, CONFIGURATION_ERROR",
        "'{\"terminated\":{\"exitCode\":1,\"reason\":\"Novel\"}}', FAILED, UNKNOWN"
      })
  void mapsContainerStatesToOneOutcome(String json, Outcome outcome, FailureReason failure) {
    ContainerState state = Codecs.json(ContainerState.class).read(json.getBytes(UTF_8));

    assertThat(state.status().outcome()).isEqualTo(outcome);
    assertThat(state.status().failure()).isEqualTo(failure);
    assertThat(Schema.of(RunStatus.class).check(state.status())).isEmpty();
    RoundTrip.inEveryCodec(ContainerState.class, state);
  }

  @ParameterizedTest
  @CsvSource({
    "new, PENDING, ",
    "pending, PENDING, ",
    "waiting, PENDING, ",
    "starting, PENDING, ",
    "running, RUNNING, ",
    "successful, SUCCEEDED, ",
    "failed, FAILED, TASK_FAILED",
    "error, FAILED, CONFIGURATION_ERROR",
    "timeout, TIMED_OUT, DEADLINE_EXCEEDED",
    "canceled, CANCELLED, "
  })
  void mapsAnsibleStatesToOneOutcome(String word, Outcome outcome, FailureReason failure) {
    RunStatus status = AnsibleState.of(word).orElseThrow().status("said");

    assertThat(status.outcome()).isEqualTo(outcome);
    assertThat(status.failure()).isEqualTo(failure);
    assertThat(status.message()).isEqualTo("said");
  }

  @ParameterizedTest
  @CsvSource({
    "0, SUCCESSFUL",
    "1, ERROR",
    "2, FAILED",
    "3, FAILED",
    "4, FAILED",
    "5, ERROR",
    "99, CANCELED",
    "130, CANCELED",
    "250, ERROR"
  })
  void mapsExitCodesOfPlaybooks(int code, AnsibleState state) {
    assertThat(AnsibleState.of(new ExitCode(code))).isEqualTo(state);
  }

  @Test
  void knowsWhichOutcomesAreFinal() {
    assertThat(Outcome.values())
        .filteredOn(Outcome::isFinal)
        .containsExactly(Outcome.SUCCEEDED, Outcome.FAILED, Outcome.TIMED_OUT, Outcome.CANCELLED);
    assertThat(AnsibleState.of("SUCCESSFUL")).isEmpty();
  }

  @Test
  void requestsAtMostTheLimit() {
    ResourceRequirements odd = resources("2", "1");
    assertThat(Schema.of(ResourceRequirements.class).check(odd))
        .extracting(Violation::toString)
        .containsExactly(
            "/requests/cpu = 2  must be at most the limit 1. Lower it, or raise the limit.");
    assertThat(Schema.of(ResourceRequirements.class).check(resources("1000m", "1"))).isEmpty();
  }

  private static ResourceRequirements resources(String request, String limit) {
    return new ResourceRequirements(
        Map.of("cpu", Quantity.parse(limit)), Map.of("cpu", Quantity.parse(request)), Map.of());
  }

  @Test
  void setsTheLimitAsideWhereNothingIsRequested() {
    ResourceRequirements onlyLimit =
        new ResourceRequirements(Map.of("memory", Quantity.parse("1Gi")), Map.of(), Map.of());
    assertThat(onlyLimit.request("memory")).contains(Quantity.parse("1Gi"));
    assertThat(onlyLimit.request("cpu")).isEmpty();
    assertThat(onlyLimit.limit("memory")).contains(Quantity.parse("1Gi"));
    RoundTrip.inEveryCodec(ResourceRequirements.class, onlyLimit);
  }

  @Test
  void namesWhatContradictsItself() {
    Instant time = Instant.parse("2026-01-01T00:00:00Z");
    RunStatus odd =
        new RunStatus(
            Outcome.SUCCEEDED,
            FailureReason.UNKNOWN,
            null,
            null,
            time,
            time.minusSeconds(1),
            Map.of("x", RawJson.of("\"1\"")));
    assertThat(Schema.of(RunStatus.class).check(odd))
        .extracting(Violation::pointer)
        .containsExactly("/failure", "/finishedAt");
    RoundTrip.inEveryCodec(
        RunStatus.class,
        RunStatus.of(Outcome.FAILED, "OOMKilled", "m").between(time, time.plusNanos(1)));
  }
}
