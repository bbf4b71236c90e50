package io.kubernaut.types.health;

import static io.kubernaut.types.Documents.read;
import static io.kubernaut.types.Documents.tree;
import static io.kubernaut.types.Documents.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubernaut.types.Severity;
import io.kubernaut.types.schema.InvalidDocumentException;
import io.kubernaut.types.schema.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("BR-TYPE-007")
class FindingTest {

  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

  private static Finding finding(Severity severity, int score, double confidence) {
    return new Finding(
        "security.certificate-expiry",
        "orders.example.org",
        severity,
        score,
        confidence,
        "The certificate ends in 6 days",
        List.of(
            Finding.Fact.of("notAfter", "2026-02-06T12:00:00Z"), Finding.Fact.of("left", 6.5, "d")),
        List.of("Renew it"),
        List.of("SC-17"),
        NOON,
        Map.of());
  }

  @Test
  void isWrittenWithTheFactsItRestsOn() {
    Finding finding = finding(Severity.HIGH, 20, 1);

    String written = write(Finding.class, finding);

    assertThat(tree(written))
        .isEqualTo(
            tree(
                """
                {"kind":"security.certificate-expiry","subject":"orders.example.org",
                 "severity":"high","score":20,"confidence":1.0,
                 "summary":"The certificate ends in 6 days",
                 "evidence":[{"name":"notAfter","value":"2026-02-06T12:00:00Z"},
                             {"name":"left","value":6.5,"unit":"d"}],
                 "remedies":["Renew it"],"controls":["SC-17"],"time":"2026-01-31T12:00:00Z"}
                """));
    assertThat(read(Finding.class, written)).isEqualTo(finding);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "100, 1"})
  void takesScoresAndConfidencesAtTheirBounds(int score, double confidence) {
    Finding finding = finding(Severity.INFO, score, confidence);

    assertThat(Schema.of(Finding.class).require(finding)).isEqualTo(finding);
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
    assertThatThrownBy(
            () -> Schema.of(Finding.class).require(finding(Severity.INFO, score, confidence)))
        .isInstanceOf(InvalidDocumentException.class)
        .hasMessageContaining(pointer);
  }

  @Test
  void refusesAFindingWithoutEvidence() {
    String document =
        "{'kind':'a','subject':'b','severity':'info','score':1,'confidence':1,'summary':'c',"
            + "'time':'2026-01-31T12:00:00Z'}";

    assertThatThrownBy(() -> read(Finding.class, document))
        .isInstanceOf(InvalidDocumentException.class)
        .hasMessageContaining("/evidence");
  }

  @ParameterizedTest
  @CsvSource({"CRITICAL, DOWN", "HIGH, DOWN", "WARNING, DEGRADED", "INFO, UP"})
  void standsInTheHealthBodyAsACheck(Severity severity, HealthStatus status) {
    CheckResult check = finding(severity, 20, 0.5).toCheck();

    assertThat(check.status()).isEqualTo(status);
    assertThat(check.componentId()).isEqualTo("orders.example.org");
    assertThat(check.score()).isEqualTo(20);
    assertThat(check.confidence()).isEqualTo(0.5);
    assertThat(check.output()).isEqualTo("The certificate ends in 6 days");
    assertThat(check.time()).isEqualTo(NOON);
  }
}
