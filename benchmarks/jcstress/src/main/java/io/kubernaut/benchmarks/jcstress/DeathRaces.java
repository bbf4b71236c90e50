package io.kubernaut.benchmarks.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.kubernaut.metrics.registry.KubernautMeterRegistry;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJJ_Result;
import org.openjdk.jcstress.infra.results.JJ_Result;

/** What a thread wrote stays when it dies, and is never seen twice or not at all meanwhile. */
public class DeathRaces {

  /** Cells of a dead thread are folded while others read and write. */
  @JCStressTest
  @Outcome(
      id = {"0, 0, 1", "0, 1, 1", "1, 1, 1"},
      expect = ACCEPTABLE,
      desc = "all is there")
  @Outcome(expect = FORBIDDEN, desc = "a reader saw the folding, or it lost something")
  @State
  public static class CounterFolds {
    private final KubernautMeterRegistry registry = KubernautMeterRegistry.create();
    private final Counter counter = registry.counter("raced");
    private long before;

    /** Makes a hot counter whose only writer is dead. */
    public CounterFolds() {
      Warm.inDeadThread(() -> before = Warm.up(registry, counter::increment));
    }

    @Actor
    public void scrapeAndWrite() {
      Shown.nothingOf(registry);
      counter.increment();
    }

    @Actor
    public void reader(JJJ_Result result) {
      result.r1 = (long) counter.count() - before;
      result.r2 = (long) counter.count() - before;
    }

    @Arbiter
    public void total(JJJ_Result result) {
      result.r3 = (long) counter.count() - before;
    }
  }

  /** The same for a histogram, whose counts and sum move together. */
  @JCStressTest
  @Outcome(
      id = {"0, 0, 1", "0, 1, 1", "1, 1, 1"},
      expect = ACCEPTABLE,
      desc = "all is there")
  @Outcome(expect = FORBIDDEN, desc = "a reader saw the folding, or it lost something")
  @State
  public static class TimerFolds {
    private final KubernautMeterRegistry registry = KubernautMeterRegistry.create();
    private final Timer timer = registry.timer("raced");
    private long before;

    /** Makes a hot timer whose only writer is dead. */
    public TimerFolds() {
      Warm.inDeadThread(() -> before = Warm.up(registry, this::record));
    }

    private void record() {
      timer.record(1, TimeUnit.MICROSECONDS);
    }

    @Actor
    public void scrapeAndWrite() {
      Shown.nothingOf(registry);
      record();
    }

    @Actor
    public void reader(JJJ_Result result) {
      result.r1 = timer.count() - before;
      result.r2 = (long) timer.totalTime(TimeUnit.MICROSECONDS) - before;
    }

    @Arbiter
    public void total(JJJ_Result result) {
      result.r3 = timer.count() - before;
    }
  }

  /** A thread is born, counts and dies, while another one counts and scrapes. */
  @JCStressTest
  @Outcome(id = "2, 2", expect = ACCEPTABLE, desc = "both count")
  @Outcome(expect = FORBIDDEN, desc = "an addition is lost")
  @State
  public static class Churn {
    private final KubernautMeterRegistry registry = KubernautMeterRegistry.create();
    private final Counter counter = registry.counter("raced");
    private final long before = Warm.up(registry, counter::increment);

    @Actor
    public void birthAndDeath() {
      Warm.inDeadThread(counter::increment);
    }

    @Actor
    public void scrape() {
      Shown.nothingOf(registry);
      counter.increment();
    }

    @Arbiter
    public void total(JJ_Result result) {
      result.r1 = (long) counter.count() - before;
      result.r2 = Shown.of(registry, "raced").counted() - before;
    }
  }
}
