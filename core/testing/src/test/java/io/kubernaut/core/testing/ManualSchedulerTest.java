package io.kubernaut.core.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubernaut.core.runtime.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ManualSchedulerTest {

  private final TestClock clock = TestClock.create();
  private final ManualScheduler scheduler = ManualScheduler.seeded(clock, 42);
  private final List<String> journal = new ArrayList<>();

  private void note(String what) {
    journal.add(what + " at " + Duration.between(TestClock.START, clock.instant()).toSeconds());
  }

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }

  @Test
  void runsTasksInTheOrderOfTheirTimesWithTheClockShowingThem() {
    scheduler.once("late", seconds(20), () -> note("late"));
    scheduler.once("early", seconds(5), () -> note("early"));
    scheduler.every("often", seconds(8), () -> note("often"));
    scheduler.advance(seconds(20));
    assertThat(journal)
        .startsWith("early at 5", "often at 8", "often at 16")
        .contains("late at 20");
    assertThat(clock.instant()).isEqualTo(TestClock.START.plusSeconds(20));
    assertThat(scheduler.pending()).containsExactly("often");
    assertThat(scheduler.untilNext()).contains(seconds(4));
  }

  @Test
  void runsNothingByItself() {
    scheduler.once("now", Duration.ZERO, () -> note("now"));
    assertThat(journal).isEmpty();
    assertThat(scheduler.untilNext()).contains(Duration.ZERO);
    scheduler.runDue();
    assertThat(journal).containsExactly("now at 0");
    assertThat(scheduler.untilNext()).isEmpty();
  }

  @Test
  void runsWhatTasksAddOnTheWay() {
    scheduler.once(
        "first", seconds(1), () -> scheduler.once("second", seconds(1), () -> note("second")));
    scheduler.advance(seconds(2));
    assertThat(journal).containsExactly("second at 2");
  }

  @Test
  void aCancelledTaskRunsNoMore() {
    Scheduler.Scheduled[] self = new Scheduler.Scheduled[1];
    self[0] =
        scheduler.every(
            "twice",
            seconds(1),
            () -> {
              note("run");
              if (journal.size() == 2) {
                self[0].close();
              }
            });
    scheduler.once("never", seconds(1), () -> note("never")).close();
    scheduler.advance(seconds(10));
    assertThat(journal).containsExactly("run at 1", "run at 2");
  }

  @Test
  void keepsWhatTasksThrowAndGoesOn() {
    scheduler.every(
        "failing",
        seconds(1),
        () -> {
          note("run");
          throw new IllegalStateException("boom");
        });
    scheduler.advance(seconds(3));
    assertThat(journal).hasSize(3);
    assertThat(scheduler.failures()).hasSize(3).allSatisfy(f -> assertThat(f).hasMessage("boom"));
  }

  @Test
  void doesNotMakeUpForLateRuns() {
    scheduler.every(
        "slow",
        seconds(10),
        () -> {
          note("run");
          clock.advance(seconds(25));
        });
    scheduler.advance(seconds(40));
    assertThat(journal).containsExactly("run at 10", "run at 40");
  }

  @Test
  void oneSeedAlwaysGivesTheSameOrderAndOtherSeedsGiveOthers() {
    assertThat(order(7)).isEqualTo(order(7)).hasSize(20);
    assertThat(LongStream.range(0, 10).mapToObj(ManualSchedulerTest::order).distinct().count())
        .isGreaterThan(1);
  }

  private static List<Integer> order(long seed) {
    ManualScheduler scheduler = ManualScheduler.seeded(TestClock.create(), seed);
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      int number = i;
      scheduler.once("tie", seconds(1), () -> order.add(number));
    }
    scheduler.advance(seconds(1));
    return order;
  }

  @Test
  void aTaskCannotAdvanceTheSchedulerThatRunsIt() {
    scheduler.once("greedy", Duration.ZERO, () -> scheduler.advance(seconds(1)));
    scheduler.runDue();
    assertThat(scheduler.failures())
        .singleElement()
        .satisfies(
            failure ->
                assertThat(failure)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("A task cannot advance the scheduler that runs it"));
  }

  @Test
  void refusesTimesThatMakeNoSense() {
    assertThatThrownBy(() -> scheduler.once("a", seconds(-1), () -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid delay PT-1S of task \"a\": give zero or more.");
    assertThatThrownBy(() -> scheduler.every("b", Duration.ZERO, () -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid interval PT0S of task \"b\": give more than zero.");
    assertThatThrownBy(() -> scheduler.advance(seconds(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot advance by PT-1S: time goes forward.");
  }
}
