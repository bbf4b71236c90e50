package io.kubernaut.benchmarks.jmh;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The bounds that our timers show unless told otherwise: powers of two from 1/1024 s to 32 s. */
final class Buckets {
  private static final int LEAST = -10;
  private static final int GREATEST = 5;

  private Buckets() {}

  static double[] seconds() {
    return IntStream.rangeClosed(LEAST, GREATEST).mapToDouble(e -> Math.scalb(1.0, e)).toArray();
  }

  static List<Double> list() {
    return Arrays.stream(seconds()).boxed().toList();
  }

  static Duration[] durations() {
    return Arrays.stream(seconds())
        .mapToObj(bound -> Duration.ofNanos(Math.round(bound * 1e9)))
        .toArray(Duration[]::new);
  }
}
