package io.kubernaut.benchmarks.jmh;

import java.util.Random;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Walks through 128 pairs of label values in an order that no predictor learns. All threads use the
 * same strings, as they do where values come from a router's templates and from constants.
 */
@State(Scope.Thread)
public class LabelPairs {
  private static final int ROUTES = 16;
  private static final int STATUSES = 8;
  private static final int STEPS = 4096;

  private final String[] routes = new String[STEPS];
  private final String[] statuses = new String[STEPS];
  private int next;

  public LabelPairs() {
    String[] route = new String[ROUTES];
    for (int i = 0; i < ROUTES; i++) {
      route[i] = ("/api/v1/resource-" + i).intern();
    }
    String[] status = new String[STATUSES];
    for (int i = 0; i < STATUSES; i++) {
      status[i] = Integer.toString(200 + 50 * i).intern();
    }
    Random random = new Random(7);
    for (int i = 0; i < STEPS; i++) {
      routes[i] = route[random.nextInt(ROUTES)];
      statuses[i] = status[random.nextInt(STATUSES)];
    }
  }

  void step() {
    next = (next + 1) & (STEPS - 1);
  }

  String route() {
    return routes[next];
  }

  String status() {
    return statuses[next];
  }
}
