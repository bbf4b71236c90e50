package io.kubernaut.health.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.health.checks.Rollup.Member;
import io.kubernaut.types.Criticality;
import io.kubernaut.types.Decision;
import io.kubernaut.types.health.HealthStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("BR-HEALTH-004")
class RollupTest {

  /** A heavy member that is well, so that the rule of the majority does not decide. */
  private static final List<Member> WELL =
      List.of(
          member("a", HealthStatus.UP, Criticality.CRITICAL, false),
          member("b", HealthStatus.UP, Criticality.CRITICAL, false));

  @ParameterizedTest(name = "{0} {1} is UP {2}, DEGRADED {3}, UNKNOWN {4}, DOWN {5}")
  @CsvSource({
    "CRITICAL, false, UP, DEGRADED, UNKNOWN, DOWN",
    "HIGH, false, UP, DEGRADED, UNKNOWN, DOWN",
    "MEDIUM, false, UP, DEGRADED, DEGRADED, DEGRADED",
    "LOW, false, UP, UP, UP, DEGRADED",
    "CRITICAL, true, UP, DEGRADED, DEGRADED, DEGRADED",
    "HIGH, true, UP, DEGRADED, DEGRADED, DEGRADED",
    "MEDIUM, true, UP, DEGRADED, DEGRADED, DEGRADED",
    "LOW, true, UP, UP, UP, DEGRADED",
  })
  void contributesAsTheTableSays(
      Criticality criticality,
      boolean optional,
      HealthStatus up,
      HealthStatus degraded,
      HealthStatus unknown,
      HealthStatus down) {
    Map<HealthStatus, HealthStatus> expected =
        Map.of(
            HealthStatus.UP, up,
            HealthStatus.DEGRADED, degraded,
            HealthStatus.UNKNOWN, unknown,
            HealthStatus.DOWN, down);
    for (HealthStatus status : HealthStatus.values()) {
      List<Member> all = new ArrayList<>(WELL);
      all.add(member("c", status, criticality, optional));
      assertThat(Rollup.of(all).status())
          .as("%s, optional %s, %s", criticality, optional, status)
          .isEqualTo(expected.get(status));
    }
  }

  @ParameterizedTest(name = "{0} of 4 medium members down, the others up: {1}, score {2}")
  @CsvSource({"0, UP, 100", "1, DEGRADED, 75", "2, DOWN, 49", "3, DOWN, 25", "4, DOWN, 0"})
  void halfOfTheWeightDownIsDown(int down, HealthStatus status, int score) {
    List<Member> members = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      HealthStatus each = i < down ? HealthStatus.DOWN : HealthStatus.UP;
      members.add(member("m" + i, each, Criticality.MEDIUM, false));
    }
    Rollup rollup = Rollup.of(members);
    assertThat(rollup.status()).isEqualTo(status);
    assertThat(rollup.score()).isEqualTo(score);
  }

  @Test
  void nothingIsUp() {
    assertThat(Rollup.of(List.of()).status()).isEqualTo(HealthStatus.UP);
    assertThat(Rollup.of(List.of()).score()).isEqualTo(100);
  }

  @Test
  void optionalMembersHaveNoMajority() {
    List<Member> members =
        List.of(
            member("a", HealthStatus.DOWN, Criticality.CRITICAL, true),
            member("b", HealthStatus.UP, Criticality.LOW, false));
    assertThat(Rollup.of(members).status()).isEqualTo(HealthStatus.DEGRADED);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void improvingAMemberNeverWorsensTheWhole(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 2_000; round++) {
      List<Member> members = new ArrayList<>();
      for (int i = 0; i <= random.nextInt(12); i++) {
        members.add(random(i, random));
      }
      int at = random.nextInt(members.size());
      Member before = members.get(at);
      List<Member> better = new ArrayList<>(members);
      better.set(
          at,
          new Member(
              before.name(),
              Chance.notWorse(before.status(), random),
              before.criticality(),
              before.optional(),
              before.score() + random.nextInt(101 - before.score())));
      Rollup one = Rollup.of(members);
      Rollup other = Rollup.of(better);
      String where = "seed " + seed + ", round " + round + ": " + members + " to " + better.get(at);
      assertThat(other.status()).as(where).isLessThanOrEqualTo(one.status());
      assertThat(other.score()).as(where).isGreaterThanOrEqualTo(one.score());
    }
  }

  @Test
  void explainsWhichMemberDecided() {
    List<Member> all = new ArrayList<>(WELL);
    all.add(member("slow", HealthStatus.DEGRADED, Criticality.CRITICAL, false));
    all.add(member("cache", HealthStatus.DOWN, Criticality.HIGH, true));
    all.add(member("db", HealthStatus.DOWN, Criticality.HIGH, false));

    Decision decision = Rollup.of(all).explain("orders", Instant.EPOCH);

    assertThat(decision.kind()).isEqualTo("health.rollup");
    assertThat(decision.subject()).isEqualTo("orders");
    assertThat(decision.chosen()).isEqualTo("DOWN");
    assertThat(decision.reason())
        .isEqualTo("\"db\" is DOWN and contributes DOWN; no member contributes worse.");
    assertThat(decision.evidence())
        .containsEntry("db", "DOWN, high, contributes DOWN")
        .containsEntry("cache", "DOWN, high, optional, contributes DEGRADED")
        .containsEntry("slow", "DEGRADED, critical, contributes DEGRADED")
        .hasSize(3);
  }

  private static Member random(int number, SplittableRandom random) {
    return new Member(
        "m" + number,
        Chance.status(random),
        Chance.criticality(random),
        random.nextBoolean(),
        random.nextInt(101));
  }

  private static Member member(
      String name, HealthStatus status, Criticality criticality, boolean optional) {
    return new Member(name, status, criticality, optional, status == HealthStatus.UP ? 100 : 0);
  }
}
