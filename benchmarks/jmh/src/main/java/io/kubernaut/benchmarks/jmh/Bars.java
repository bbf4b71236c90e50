package io.kubernaut.benchmarks.jmh;

import static io.kubernaut.benchmarks.jmh.Bar.Rule.AT_LEAST;
import static io.kubernaut.benchmarks.jmh.Bar.Rule.AT_MOST;

import io.kubernaut.benchmarks.jmh.Bar.Rule;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs the benchmarks and prints, as a Markdown table, each claim of speed with its limit and what
 * was measured.
 *
 * <pre>
 *   java -cp benchmarks.jar io.kubernaut.benchmarks.jmh.Bars [--quick] [CounterIncrement ...]
 * </pre>
 *
 * <p>With names of operations only these are run. Ratios compare figures of one run.
 */
public final class Bars {
  private static final String OURS = "kubernaut";
  private static final String ADDER = "longAdder";
  private static final String QUICK = "--quick";
  private static final String BYTES = "gc.alloc.rate.norm";
  private static final int JDK_WITH_VIRTUAL_THREADS = 21;
  private static final int JDK_WITH_FASTER_PEERS = 25;

  private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
  private final int jdk = Runtime.version().feature();
  private final Measured measured = new Measured();
  private final List<Bar> bars = new ArrayList<>();
  private final List<String> wanted;
  private final boolean quick;

  private Bars(List<String> arguments) {
    this.quick = arguments.contains(QUICK);
    this.wanted = arguments.stream().filter(argument -> !argument.equals(QUICK)).toList();
  }

  /**
   * Runs it.
   *
   * @param arguments {@code --quick} for less of it; names of operations to restrict it
   * @throws RunnerException if JMH could not run
   */
  public static void main(String[] arguments) throws RunnerException {
    Bars bars = new Bars(List.of(arguments));
    bars.run();
    bars.print();
  }

  private void run() throws RunnerException {
    for (String operation :
        List.of("CounterIncrement", "LabelledIncrement", "TimerRecord", "GaugeSet")) {
      hotPath(operation);
    }
    if (isWanted("CounterInTraffic")) {
      measure("CounterInTraffic", 1);
    }
    if (isWanted("Scrape")) {
      scrape();
    }
    if (isWanted("SeriesMemory")) {
      memory();
    }
    if (isWanted("VirtualThreads") && jdk >= JDK_WITH_VIRTUAL_THREADS) {
      virtualThreads();
    }
  }

  private boolean isWanted(String operation) {
    return wanted.isEmpty() || wanted.contains(operation);
  }

  private void hotPath(String operation) throws RunnerException {
    if (!isWanted(operation)) {
      return;
    }
    for (int threads = 1; threads <= 2; threads++) {
      measure(operation, threads);
      String claim = "%s, %d thread%s".formatted(operation, threads, threads == 1 ? "" : "s");
      if (operation.equals("CounterIncrement")) {
        ratio(claim + ", time of `LongAdder`", AT_MOST, 0.35, operation, ADDER, threads);
      }
      peer(claim, limit(operation, threads), operation, threads);
      beside(claim + ", allocated", 0, "B/op", BYTES, operation, threads, "");
    }
  }

  private double limit(String operation, int threads) {
    return switch (operation) {
      case "TimerRecord" -> threads == 1 ? 4 : 8;
      case "GaugeSet" -> threads == 1 ? 5 : 8;
      case "LabelledIncrement" -> jdk >= JDK_WITH_FASTER_PEERS ? 2.5 : 3;
      default -> 3;
    };
  }

  private void scrape() throws RunnerException {
    measure("Scrape", 1);
    for (String series : List.of("10000", "100000")) {
      String claim = "Scrape of " + series + " series";
      bars.add(
          new Bar(
              claim + ", faster than Micrometer",
              AT_LEAST,
              20,
              "x",
              run -> over(time(run, "Scrape", "micrometer", 1, series), time(run, series))));
      beside(claim + ", allocated", 64 << 10, "B", BYTES, "Scrape", 1, series);
    }
  }

  private static Optional<Estimate> time(Measured run, String series) {
    return time(run, "Scrape", OURS, 1, series);
  }

  private void memory() throws RunnerException {
    measure("SeriesMemory", 1);
    String figure = "bytesPerSeries";
    beside("Cold counter, two labels", 120, "B", figure, "SeriesMemory", 1, "COUNTER");
    beside("Cold histogram, two labels", 600, "B", figure, "SeriesMemory", 1, "HISTOGRAM");
  }

  private void virtualThreads() throws RunnerException {
    measure("VirtualThreads", 1);
    measure("VirtualThreadMemory", 1);
    ratio("Virtual thread, time of `LongAdder`", AT_MOST, 1.15, "VirtualThreads", ADDER, 1);
    beside(
        "Kept of a finished virtual thread",
        0,
        "B",
        "bytesPerThread",
        "VirtualThreadMemory",
        1,
        "");
  }

  private void ratio(
      String claim, Rule rule, double limit, String operation, String other, int threads) {
    bars.add(
        new Bar(
            claim,
            rule,
            limit,
            "x",
            run ->
                over(
                    time(run, operation, OURS, threads, ""),
                    time(run, operation, other, threads, ""))));
  }

  private void peer(String claim, double limit, String operation, int threads) {
    bars.add(
        new Bar(
            claim + ", faster than the best peer",
            AT_LEAST,
            limit,
            "x",
            run ->
                over(
                    run.bestPeer(operation, threads, ""),
                    time(run, operation, OURS, threads, ""))));
  }

  /** A number of bytes counts as none when it rounds to none: JMH's own bookkeeping is in it. */
  private void beside(
      String claim,
      double limit,
      String unit,
      String figure,
      String operation,
      int threads,
      String parameter) {
    bars.add(
        new Bar(
            claim,
            AT_MOST,
            limit,
            unit,
            run ->
                run.beside(figure, operation, OURS, threads, parameter)
                    .map(bytes -> new Estimate(Math.max(0, Math.rint(bytes.value())), 0))));
  }

  private static Optional<Estimate> time(
      Measured run, String operation, String library, int threads, String parameter) {
    return run.time(operation, library, threads, parameter);
  }

  private static Optional<Estimate> over(Optional<Estimate> one, Optional<Estimate> other) {
    return one.flatMap(dividend -> other.map(dividend::over));
  }

  private void measure(String operation, int threads) throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("\\." + operation + "\\.")
            .threads(threads)
            .addProfiler(GCProfiler.class);
    if (quick) {
      options
          .forks(1)
          .warmupIterations(2)
          .measurementIterations(4)
          .warmupTime(TimeValue.milliseconds(400))
          .measurementTime(TimeValue.milliseconds(250));
    }
    measured.add(new Runner(options.build()).run());
  }

  private void print() {
    out.printf(
        "%nJDK %s, %s, %d processors%n%n",
        Runtime.version(), processor(), Runtime.getRuntime().availableProcessors());
    out.println("| claim | limit | measured | |");
    out.println("|---|---|---|---|");
    bars.forEach(bar -> bar.row(measured).ifPresent(out::println));
    out.println();
    measured.lines().forEach(out::println);
  }

  private static String processor() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("processor of an unknown name");
    } catch (IOException unknown) {
      return System.getProperty("os.arch");
    }
  }
}
