package io.kubernaut.types.workflow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kubernaut.types.RoundTrip;
import io.kubernaut.types.container.Outcome;
import io.kubernaut.types.container.RunStatus;
import io.kubernaut.types.kubernetes.Manifests;
import io.kubernaut.types.schema.Codecs;
import io.kubernaut.types.schema.InvalidDocumentException;
import io.kubernaut.types.schema.Schema;
import io.kubernaut.types.schema.Violation;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("BR-TYPE-017")
class WorkflowTest {

  private static final Instant NOW = Instant.parse("2026-01-31T10:00:00Z");
  private static final Deadline HOUR = Deadline.in(Duration.ofHours(1), NOW);

  static Stream<Arguments> machines() {
    return Stream.of(
        Arguments.of(
            WorkflowState.class,
            """
            DRAFT ACTIVE ARCHIVED
            ACTIVE DISABLED DEPRECATED ARCHIVED
            DISABLED ACTIVE ARCHIVED
            DEPRECATED ACTIVE ARCHIVED
            ARCHIVED
            """),
        Arguments.of(
            ExecutionState.class,
            """
            PENDING RUNNING WAITING TIMED_OUT CANCELLED
            RUNNING WAITING SUSPENDED SUCCEEDED FAILED TIMED_OUT CANCELLED
            WAITING RUNNING FAILED TIMED_OUT CANCELLED
            SUSPENDED RUNNING TIMED_OUT CANCELLED
            SUCCEEDED
            FAILED
            TIMED_OUT
            CANCELLED
            """),
        Arguments.of(
            StepState.class,
            """
            PENDING RUNNING SKIPPED TIMED_OUT CANCELLED
            RUNNING RETRYING SUCCEEDED FAILED TIMED_OUT CANCELLED
            RETRYING RUNNING FAILED TIMED_OUT CANCELLED
            SUCCEEDED
            FAILED
            SKIPPED
            TIMED_OUT
            CANCELLED
            """),
        Arguments.of(
            ApprovalState.class,
            """
            PENDING APPROVED REJECTED EXPIRED WITHDRAWN
            APPROVED
            REJECTED
            EXPIRED
            WITHDRAWN
            """));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("machines")
  <S extends Enum<S> & State<S>> void goesTheLegalWaysAndNoOthers(Class<S> machine, String table) {
    Map<String, Set<String>> legal =
        table
            .lines()
            .map(line -> List.of(line.split(" ")))
            .collect(
                Collectors.toMap(
                    line -> line.get(0), line -> Set.copyOf(line.subList(1, line.size()))));
    assertThat(Arrays.stream(machine.getEnumConstants()).map(Enum::name))
        .containsExactlyInAnyOrderElementsOf(legal.keySet());
    for (S from : machine.getEnumConstants()) {
      assertThat(from.isFinal()).isEqualTo(legal.get(from.name()).isEmpty());
      for (S to : machine.getEnumConstants()) {
        if (legal.get(from.name()).contains(to.name())) {
          assertThat(from.become(to)).isEqualTo(to);
        } else {
          assertThatIllegalStateException()
              .isThrownBy(() -> from.become(to))
              .withMessageStartingWith("Cannot go from " + from + " to " + to + ".");
        }
      }
    }
  }

  @Test
  void saysWhereOneCanGo() {
    assertThatIllegalStateException()
        .isThrownBy(() -> StepState.RETRYING.become(StepState.SUCCEEDED))
        .withMessage(
            "Cannot go from RETRYING to SUCCEEDED. From here one can go to [RUNNING, FAILED,"
                + " TIMED_OUT, CANCELLED].");
    assertThat(WorkflowState.DEPRECATED.isRunnable()).isTrue();
    assertThat(WorkflowState.DISABLED.isRunnable()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    // Berlin skips an hour on 2026-03-29, New York repeats one on 2026-11-01; a moment does not
    // care.
    "Europe/Berlin, 2026-03-29T01:30, 2026-03-29T03:30",
    "America/New_York, 2026-11-01T00:30, 2026-11-01T01:30",
    "Asia/Kathmandu, 2026-06-01T12:00, 2026-06-01T13:00",
    "Pacific/Apia, 2026-01-01T23:30, 2026-01-02T00:30"
  })
  void isTheSameMomentInEveryZone(ZoneId zone, String start, String end) {
    Instant begin = ZonedDateTime.of(java.time.LocalDateTime.parse(start), zone).toInstant();
    Deadline deadline = Deadline.in(Duration.ofHours(1), begin);

    assertThat(deadline.at().atZone(zone).toLocalDateTime()).hasToString(end);
    String offset = deadline.at().atZone(zone).toOffsetDateTime().toString();
    assertThat(Deadline.parse(offset)).isEqualTo(deadline);
    assertThat(Deadline.parse(deadline.toString())).isEqualTo(deadline);
    assertThat(deadline.left(begin)).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void isNeverExtendedOnTheWayDown() {
    Instant late = NOW.plus(Duration.ofMinutes(50));

    assertThat(HOUR.child(Duration.ofMinutes(5), NOW))
        .isEqualTo(Deadline.in(Duration.ofMinutes(5), NOW));
    assertThat(HOUR.child(Duration.ofMinutes(30), late)).isEqualTo(HOUR);
    assertThat(HOUR.left(late)).isEqualTo(Duration.ofMinutes(10));
    assertThat(HOUR.left(HOUR.at().plusNanos(1))).isZero();
    assertThat(HOUR.isOver(HOUR.at().minusNanos(1))).isFalse();
    assertThat(HOUR.isOver(HOUR.at())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "tomorrow", "2026-01-31T10:00:00", "2026-01-31"})
  void refusesDeadlinesWithoutAnOffset(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Deadline.parse(text))
        .withMessageStartingWith("Not a deadline: \"" + text + "\".");
  }

  private static Execution run() {
    return new Execution(
        "run-1",
        "restart:1",
        Engine.TEKTON,
        ExecutionState.PENDING,
        HOUR,
        null,
        null,
        null,
        List.of(Step.pending("check"), Step.pending("restart")),
        Map.of());
  }

  @Test
  void runsItsStepsWithinItsDeadline() {
    Instant late = NOW.plus(Duration.ofMinutes(55));
    Execution run = run().become(ExecutionState.RUNNING, NOW, null);
    run = run.step("check", StepState.RUNNING, Duration.ofMinutes(5), NOW, null);
    run = run.step("check", StepState.RETRYING, Duration.ofMinutes(5), NOW, "flaky");
    run = run.step("check", StepState.RUNNING, Duration.ofMinutes(5), NOW, null);
    run = run.step("check", StepState.SUCCEEDED, Duration.ofMinutes(5), late, null);
    run = run.step("restart", StepState.RUNNING, Duration.ofMinutes(30), late, null);

    assertThat(run.steps().get(0).attempt()).isEqualTo(2);
    assertThat(run.steps().get(0).startedAt()).isEqualTo(NOW);
    assertThat(run.steps().get(0).finishedAt()).isEqualTo(late);
    assertThat(run.steps().get(1).deadline()).isEqualTo(HOUR);
    RoundTrip.inEveryCodec(Execution.class, run);
    Execution done = run.become(ExecutionState.SUCCEEDED, late, null);
    RoundTrip.inEveryCodec(Execution.class, done);
    assertThatIllegalStateException()
        .isThrownBy(
            () -> done.step("restart", StepState.SUCCEEDED, Duration.ofMinutes(1), late, null))
        .withMessage("Run \"run-1\" has ended as SUCCEEDED. Start another.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> run().step("nap", StepState.RUNNING, Duration.ofMinutes(1), NOW, null))
        .withMessage("Run \"run-1\" has no step \"nap\". It has [check, restart].");
  }

  @Test
  void isGivenUpWhenItsDeadlinePasses() {
    assertThat(run().expire(HOUR.at().minusNanos(1))).isEqualTo(run());
    Execution over = run().expire(HOUR.at());
    assertThat(over.state()).isEqualTo(ExecutionState.TIMED_OUT);
    assertThat(over.reason()).isEqualTo("deadline 2026-01-31T11:00:00Z passed");
    assertThat(over.expire(HOUR.at().plusSeconds(1))).isEqualTo(over);
  }

  @Test
  void followsWhatItsEngineSays() {
    RunStatus running = RunStatus.of(Outcome.RUNNING, null, null);
    RunStatus failed = RunStatus.of(Outcome.FAILED, "OOMKilled", "m");

    assertThat(run().follow(running, NOW).startedAt()).isEqualTo(NOW);
    assertThat(run().follow(failed, NOW))
        .satisfies(
            ended -> {
              assertThat(ended.state()).isEqualTo(ExecutionState.FAILED);
              assertThat(ended.startedAt()).isEqualTo(NOW);
              assertThat(ended.reason()).isEqualTo("OOMKilled");
              assertThat(ended.follow(running, NOW)).isEqualTo(ended);
            });
  }

  @ParameterizedTest
  @CsvSource({
    "PENDING, PENDING", "RUNNING, RUNNING", "UNKNOWN, RUNNING", "SUSPENDED, SUSPENDED",
    "SUCCEEDED, SUCCEEDED", "FAILED, FAILED", "TIMED_OUT, TIMED_OUT", "CANCELLED, CANCELLED"
  })
  void mapsEveryOutcome(Outcome outcome, ExecutionState state) {
    assertThat(ExecutionState.of(outcome)).isEqualTo(state);
  }

  @Test
  void asksThreeEngines() {
    String tekton =
        "{\"apiVersion\":\"tekton.dev/v1\",\"kind\":\"PipelineRun\",\"metadata\":{},\"status\":{\"conditions\":[{\"type\":\"Succeeded\",\"status\":\"True\"}]}}";
    String job =
        "{\"apiVersion\":\"batch/v1\",\"kind\":\"Job\",\"metadata\":{},\"status\":{\"conditions\":[{\"type\":\"Failed\",\"status\":\"True\",\"reason\":\"DeadlineExceeded\"}]}}";

    assertThat(Engine.TEKTON.status(Manifests.json(tekton.getBytes(UTF_8))).outcome())
        .isEqualTo(Outcome.SUCCEEDED);
    assertThat(Engine.JOB.status(Manifests.json(job.getBytes(UTF_8))).outcome())
        .isEqualTo(Outcome.TIMED_OUT);
    assertThat(Engine.ansible("canceled", null).outcome()).isEqualTo(Outcome.CANCELLED);
    assertThat(Engine.ansible("dreaming", null).outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Engine.TEKTON.status(Manifests.json(job.getBytes(UTF_8))))
        .withMessage("A Job of batch/v1 is no run of the engine tekton. Give its own kind of run.");
  }

  @Test
  void takesSilenceForRefusal() {
    Approval asked =
        new Approval("a", "May I?", ApprovalState.PENDING, HOUR, null, null, null, Map.of());

    assertThat(asked.answer(true, "ada", NOW, "fine"))
        .satisfies(
            answered -> {
              assertThat(answered.state()).isEqualTo(ApprovalState.APPROVED);
              assertThat(answered.expire(HOUR.at())).isEqualTo(answered);
              assertThatIllegalStateException()
                  .isThrownBy(() -> answered.answer(false, "bob", NOW, null));
              RoundTrip.inEveryCodec(Approval.class, answered);
            });
    assertThat(asked.answer(true, "ada", HOUR.at(), "late").state())
        .isEqualTo(ApprovalState.EXPIRED);
    assertThat(asked.expire(HOUR.at()).state()).isEqualTo(ApprovalState.EXPIRED);
    assertThat(asked.expire(NOW)).isEqualTo(asked);
  }

  @Test
  void namesWhatContradictsItself() {
    Execution odd =
        new Execution(
            "r",
            "w",
            Engine.JOB,
            ExecutionState.SUCCEEDED,
            HOUR,
            null,
            null,
            null,
            List.of(Step.pending("s").by(Deadline.in(Duration.ofHours(2), NOW))),
            Map.of());
    assertThat(Schema.of(Execution.class).check(odd))
        .extracting(Violation::pointer)
        .containsExactly("/finishedAt", "/steps/0/deadline");
    Approval anonymous =
        new Approval("a", "q", ApprovalState.APPROVED, HOUR, null, NOW, null, Map.of());
    assertThat(Schema.of(Approval.class).check(anonymous))
        .extracting(Violation::pointer)
        .containsExactly("/decidedBy");
  }

  @Test
  void namesTheTasksOfADefinition() {
    WorkflowDefinition definition =
        definition(
            "do: [{a: {set: {x: 1}}}, {b: {for: {in: .x}, do: [{c: {wait: {seconds: 1}}}]}}]");
    assertThat(definition.list())
        .containsExactly(
            new WorkflowDefinition.Task("a", TaskKind.SET),
            new WorkflowDefinition.Task("b", TaskKind.FOR));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "do: [] | /do",
        "do: [{a: {set: {}}, b: {set: {}}}] | /do/0",
        "do: [{a: {dance: {}}}] | /do/0/a"
      })
  void refusesOtherDefinitions(String tasks, String pointer) {
    InvalidDocumentException refused =
        catchThrowableOfType(InvalidDocumentException.class, () -> definition(tasks));
    assertThat(refused.violations()).extracting(Violation::pointer).containsExactly(pointer);
  }

  private static WorkflowDefinition definition(String tasks) {
    String yaml = "document: {dsl: 1.0.3, namespace: test, name: n, version: 0.1.0}\n" + tasks;
    return Codecs.yaml(WorkflowDefinition.class).read(yaml.getBytes(UTF_8));
  }
}
