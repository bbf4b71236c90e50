package io.kubernaut.health.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.types.health.HealthStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("BR-HEALTH-003")
class DiagnosisTest {

  private record Known(HealthStatus own, long ownSince) implements Diagnosis.Standing {}

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void everyTroubleHasACauseBelowItAndNoCauseIsAFollower(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 100; round++) {
      String where = "seed " + seed + ", round " + round;
      Graph graph = graph(random);
      HealthStatus[] own = statuses(graph.size(), random);
      Diagnosis diagnosis = diagnosis(graph, own);
      for (int number = 0; number < graph.size(); number++) {
        boolean well = diagnosis.effective(number) == HealthStatus.UP;
        boolean cause = diagnosis.causes().contains(number);
        boolean follower = !diagnosis.impactedBy(number).isEmpty();
        assertThat(Arrays.asList(well, cause, follower).stream().filter(x -> x).count())
            .as("%s, check %d is well, a cause or a follower", where, number)
            .isEqualTo(1);
        if (follower) {
          assertThat(diagnosis.causes())
              .as(where)
              .contains(number(graph, diagnosis.impactedBy(number).get(0)));
        }
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  @Tag("BR-HEALTH-004")
  void improvingAChildNeverWorsensAParent(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 200; round++) {
      Graph graph = graph(random);
      HealthStatus[] own = statuses(graph.size(), random);
      HealthStatus[] better = own.clone();
      int improved = random.nextInt(graph.size());
      better[improved] = Chance.notWorse(own[improved], random);
      Diagnosis before = diagnosis(graph, own);
      Diagnosis after = diagnosis(graph, better);
      for (int number = 0; number < graph.size(); number++) {
        assertThat(after.effective(number))
            .as("seed %d, round %d, check %d", seed, round, number)
            .isLessThanOrEqualTo(before.effective(number));
      }
    }
  }

  @Test
  void ofSeveralCausesTheWorstComesFirstThenTheOneWithMostFollowers() {
    Graph graph =
        Graph.of(
            List.of(
                check("slow"),
                check("dead"),
                check("deadly"),
                check("spare").optional(),
                check("x").dependsOn("deadly"),
                check("y").dependsOn("deadly", "slow"),
                check("z").dependsOn("dead", "slow", "spare")));
    HealthStatus[] own = new HealthStatus[graph.size()];
    Arrays.fill(own, HealthStatus.UP);
    own[number(graph, "slow")] = HealthStatus.DEGRADED;
    own[number(graph, "dead")] = HealthStatus.DOWN;
    own[number(graph, "deadly")] = HealthStatus.DOWN;
    own[number(graph, "spare")] = HealthStatus.DOWN;

    Diagnosis diagnosis = diagnosis(graph, own);

    assertThat(diagnosis.causes())
        .extracting(number -> graph.check(number).name())
        .containsExactly("deadly", "dead", "spare", "slow");
    assertThat(diagnosis.followers(0)).isEqualTo(2);
    assertThat(diagnosis.impactedBy(number(graph, "z"))).containsExactly("dead", "spare", "slow");
    assertThat(diagnosis.effective(number(graph, "z"))).isEqualTo(HealthStatus.DOWN);
  }

  @Test
  void whatIsWorseThanItsDependenciesIsACauseOfItsOwn() {
    Graph graph =
        Graph.of(
            List.of(check("db"), check("cache"), check("orders").dependsOn("db").uses("cache")));
    HealthStatus[] own = {HealthStatus.DEGRADED, HealthStatus.DOWN, HealthStatus.DOWN};

    Diagnosis diagnosis = diagnosis(graph, own);

    assertThat(diagnosis.causes()).containsExactlyInAnyOrder(0, 1, 2);
    assertThat(diagnosis.impactedBy(2)).isEmpty();
  }

  // Making graphs

  private static HealthCheck check(String name) {
    return HealthCheck.named(name, () -> true);
  }

  private static int number(Graph graph, String name) {
    return graph.checks().stream().map(HealthCheck::name).toList().indexOf(name);
  }

  private static Diagnosis diagnosis(Graph graph, HealthStatus[] own) {
    List<Known> standings = new ArrayList<>();
    for (HealthStatus status : own) {
      standings.add(new Known(status, 0));
    }
    assertThat(standings).hasSize(graph.size());
    return Diagnosis.of(graph, standings);
  }

  private static HealthStatus[] statuses(int size, SplittableRandom random) {
    HealthStatus[] own = new HealthStatus[size];
    for (int i = 0; i < size; i++) {
      own[i] = random.nextInt(3) > 0 ? HealthStatus.UP : Chance.status(random);
    }
    return own;
  }

  private static Graph graph(SplittableRandom random) {
    List<HealthCheck> checks = new ArrayList<>();
    int size = 2 + random.nextInt(20);
    for (int i = 0; i < size; i++) {
      HealthCheck check = check("c" + i).criticality(Chance.criticality(random));
      for (int j = 0; j < i; j++) {
        if (random.nextInt(4) == 0) {
          check = random.nextInt(3) == 0 ? check.uses("c" + j) : check.dependsOn("c" + j);
        }
      }
      checks.add(random.nextInt(5) == 0 ? check.optional() : check);
    }
    return Graph.of(checks);
  }
}
