package io.kubernaut.examples.prometheus;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Series like those of some services, by a seed: gauges, counters that restart, classic histograms,
 * some with gaps, some that end. No sample lies on a whole second, so that windows that are closed
 * on the left and those that are open hold the same samples.
 */
final class RandomData {

  static final long BEGIN = 1_790_000_000_000L;
  static final int TICKS = 320;
  static final long TICK = 15_000;

  /** The bits of the stale marker. */
  private static final double STALE = Double.longBitsToDouble(0x7ff0000000000002L);

  private final Random random;
  private final List<Series> all = new ArrayList<>();

  RandomData(long seed) {
    random = new Random(seed);
    for (String job : List.of("api", "web", "db")) {
      for (int i = 0; i < 3; i++) {
        instance(job, job + "-" + i);
      }
    }
  }

  private final class Series {
    private final Map<String, String> labels;
    private final boolean counter;
    private final double step;
    private final int from;
    private final int to;
    private final double gaps;
    private final long shift = 101L + random.nextInt(700);
    private double value;

    Series(Map<String, String> labels, boolean counter, double value, double step) {
      this.labels = labels;
      this.counter = counter;
      this.value = value;
      this.step = step;
      this.from = random.nextInt(4) == 0 ? random.nextInt(TICKS / 2) : 0;
      this.to = random.nextInt(4) == 0 ? TICKS / 2 + random.nextInt(TICKS / 2) : TICKS;
      this.gaps = random.nextInt(3) == 0 ? 0.2 : 0;
    }

    void write(int tick, WriteBody body) {
      if (tick < from || tick > to || random.nextDouble() < gaps) {
        return;
      }
      if (counter) {
        value = random.nextInt(100) == 0 ? 1e5 : value + random.nextInt(1 + (int) step);
      } else {
        value += random.nextGaussian() * step;
      }
      body.add(labels, BEGIN + tick * TICK + shift, tick == to ? STALE : value);
    }
  }

  private void instance(String job, String instance) {
    for (String zone : List.of("a", "b")) {
      add("temperature", false, 20, 1.5, job, instance, "zone", zone);
      add("requests_total", true, 1e6, 50, job, instance, "code", zone.equals("a") ? "200" : "500");
    }
    add("up", false, 1, 0, job, instance, "", "");
    add("size_bytes", true, 1e6, 7, job, instance, "", "");
    double[] bounds = {0.1, 0.5, 1, 5};
    double count = 1e6;
    for (double bound : bounds) {
      add("took_seconds_bucket", true, count, 9, job, instance, "le", Double.toString(bound));
      count += 3e5;
    }
    add("took_seconds_bucket", true, count, 9, job, instance, "le", "+Inf");
  }

  private void add(
      String name,
      boolean counter,
      double value,
      double step,
      String job,
      String instance,
      String more,
      String text) {
    Map<String, String> labels = new TreeMap<>();
    labels.put("__name__", name);
    labels.put("job", job);
    labels.put("instance", instance);
    if (!more.isEmpty()) {
      labels.put(more, text);
    }
    all.add(new Series(labels, counter, value, step));
  }

  /** Returns the samples of a tick. */
  byte[] body(int tick) {
    WriteBody body = new WriteBody();
    all.forEach(series -> series.write(tick, body));
    return body.packed();
  }
}
