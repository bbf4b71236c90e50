package io.kubernaut.health.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.core.runtime.OverloadException;
import io.kubernaut.core.runtime.Scheduler;
import io.kubernaut.core.testing.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("BR-HEALTH-002")
class AgendaTest {

  private static final long MILLI = 1_000_000;

  private final TestClock clock = TestClock.create();
  private final Hand scheduler = new Hand();
  private final Agenda agenda = new Agenda("test", scheduler, clock);
  private final List<String> done = new ArrayList<>();

  /** A scheduler that does nothing by itself, and may refuse. */
  private static final class Hand implements Scheduler {

    private final List<Runnable> wakes = new ArrayList<>();
    private int open;
    private int refusals;

    @Override
    public Scheduled once(String name, Duration delay, Runnable task) {
      if (refusals-- > 0) {
        throw new OverloadException("scheduler", 1);
      }
      wakes.add(task);
      open++;
      return () -> open--;
    }

    @Override
    public Scheduled every(String name, Duration interval, Runnable task) {
      throw new AssertionError("The agenda asks for one turn at a time.");
    }

    void wake(int number) {
      wakes.get(number).run();
    }
  }

  private void note(long millis, String what) {
    agenda.at(millis * MILLI, () -> done.add(what));
  }

  @Test
  void aRefusedWakeIsAskedForAgainWithTheNextEntry() {
    scheduler.refusals = 1;
    note(10, "first");
    assertThat(scheduler.wakes).isEmpty();

    note(20, "second");
    clock.advance(Duration.ofMillis(20));
    scheduler.wake(0);

    assertThat(done).containsExactly("first", "second");
  }

  @Test
  void aRefusalAtTheEndOfATurnDoesNotEndTheNextOnes() {
    note(10, "first");
    note(20, "second");
    clock.advance(Duration.ofMillis(10));
    scheduler.refusals = 1;
    scheduler.wake(0);
    assertThat(done).containsExactly("first");

    note(30, "third");
    clock.advance(Duration.ofMillis(20));
    scheduler.wake(1);

    assertThat(done).containsExactly("first", "second", "third");
  }

  @Test
  void aRefusedEarlierWakeLeavesTheLaterOne() {
    note(20, "second");
    scheduler.refusals = 1;
    note(10, "first");
    assertThat(scheduler.open).isEqualTo(1);

    clock.advance(Duration.ofMillis(20));
    scheduler.wake(0);

    assertThat(done).containsExactly("first", "second");
  }

  @Test
  void aWakeThatWasReplacedButRunsAlreadyStartsNoSecondChain() {
    note(20, "second");
    note(10, "first");
    note(30, "third");
    clock.advance(Duration.ofMillis(20));

    scheduler.wake(0); // could not be stopped any more
    assertThat(done).isEmpty();
    assertThat(scheduler.wakes).hasSize(2);

    scheduler.wake(1);
    assertThat(done).containsExactly("first", "second");
    assertThat(scheduler.wakes).as("one wake for the third").hasSize(3);
  }

  @Test
  void whatAnEntryDelaysIsLag() {
    agenda.at(0, () -> clock.advance(Duration.ofSeconds(3)));
    note(1_000, "late");
    scheduler.wake(0);

    assertThat(done).containsExactly("late");
    assertThat(agenda.lag()).isEqualTo(Duration.ofSeconds(2));
  }
}
