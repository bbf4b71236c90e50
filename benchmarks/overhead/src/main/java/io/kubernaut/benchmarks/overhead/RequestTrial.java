package io.kubernaut.benchmarks.overhead;

import io.kubernaut.core.runtime.Platform;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Runs the variants in one JVM, in rounds, each in a new random order.
 *
 * <p>Batches are timed with the thread's processor time. On a machine that others use too, the wall
 * clock also counts the time the thread had to wait, which is a hundred times what is looked for.
 * What the collector and the compiler do in threads of their own is in neither; a library that
 * allocates gets that for free here.
 *
 * <p>A batch is long, because a variant finds its data and its code thrown out of the caches by the
 * ones before it, which does not happen to a library that a service uses all the time.
 *
 * <p>The warm-up is long because each variant's loop is left to the last compiler only after some
 * 60,000 requests; measured before, half of what a library seems to cost is unfinished machine
 * code.
 */
final class RequestTrial {
  private static final double HANDLER_NANOS = 10_000;
  private static final long WARM_UP_NANOS = 20_000_000_000L;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final RequestHandler handler = new RequestHandler();
  private final List<Variant> variants;
  private final Random random;
  private final int batch;
  private int sink;

  private RequestTrial(List<Variant> variants, int batch, Random random) {
    this.variants = variants;
    this.batch = batch;
    this.random = random;
  }

  /** Arguments: rounds, requests in a batch, seed. */
  public static void main(String[] arguments) {
    int rounds = Integer.parseInt(arguments[0]);
    int batch = Integer.parseInt(arguments[1]);
    long seed = Long.parseLong(arguments[2]);
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    try (Platform platform = Platform.builder("overhead").start()) {
      Map<String, Variant> all = Variants.all(platform);
      RequestTrial trial = new RequestTrial(List.copyOf(all.values()), batch, new Random(seed));
      trial.warmUp();
      List<long[]> times = new ArrayList<>();
      for (int r = 0; r < rounds; r++) {
        times.add(trial.round());
      }
      new Rounds(List.copyOf(all.keySet()), times).lines().forEach(out::println);
      out.println("checksum: " + trial.sink);
    }
  }

  private void warmUp() {
    long start = System.nanoTime();
    while (System.nanoTime() - start < WARM_UP_NANOS / 2) {
      round();
    }
    handler.calibrate(HANDLER_NANOS);
    while (System.nanoTime() - start < WARM_UP_NANOS) {
      round();
    }
  }

  private long[] round() {
    List<Integer> order = new ArrayList<>();
    for (int v = 0; v < variants.size(); v++) {
      order.add(v);
    }
    Collections.shuffle(order, random);
    int first = random.nextInt(1 << 20);
    long[] times = new long[variants.size()];
    for (int v : order) {
      long start = threads.getCurrentThreadCpuTime();
      sink += variants.get(v).run(handler, first, batch);
      times[v] = threads.getCurrentThreadCpuTime() - start;
    }
    return times;
  }
}
