package io.kubernaut.benchmarks.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.kubernaut.metrics.registry.KubernautMeterRegistry;
import io.micrometer.core.instrument.DistributionSummary;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JDD_Result;

/** Summaries keep their sum as a double, which no processor adds to in one step. */
public class SummaryRaces {

  /** A summary in a registry of its own. */
  abstract static class One {
    final KubernautMeterRegistry registry = KubernautMeterRegistry.create();
    final DistributionSummary summary = registry.summary("raced");
  }

  /** Both threads add to the shared sum. */
  @JCStressTest
  @Outcome(id = "3, 3.75, 2.0", expect = ACCEPTABLE, desc = "all count, the greatest is kept")
  @Outcome(expect = FORBIDDEN, desc = "an amount is lost")
  @State
  public static class Cold extends One {

    @Actor
    public void one() {
      summary.record(2);
    }

    @Actor
    public void other() {
      summary.record(0.25);
      summary.record(1.5);
    }

    @Arbiter
    public void total(JDD_Result result) {
      result.r1 = summary.count();
      result.r2 = summary.totalAmount();
      result.r3 = summary.max();
    }
  }

  /** Both threads want a sum of their own at once. */
  @JCStressTest
  @Outcome(id = "3, 3.75, 2.0", expect = ACCEPTABLE, desc = "all count, the greatest is kept")
  @Outcome(expect = FORBIDDEN, desc = "an amount is lost")
  @State
  public static class Hot extends One {
    private final long before = Warm.up(registry, () -> summary.record(1));

    @Actor
    public void one() {
      summary.record(2);
    }

    @Actor
    public void other() {
      summary.record(0.25);
      summary.record(1.5);
    }

    @Arbiter
    public void total(JDD_Result result) {
      result.r1 = summary.count() - before;
      result.r2 = summary.totalAmount() - before;
      result.r3 = summary.max();
    }
  }
}
