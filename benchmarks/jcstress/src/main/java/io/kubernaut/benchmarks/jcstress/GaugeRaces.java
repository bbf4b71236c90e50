package io.kubernaut.benchmarks.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.kubernaut.metrics.registry.KubernautMeterRegistry;
import io.kubernaut.metrics.registry.SettableGauge;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.DD_Result;
import org.openjdk.jcstress.infra.results.D_Result;
import org.openjdk.jcstress.infra.results.IJ_Result;

/** A gauge shows one of the values it was set to, whole, and loses no addition. */
public class GaugeRaces {

  /** A gauge in a registry of its own. */
  abstract static class One {
    final KubernautMeterRegistry registry = KubernautMeterRegistry.create();
    final SettableGauge gauge = registry.gauges("raced").labels("pool").register().with("a");
  }

  /** Additions of both threads count. */
  @JCStressTest
  @Outcome(id = "-1.5", expect = ACCEPTABLE, desc = "all count")
  @Outcome(expect = FORBIDDEN, desc = "an addition is lost")
  @State
  public static class Additions extends One {

    @Actor
    public void one() {
      gauge.add(1);
    }

    @Actor
    public void other() {
      gauge.add(-3);
      gauge.add(0.5);
    }

    @Arbiter
    public void total(D_Result result) {
      result.r1 = gauge.value();
    }
  }

  /** Two values with no half in common are never mixed, and a reader does not go back. */
  @JCStressTest
  @Outcome(
      id = {"0.0, 0.0", "0.0, 3.141592653589793", "0.0, -2.718281828459045"},
      expect = ACCEPTABLE,
      desc = "from the first value on")
  @Outcome(
      id = {"3.141592653589793, 3.141592653589793", "-2.718281828459045, -2.718281828459045"},
      expect = ACCEPTABLE,
      desc = "one of both")
  @Outcome(
      id = {"3.141592653589793, -2.718281828459045", "-2.718281828459045, 3.141592653589793"},
      expect = ACCEPTABLE,
      desc = "one after the other")
  @Outcome(expect = FORBIDDEN, desc = "a value that nobody set, or a step back")
  @State
  public static class Settings extends One {

    @Actor
    public void one() {
      gauge.set(Math.PI);
    }

    @Actor
    public void other() {
      gauge.set(-Math.E);
    }

    @Actor
    public void reader(DD_Result result) {
      result.r1 = gauge.value();
      result.r2 = gauge.value();
    }
  }

  /** Who sees a gauge set sees what was done before it was set. */
  @JCStressTest
  @Outcome(
      id = {"0, 0", "0, 1", "1, 1"},
      expect = ACCEPTABLE,
      desc = "in order")
  @Outcome(id = "1, 0", expect = FORBIDDEN, desc = "the gauge ran ahead of the counter")
  @State
  public static class Order extends One {
    private final io.micrometer.core.instrument.Counter before = registry.counter("before");

    @Actor
    public void writer() {
      before.increment();
      gauge.set(1);
    }

    @Actor
    public void reader(IJ_Result result) {
      result.r1 = (int) gauge.value();
      result.r2 = (long) before.count();
    }
  }
}
