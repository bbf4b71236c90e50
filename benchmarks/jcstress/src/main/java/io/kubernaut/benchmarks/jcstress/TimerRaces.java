package io.kubernaut.benchmarks.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.kubernaut.metrics.registry.KubernautMeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJJ_Result;
import org.openjdk.jcstress.infra.results.JJ_Result;

/** No time is lost, the greatest is kept, and a snapshot's count is the sum of its buckets. */
public class TimerRaces {

  /** A timer in a registry of its own. */
  abstract static class One {
    final KubernautMeterRegistry registry = KubernautMeterRegistry.create();
    final Timer timer = Timer.builder("raced").publishPercentileHistogram().register(registry);

    final void record(long micros) {
      timer.record(micros, TimeUnit.MICROSECONDS);
    }

    final long micros() {
      return Math.round(timer.totalTime(TimeUnit.MICROSECONDS));
    }
  }

  /** Both threads record into the shared counts. */
  @JCStressTest
  @Outcome(id = "3, 111, 100", expect = ACCEPTABLE, desc = "all count, the greatest is kept")
  @Outcome(expect = FORBIDDEN, desc = "a time is lost")
  @State
  public static class Cold extends One {

    @Actor
    public void one() {
      record(100);
    }

    @Actor
    public void other() {
      record(1);
      record(10);
    }

    @Arbiter
    public void total(JJJ_Result result) {
      result.r1 = timer.count();
      result.r2 = micros();
      result.r3 = Math.round(timer.max(TimeUnit.MICROSECONDS));
    }
  }

  /** Narrow counts of one bucket overflow into wide ones while both threads record into it. */
  @JCStressTest
  @Outcome(id = "6, 6", expect = ACCEPTABLE, desc = "all count")
  @Outcome(expect = FORBIDDEN, desc = "a time is lost")
  @State
  public static class Widening extends One {
    private static final int LAST_NARROW = 125;

    /** Fills the bucket's narrow count. */
    public Widening() {
      Warm.times(LAST_NARROW, () -> record(1));
    }

    @Actor
    public void one() {
      Warm.times(3, () -> record(1));
    }

    @Actor
    public void other() {
      Warm.times(3, () -> record(1));
    }

    @Arbiter
    public void total(JJ_Result result) {
      result.r1 = timer.count() - LAST_NARROW;
      result.r2 = micros() - LAST_NARROW;
    }
  }

  /** Both threads want counts of their own at once, for buckets that lie far apart. */
  @JCStressTest
  @Outcome(id = "3, 1011, 1000", expect = ACCEPTABLE, desc = "all count, the greatest is kept")
  @Outcome(expect = FORBIDDEN, desc = "a time is lost")
  @State
  public static class Hot extends One {
    private final long before = Warm.up(registry, () -> record(1));

    @Actor
    public void one() {
      record(1000);
    }

    @Actor
    public void other() {
      record(1);
      record(10);
    }

    @Arbiter
    public void total(JJJ_Result result) {
      result.r1 = timer.count() - before;
      result.r2 = micros() - before;
      result.r3 = Math.round(timer.max(TimeUnit.MICROSECONDS));
    }
  }

  /** A scrape between recordings into several buckets, cold. */
  @JCStressTest
  @Outcome(
      id = {"0, 0", "1, 0", "2, 0", "3, 0"},
      expect = ACCEPTABLE,
      desc = "consistent")
  @Outcome(expect = FORBIDDEN, desc = "the count is not the sum of the buckets")
  @State
  public static class ColdSnapshot extends One {

    @Actor
    public void writer() {
      record(1);
      record(100);
      record(0);
    }

    @Actor
    public void reader(JJ_Result result) {
      Shown shown = Shown.of(registry, "raced_seconds");
      result.r1 = shown.values();
      result.r2 = shown.missingInBuckets();
    }
  }

  /** The same of a hot timer, whose buckets lie with several threads. */
  @JCStressTest
  @Outcome(
      id = {"0, 0", "1, 0", "2, 0", "3, 0"},
      expect = ACCEPTABLE,
      desc = "consistent")
  @Outcome(expect = FORBIDDEN, desc = "the count is not the sum of the buckets")
  @State
  public static class HotSnapshot extends One {
    private final long before = Warm.up(registry, () -> record(1));

    @Actor
    public void writer() {
      record(1);
      record(100);
      record(0);
    }

    @Actor
    public void reader(JJ_Result result) {
      Shown shown = Shown.of(registry, "raced_seconds");
      result.r1 = shown.values() - before;
      result.r2 = shown.missingInBuckets();
    }
  }

  /** Two readings in a row never go back. */
  @JCStressTest
  @Outcome(
      id = {"0, 0", "0, 1", "0, 2", "1, 1", "1, 2", "2, 2"},
      expect = ACCEPTABLE,
      desc = "on")
  @Outcome(expect = FORBIDDEN, desc = "a step back, or more than was recorded")
  @State
  public static class Readings extends One {
    private final long before = Warm.up(registry, () -> record(1));

    @Actor
    public void writer() {
      record(5);
      record(7);
    }

    @Actor
    public void reader(JJ_Result result) {
      result.r1 = timer.count() - before;
      result.r2 = timer.count() - before;
    }
  }
}
