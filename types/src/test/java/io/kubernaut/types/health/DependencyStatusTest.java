package io.kubernaut.types.health;

import static io.kubernaut.types.Documents.read;
import static io.kubernaut.types.Documents.tree;
import static io.kubernaut.types.Documents.write;
import static io.kubernaut.types.health.HealthStatus.DEGRADED;
import static io.kubernaut.types.health.HealthStatus.DOWN;
import static io.kubernaut.types.health.HealthStatus.UP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubernaut.types.Criticality;
import io.kubernaut.types.schema.InvalidDocumentException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("BR-TYPE-007")
class DependencyStatusTest {

  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

  private static CheckResult check(HealthStatus status, int second) {
    return CheckResult.builder(status, NOON.plusSeconds(second))
        .component("datastore", "pg-1")
        .criticality(Criticality.CRITICAL)
        .score(40, 0.5)
        .build();
  }

  @Test
  void holdsTheLatestCheckAsItStandsInTheHealthBody() {
    DependencyStatus status =
        DependencyStatus.of("orders-db", Need.REQUIRED, check(DOWN, 0)).then(check(DOWN, 30));

    String written = write(DependencyStatus.class, status);

    assertThat(tree(written))
        .isEqualTo(
            tree(
                """
                {"name":"orders-db","need":"required","since":"2026-01-31T12:00:00Z","streak":2,
                 "latest":{"componentId":"pg-1","componentType":"datastore","status":"fail",
                   "time":"2026-01-31T12:00:30Z","criticality":"critical","score":40,
                   "confidence":0.5}}
                """));
    assertThat(read(DependencyStatus.class, written)).isEqualTo(status);
  }

  @Test
  void countsNoFurtherThanANumberGoes() {
    DependencyStatus last =
        new DependencyStatus(
            "orders-db", Need.REQUIRED, check(UP, 0), NOON, Integer.MAX_VALUE, Map.of());

    assertThat(last.then(check(UP, 30)).streak()).isEqualTo(Integer.MAX_VALUE);
    assertThat(last.then(check(DOWN, 30)).streak()).isEqualTo(1);
  }

  @Test
  void beginsAgainWhenTheStatusChanges() {
    DependencyStatus status =
        DependencyStatus.of("orders-db", Need.REQUIRED, check(DOWN, 0))
            .then(check(DOWN, 30))
            .then(check(UP, 60));

    assertThat(status.status()).isEqualTo(UP);
    assertThat(status.streak()).isEqualTo(1);
    assertThat(status.since()).isEqualTo(NOON.plusSeconds(60));
  }

  @ParameterizedTest
  @CsvSource({
    "REQUIRED, UP, UP",
    "REQUIRED, DEGRADED, DEGRADED",
    "REQUIRED, UNKNOWN, UNKNOWN",
    "REQUIRED, DOWN, DOWN",
    "OPTIONAL, UP, UP",
    "OPTIONAL, DEGRADED, DEGRADED",
    "OPTIONAL, UNKNOWN, DEGRADED",
    "OPTIONAL, DOWN, DEGRADED",
    "INFORMATIONAL, UP, UP",
    "INFORMATIONAL, DEGRADED, UP",
    "INFORMATIONAL, UNKNOWN, UP",
    "INFORMATIONAL, DOWN, UP"
  })
  void passesOnWhatIsNeeded(Need need, HealthStatus dependency, HealthStatus dependant) {
    assertThat(DependencyStatus.of("a", need, check(dependency, 0)).passedOn())
        .isEqualTo(dependant);
  }

  // A dependency that gets better never makes who depends on it worse.
  @ParameterizedTest
  @EnumSource
  void passesOnInOrder(Need need) {
    for (HealthStatus better : HealthStatus.values()) {
      for (HealthStatus worse : HealthStatus.values()) {
        if (better.compareTo(worse) <= 0) {
          assertThat(need.passOn(better)).isLessThanOrEqualTo(need.passOn(worse));
        }
      }
    }
  }

  @Test
  void isUnknownIfTheCheckDoesNotSay() {
    DependencyStatus status =
        read(DependencyStatus.class, "{'name':'a','need':'optional','latest':{},'streak':1}");

    assertThat(status.status()).isEqualTo(HealthStatus.UNKNOWN);
    assertThat(status.passedOn()).isEqualTo(DEGRADED);
  }

  @Test
  void refusesToBeSoSinceAfterTheCheckAndRangesBelow() {
    String document =
        "{'name':'a','need':'required','since':'2026-01-31T12:00:01Z','streak':1,"
            + "'latest':{'time':'2026-01-31T12:00:00Z'}}";
    String outOfRange =
        "{'name':'a','need':'required','streak':1,'latest':{'score':101,'confidence':2}}";

    assertThatThrownBy(() -> read(DependencyStatus.class, document))
        .isInstanceOf(InvalidDocumentException.class)
        .hasMessageContaining("/since")
        .hasMessageContaining("must not be after the latest check 2026-01-31T12:00:00Z");
    assertThatThrownBy(() -> read(DependencyStatus.class, outOfRange))
        .isInstanceOf(InvalidDocumentException.class)
        .hasMessageContaining("/latest/score")
        .hasMessageContaining("/latest/confidence");
  }
}
