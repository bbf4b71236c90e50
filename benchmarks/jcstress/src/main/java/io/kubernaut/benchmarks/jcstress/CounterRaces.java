package io.kubernaut.benchmarks.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.kubernaut.metrics.registry.KubernautMeterRegistry;
import io.micrometer.core.instrument.Counter;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.D_Result;
import org.openjdk.jcstress.infra.results.JJ_Result;
import org.openjdk.jcstress.infra.results.J_Result;

/** No addition to a counter is lost, and no reader sees it go back, whatever state it is in. */
public class CounterRaces {

  /** A counter in a registry of its own. */
  abstract static class One {
    final KubernautMeterRegistry registry = KubernautMeterRegistry.create();
    final Counter counter = registry.counter("raced");
  }

  /** Both threads add to the one atomic word. */
  @JCStressTest
  @Outcome(id = "2", expect = ACCEPTABLE, desc = "both count")
  @Outcome(expect = FORBIDDEN, desc = "an addition is lost")
  @State
  public static class Cold extends One {

    @Actor
    public void one() {
      counter.increment();
    }

    @Actor
    public void other() {
      counter.increment();
    }

    @Arbiter
    public void total(J_Result result) {
      result.r1 = (long) counter.count();
    }
  }

  /** Both threads want a cell of their own at once, and one finds the lock taken. */
  @JCStressTest
  @Outcome(id = "5", expect = ACCEPTABLE, desc = "all count")
  @Outcome(expect = FORBIDDEN, desc = "an addition is lost")
  @State
  public static class Hot extends One {
    private final long before = Warm.up(registry, counter::increment);

    @Actor
    public void one() {
      counter.increment();
      counter.increment();
    }

    @Actor
    public void other() {
      counter.increment(2);
      counter.increment();
    }

    @Arbiter
    public void total(J_Result result) {
      result.r1 = (long) counter.count() - before;
    }
  }

  /** The counter becomes hot under the threads' hands. */
  @JCStressTest
  @Outcome(id = "8", expect = ACCEPTABLE, desc = "all count")
  @Outcome(expect = FORBIDDEN, desc = "an addition is lost")
  @State
  public static class TurningHot extends One {
    private static final long ENOUGH = enough();

    private static long enough() {
      try (KubernautMeterRegistry probe = KubernautMeterRegistry.create()) {
        return Warm.exactly(probe, probe.counter("probe")::increment);
      }
    }

    /** Makes it three additions short of hot. */
    public TurningHot() {
      Warm.times(ENOUGH - 3, counter::increment);
    }

    @Actor
    public void one() {
      Warm.times(4, counter::increment);
    }

    @Actor
    public void other() {
      Warm.times(4, counter::increment);
    }

    @Arbiter
    public void total(J_Result result) {
      result.r1 = (long) counter.count() - (ENOUGH - 3);
    }
  }

  /** Fractions are kept beside the whole amounts. */
  @JCStressTest
  @Outcome(id = "1.75", expect = ACCEPTABLE, desc = "all count")
  @Outcome(expect = FORBIDDEN, desc = "an addition is lost")
  @State
  public static class Fractions extends One {

    @Actor
    public void one() {
      counter.increment(0.5);
    }

    @Actor
    public void other() {
      counter.increment(0.25);
      counter.increment(1);
    }

    @Arbiter
    public void total(D_Result result) {
      result.r1 = counter.count();
    }
  }

  /** A reader beside a writer that gets its cell meanwhile. */
  @JCStressTest
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "before")
  @Outcome(
      id = {"0, 1", "0, 2", "1, 1", "1, 2"},
      expect = ACCEPTABLE,
      desc = "between")
  @Outcome(id = "2, 2", expect = ACCEPTABLE, desc = "after")
  @Outcome(expect = FORBIDDEN, desc = "a step back, or more than was added")
  @State
  public static class Readings extends One {
    private final long before = Warm.up(registry, counter::increment);

    @Actor
    public void writer() {
      counter.increment();
      counter.increment();
    }

    @Actor
    public void reader(JJ_Result result) {
      result.r1 = (long) counter.count() - before;
      result.r2 = (long) counter.count() - before;
    }
  }
}
