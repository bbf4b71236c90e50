package io.kubernaut.benchmarks.store;

import io.kubernaut.metrics.store.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Services whose series are scraped together. Of a hundred series of a service thirty-six are
 * buckets of histograms, forty counters, half of them idle, and twenty-four gauges: decimals,
 * multiples of a page, whole numbers. The same seed gives the same values on every machine.
 */
final class Fleet {
  static final int SERIES_OF_A_SERVICE = 100;

  private static final int BUCKETS = 12;
  private static final int HANDLERS = 3;
  private static final int HISTOGRAMS = BUCKETS * HANDLERS;
  private static final int COUNTERS = 40;
  private static final int PAGE = 4_096;
  private static final long SEED = 42;

  private final int services;
  private final SplittableRandom random = new SplittableRandom(SEED);
  private final double[] values;

  Fleet(int services) {
    this.services = services;
    this.values = new double[services * SERIES_OF_A_SERVICE];
  }

  int size() {
    return values.length;
  }

  List<Labels> labels() {
    List<Labels> all = new ArrayList<>();
    for (int service = 0; service < services; service++) {
      String instance = "10.0.%d.%d:8080".formatted(service >> 8, service & 255);
      String job = "job-" + service % 8;
      for (int i = 0; i < SERIES_OF_A_SERVICE; i++) {
        all.add(labels(i, instance, job));
      }
    }
    return all;
  }

  private static Labels labels(int i, String instance, String job) {
    if (i < HISTOGRAMS) {
      return Labels.of(
          "__name__",
          "http_request_duration_seconds_bucket",
          "handler",
          "/" + i / BUCKETS,
          "instance",
          instance,
          "job",
          job,
          "le",
          Integer.toString(1 << i % BUCKETS));
    }
    if (i < HISTOGRAMS + COUNTERS) {
      return Labels.of(
          "__name__",
          "http_requests_total",
          "code",
          Integer.toString(200 + i % 4),
          "handler",
          "/" + i,
          "instance",
          instance,
          "job",
          job);
    }
    return Labels.of("__name__", "memory_bytes", "area", "a" + i, "instance", instance, "job", job);
  }

  /** Returns the values of the next scrape, in the order of the labels; good until the next one. */
  double[] scrape() {
    for (int service = 0; service < services; service++) {
      int at = service * SERIES_OF_A_SERVICE;
      for (int handler = 0; handler < HANDLERS; handler++) {
        observe(at + handler * BUCKETS);
      }
      for (int i = HISTOGRAMS; i < SERIES_OF_A_SERVICE; i++) {
        values[at + i] = next(i, values[at + i]);
      }
    }
    return values;
  }

  /** Some requests, each counted in all buckets above its time. */
  private void observe(int first) {
    int requests = random.nextInt(8);
    for (int request = 0; request < requests; request++) {
      for (int bucket = random.nextInt(BUCKETS); bucket < BUCKETS; bucket++) {
        values[first + bucket]++;
      }
    }
  }

  private double next(int i, double before) {
    if (i < HISTOGRAMS + COUNTERS) {
      return (i & 1) == 0 ? before : before + random.nextInt(100);
    }
    return switch (i % 3) {
      case 0 -> Math.rint(random.nextDouble() * 1_000) / 100;
      case 1 -> before + (double) PAGE * random.nextInt(-8, 9);
      default -> random.nextInt(50);
    };
  }
}
