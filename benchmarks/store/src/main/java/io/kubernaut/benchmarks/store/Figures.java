package io.kubernaut.benchmarks.store;

import io.kubernaut.metrics.query.PromQl;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Measures the store and its queries in this process and prints a line for each figure.
 *
 * <pre>
 *   java -jar store.jar [--quick] [append] [history] [visibility]
 * </pre>
 */
public final class Figures {
  private static final List<String> NAMES = List.of("append", "history", "visibility");
  private static final int WRONG_USE = 2;
  private static final int SERVICES = 100;
  private static final Duration SCRAPE = Duration.ofSeconds(15);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int FEW_SERVICES = 5;
  private static final Duration CHUNK = SCRAPE.multipliedBy(120);
  private static final int PHASES = 4;
  private static final int RUNS = 9;
  private static final int WARM_DAYS = 20;
  private static final double MILLIS = 1e6;
  private static final List<String> QUERIES =
      List.of(
          "sum by (job) (rate(http_requests_total[5m]))",
          "histogram_quantile(0.99, sum by (le) (rate(http_request_duration_seconds_bucket[5m])))",
          "topk(5, memory_bytes)",
          "max_over_time(memory_bytes{area=\"a80\"}[30m])");

  private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
  private final boolean quick;

  private Figures(boolean quick) {
    this.quick = quick;
  }

  /**
   * Runs it.
   *
   * @param arguments names of figures to restrict it to; {@code --quick} for less of each
   * @throws IOException if the folder for the data can not be used
   */
  public static void main(String[] arguments) throws IOException {
    List<String> wanted = new ArrayList<>(List.of(arguments));
    Figures figures = new Figures(wanted.remove("--quick"));
    if (!NAMES.containsAll(wanted)) {
      System.err.println("Unknown: " + wanted + ". Use --quick and names of " + NAMES + ".");
      System.exit(WRONG_USE);
    }
    if (wanted.isEmpty() || wanted.contains("append")) {
      figures.append();
    }
    if (wanted.isEmpty() || wanted.contains("history")) {
      figures.history();
    }
    if (wanted.isEmpty() || wanted.contains("visibility")) {
      figures.visibility();
    }
  }

  private interface Work {
    void with(Path folder) throws IOException;
  }

  private static void inFolder(Work work) throws IOException {
    Path folder = Files.createTempDirectory("kubernaut-store");
    try {
      work.with(folder);
    } finally {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
  }

  /** What one core takes in, and how much room it takes in memory and on disk. */
  private void append() throws IOException {
    inFolder(
        folder -> {
          Fleet fleet = new Fleet(SERVICES);
          Duration time = quick ? Duration.ofHours(2) : Duration.ofHours(6);
          loadClasses();
          long before = usedHeap();
          try (Bench bench = Bench.open(folder, fleet, SCRAPE)) {
            bench.scrapeFor(Duration.ofHours(1));
            double[] heaps = new double[PHASES];
            for (int phase = 0; phase < PHASES; phase++) {
              heaps[phase] = (usedHeap() - before) / (double) fleet.size();
              bench.scrapeFor(CHUNK.dividedBy(PHASES));
            }
            out.printf(
                "heap %.0f bytes a series with an hour of samples; from %.0f to %.0f as a chunk fills%n",
                Arrays.stream(heaps).average().orElseThrow(),
                Arrays.stream(heaps).min().orElseThrow(),
                Arrays.stream(heaps).max().orElseThrow());
            bench.takeAppendRate();
            bench.scrapeFor(time);
            out.printf(
                "append %.1f million samples a second of one core, journal included%n",
                bench.takeAppendRate());
            bench.store().flush();
          }
          double samples = fleet.size() * (double) time.plusHours(1).plus(CHUNK).dividedBy(SCRAPE);
          out.printf(
              "disk %.3f bytes a sample, index included; %.1f MB of journal beside%n",
              bytes(folder.resolve("blocks")) / samples, bytes(folder.resolve("journal")) / 1e6);
        });
  }

  /** What the first store of a process takes besides series is no price of a series. */
  private static void loadClasses() throws IOException {
    inFolder(
        folder -> {
          try (Bench bench = Bench.open(folder, new Fleet(1), SCRAPE)) {
            bench.scrapeFor(Duration.ofHours(1));
          }
        });
  }

  private static long usedHeap() {
    Runtime runtime = Runtime.getRuntime();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 4; i++) {
      System.gc();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }

  private static long bytes(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.map(Path::toFile)
          .filter(java.io.File::isFile)
          .mapToLong(java.io.File::length)
          .sum();
    }
  }

  /** The last hour's queries when the store holds one day, ten, and ninety. */
  private void history() throws IOException {
    warmUp();
    inFolder(
        folder -> {
          try (Bench bench = Bench.open(folder, new Fleet(FEW_SERVICES), MINUTE)) {
            int days = 0;
            double first = 0;
            double firstRate = 0;
            for (int until : quick ? List.of(1, 3) : List.of(1, 10, 90)) {
              bench.takeAppendRate();
              bench.scrapeFor(Duration.ofDays(until - days));
              days = until;
              double rate = bench.takeAppendRate();
              double millis = millis(bench);
              first = first == 0 ? millis : first;
              firstRate = firstRate == 0 ? rate : firstRate;
              out.printf(
                  "history %d days: queries of the last hour %.2f ms = %.2f x, append %.1f M/s = %.2f x%n",
                  until, millis, millis / first, rate, rate / firstRate);
            }
          }
        });
  }

  /** Otherwise the first day's figures would be those of code that is not compiled yet. */
  private void warmUp() throws IOException {
    inFolder(
        folder -> {
          try (Bench bench = Bench.open(folder, new Fleet(FEW_SERVICES), MINUTE)) {
            for (int day = 0; day < WARM_DAYS; day++) {
              bench.scrapeFor(Duration.ofDays(1));
              millis(bench);
            }
          }
        });
  }

  /** The sum of the queries' median times. */
  private static double millis(Bench bench) {
    PromQl promQl = PromQl.over(bench.store());
    double sum = 0;
    for (String query : QUERIES) {
      long[] times = new long[RUNS];
      for (int warm = 0; warm < 2 * RUNS; warm++) {
        long begun = System.nanoTime();
        promQl
            .query(query)
            .between(bench.now().minus(Duration.ofHours(1)), bench.now(), MINUTE)
            .run();
        times[warm % RUNS] = System.nanoTime() - begun;
      }
      Arrays.sort(times);
      sum += times[RUNS / 2] / MILLIS;
    }
    return sum;
  }

  /** From a sample on its way in to a query that sees it, while the store takes in all it can. */
  private void visibility() throws IOException {
    inFolder(
        folder -> {
          try (Bench bench = Bench.open(folder, new Fleet(SERVICES), SCRAPE)) {
            PromQl promQl = PromQl.over(bench.store());
            int rounds = quick ? 200 : 1_000;
            double[] millis = new double[rounds];
            for (int round = 0; round < rounds; round++) {
              long begun = System.nanoTime();
              bench.scrapeFor(SCRAPE);
              promQl.query("count(memory_bytes)").at(bench.now().minus(SCRAPE)).run();
              millis[round] = (System.nanoTime() - begun) / MILLIS;
            }
            Arrays.sort(millis);
            out.printf(
                "visibility of %d samples: p50 %.1f ms, p99 %.1f ms%n",
                SERVICES * Fleet.SERIES_OF_A_SERVICE,
                millis[rounds / 2],
                millis[rounds * 99 / 100]);
          }
        });
  }
}
