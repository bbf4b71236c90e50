package io.kubernaut.benchmarks.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.kubernaut.metrics.registry.CounterFamily;
import io.kubernaut.metrics.registry.KubernautMeterRegistry;
import io.micrometer.core.instrument.Counter;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;
import org.openjdk.jcstress.infra.results.J_Result;

/** Series are made once, found by everyone, and removed without harm to their neighbours. */
public class FamilyRaces {

  /** A family in a registry of its own. */
  abstract static class One {
    final KubernautMeterRegistry registry = KubernautMeterRegistry.create();
    final CounterFamily family = registry.counters("raced").labels("route", "status").register();
  }

  /** Both threads are the first to use the same label values. */
  @JCStressTest
  @Outcome(id = "2, 1", expect = ACCEPTABLE, desc = "one series, both count")
  @Outcome(expect = FORBIDDEN, desc = "two series of the same labels, or an addition is lost")
  @State
  public static class SameSeries extends One {

    @Actor
    public void one() {
      family.with("/orders", "200").increment();
    }

    @Actor
    public void other() {
      family.with("/orders", "200").increment();
    }

    @Arbiter
    public void total(JJ_Result result) {
      result.r1 = (long) family.with("/orders", "200").count();
      result.r2 = family.size();
    }
  }

  /** One thread looks up what exists while the other makes the table grow. */
  @JCStressTest
  @Outcome(id = "3, 9", expect = ACCEPTABLE, desc = "found, and all were made")
  @Outcome(expect = FORBIDDEN, desc = "an existing series was not found, or a new one is lost")
  @State
  public static class Growth extends One {

    /** Makes the series that is looked up. */
    public Growth() {
      family.with("/", "200").increment();
    }

    @Actor
    public void maker() {
      for (int i = 0; i < 8; i++) {
        family.with("/new", Integer.toString(i)).increment();
      }
    }

    @Actor
    public void user() {
      family.with("/", "200").increment();
      family.with("/", "200").increment();
    }

    @Arbiter
    public void total(JJ_Result result) {
      result.r1 = (long) family.with("/", "200").count();
      result.r2 = Shown.of(registry, "raced").counted() - 2;
    }
  }

  /** A meter is registered by two threads at once. */
  @JCStressTest
  @Outcome(id = "2, 2", expect = ACCEPTABLE, desc = "one meter, shown")
  @Outcome(expect = FORBIDDEN, desc = "two meters of one name, or one that is not shown")
  @State
  public static class SameMeter {
    private final KubernautMeterRegistry registry = KubernautMeterRegistry.create();

    @Actor
    public void one() {
      registry.counter("raced", "route", "/").increment();
    }

    @Actor
    public void other() {
      registry.counter("raced", "route", "/").increment();
    }

    @Arbiter
    public void total(JJ_Result result) {
      result.r1 = (long) registry.counter("raced", "route", "/").count();
      result.r2 = Shown.of(registry, "raced").counted();
    }
  }

  /** A series is removed beside one that is used and one that is made. */
  @JCStressTest
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "both neighbours count and are shown")
  @Outcome(expect = FORBIDDEN, desc = "the removal took a neighbour along")
  @State
  public static class RemovalBeside {
    private final KubernautMeterRegistry registry = KubernautMeterRegistry.create();
    private final Counter used = registry.counter("raced", "route", "/used");
    private final Counter gone = registry.counter("raced", "route", "/gone");

    @Actor
    public void remover() {
      registry.remove(gone);
    }

    @Actor
    public void userAndMaker() {
      registry.counter("raced", "route", "/used").increment();
      registry.counter("raced", "route", "/made").increment();
    }

    @Arbiter
    public void total(JJ_Result result) {
      result.r1 = (long) used.count();
      result.r2 = Shown.of(registry, "raced").counted() - result.r1;
    }
  }

  /** A meter is removed while another thread asks for it: it must not be half there afterwards. */
  @JCStressTest
  @Outcome(
      id = {"1", "2"},
      expect = ACCEPTABLE,
      desc = "what is recorded afterwards is shown")
  @Outcome(expect = FORBIDDEN, desc = "known to the registry, and shown nowhere")
  @State
  public static class RemovalOfItself {
    private final KubernautMeterRegistry registry = KubernautMeterRegistry.create();
    private final Counter removed = registry.counter("raced", "route", "/");

    @Actor
    public void remover() {
      registry.remove(removed);
    }

    @Actor
    public void user() {
      registry.counter("raced", "route", "/").increment();
    }

    @Arbiter
    public void total(J_Result result) {
      registry.counter("raced", "route", "/").increment();
      result.r1 = Shown.of(registry, "raced").counted();
    }
  }
}
