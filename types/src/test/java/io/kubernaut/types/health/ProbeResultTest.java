package io.kubernaut.types.health;

import static io.kubernaut.types.Documents.read;
import static io.kubernaut.types.Documents.tree;
import static io.kubernaut.types.Documents.write;
import static io.kubernaut.types.health.HealthStatus.DEGRADED;
import static io.kubernaut.types.health.HealthStatus.DOWN;
import static io.kubernaut.types.health.HealthStatus.UNKNOWN;
import static io.kubernaut.types.health.HealthStatus.UP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubernaut.types.schema.InvalidDocumentException;
import io.kubernaut.types.schema.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("BR-TYPE-007")
class ProbeResultTest {

  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

  @Test
  void isWrittenInTheWordsOfKubernetesAndOfTheHealthBody() {
    ProbeResult result =
        ProbeResult.of(ProbeKind.READINESS, DOWN, NOON)
            .failing(List.of("orders-db", "orders"))
            .output("no connection within 2 s")
            .took(Duration.ofSeconds(2))
            .score(0, 0.9);

    String written = write(ProbeResult.class, result);

    assertThat(tree(written))
        .isEqualTo(
            tree(
                """
                {"kind":"readiness","status":"fail","time":"2026-01-31T12:00:00Z","took":"PT2S",
                 "streak":1,"score":0,"confidence":0.9,"output":"no connection within 2 s",
                 "failing":["orders-db","orders"]}
                """));
    assertThat(read(ProbeResult.class, written)).isEqualTo(result);
  }

  @ParameterizedTest
  @CsvSource({"LIVENESS, /healthz", "READINESS, /readyz", "STARTUP, /startupz"})
  void isAskedAtThePathOfItsKind(ProbeKind kind, String path) {
    assertThat(kind.path()).isEqualTo(path);
  }

  @Test
  void countsPassesAndFailuresInARow() {
    List<HealthStatus> answers = List.of(UP, DEGRADED, DOWN, DOWN, UNKNOWN, UP, UP);

    List<Integer> streaks =
        IntStream.range(0, answers.size())
            .mapToObj(i -> counted(answers.subList(0, i + 1)))
            .toList();

    assertThat(streaks).containsExactly(1, 2, 1, 2, 3, 1, 2);
  }

  @Test
  void countsNoFurtherThanANumberGoes() {
    ProbeResult last =
        new ProbeResult(
            ProbeKind.LIVENESS,
            UP,
            NOON,
            null,
            Integer.MAX_VALUE,
            null,
            null,
            null,
            List.of(),
            Map.of());

    assertThat(ProbeResult.of(ProbeKind.LIVENESS, UP, NOON).after(last).streak())
        .isEqualTo(Integer.MAX_VALUE);
  }

  private static int counted(List<HealthStatus> answers) {
    Stream<ProbeResult> results =
        answers.stream().map(answer -> ProbeResult.of(ProbeKind.LIVENESS, answer, NOON));
    return results.reduce((before, next) -> next.after(before)).orElseThrow().streak();
  }

  @ParameterizedTest
  @CsvSource({"UP, true", "DEGRADED, true", "UNKNOWN, false", "DOWN, false"})
  void isPassedIfItServes(HealthStatus status, boolean isPassed) {
    assertThat(ProbeResult.of(ProbeKind.STARTUP, status, NOON).isPassed()).isEqualTo(isPassed);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "100, 1", "1, 0.001"})
  void takesScoresAndConfidencesAtTheirBounds(int score, double confidence) {
    ProbeResult result = ProbeResult.of(ProbeKind.LIVENESS, UP, NOON).score(score, confidence);

    assertThat(read(ProbeResult.class, write(ProbeResult.class, result))).isEqualTo(result);
  }

  @ParameterizedTest
  @CsvSource({
    "-1, 0.5, /score",
    "101, 0.5, /score",
    "50, -0.001, /confidence",
    "50, 1.001, /confidence",
    "50, NaN, /confidence"
  })
  void refusesScoresAndConfidencesOutOfRange(int score, double confidence, String pointer) {
    ProbeResult result = ProbeResult.of(ProbeKind.LIVENESS, UP, NOON).score(score, confidence);

    assertThatThrownBy(() -> Schema.of(ProbeResult.class).require(result))
        .isInstanceOf(InvalidDocumentException.class)
        .hasMessageContaining(pointer);
  }

  @Test
  void refusesAnotherKindAndAStreakOfNone() {
    String document = "{'kind':'deep','status':'pass','time':'2026-01-31T12:00:00Z','streak':0}";

    assertThatThrownBy(() -> read(ProbeResult.class, document))
        .isInstanceOf(InvalidDocumentException.class)
        .hasMessageContaining("/kind")
        .hasMessageContaining("/streak");
  }
}
