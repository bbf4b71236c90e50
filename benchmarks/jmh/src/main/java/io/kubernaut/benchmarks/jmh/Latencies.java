package io.kubernaut.benchmarks.jmh;

import java.util.Random;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Times as a service has them: lognormal around 5 ms, in an order that no predictor learns. */
@State(Scope.Thread)
public class Latencies {
  private static final int STEPS = 4096;
  private static final double TYPICAL_NANOS = 5e6;

  private final long[] nanos = new long[STEPS];
  private int next;

  public Latencies() {
    Random random = new Random(11);
    for (int i = 0; i < STEPS; i++) {
      nanos[i] = Math.round(TYPICAL_NANOS * Math.exp(random.nextGaussian()));
    }
  }

  long next() {
    next = (next + 1) & (STEPS - 1);
    return nanos[next];
  }
}
