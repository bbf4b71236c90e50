package io.kubernaut.benchmarks.jmh;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** What JMH measured in one run, found again by operation, library, threads and parameter. */
final class Measured {
  private static final List<String> PEERS =
      List.of("micrometer", "prometheus", "opentelemetry", "dropwizard");

  private final List<RunResult> results = new ArrayList<>();

  void add(Collection<RunResult> more) {
    results.addAll(more);
  }

  /** The time of an operation; empty when it was not measured. */
  Optional<Estimate> time(String operation, String library, int threads, String parameter) {
    return find(operation, library, threads, parameter)
        .map(result -> Estimate.of(iterations(result)));
  }

  /** The least time of any peer. */
  Optional<Estimate> bestPeer(String operation, int threads, String parameter) {
    return PEERS.stream()
        .flatMap(peer -> time(operation, peer, threads, parameter).stream())
        .min(Comparator.comparingDouble(Estimate::value));
  }

  /** A figure that JMH shows beside the time, such as {@code gc.alloc.rate.norm}. */
  Optional<Estimate> beside(
      String figure, String operation, String library, int threads, String parameter) {
    return find(operation, library, threads, parameter).map(result -> secondary(result, figure));
  }

  /** All times, a Markdown table with a row for each operation and a column for each library. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("| operation | library | threads | time | allocated B/op |");
    lines.add("|---|---|---|---|---|");
    for (RunResult result : results) {
      BenchmarkParams run = result.getParams();
      String[] name = run.getBenchmark().split("\\.", -1);
      String parameters =
          run.getParamsKeys().stream()
              .map(key -> " " + run.getParam(key))
              .reduce("", String::concat);
      lines.add(
          "| %s%s | %s | %d | %s %s | %.0f |"
              .formatted(
                  name[name.length - 2],
                  parameters,
                  name[name.length - 1],
                  run.getThreads(),
                  Estimate.of(iterations(result)),
                  result.getPrimaryResult().getScoreUnit(),
                  secondary(result, "gc.alloc.rate.norm").value()));
    }
    return lines;
  }

  /** Of the iterations, not JMH's own figure: it adds up what a class counts in each of them. */
  private static Estimate secondary(RunResult result, String figure) {
    return Estimate.of(
        scores(result, iteration -> named(iteration.getSecondaryResults(), figure).getScore()));
  }

  @SuppressWarnings("rawtypes") // as JMH has it
  private static Result named(Map<String, Result> results, String figure) {
    return results.entrySet().stream()
        .filter(result -> result.getKey().endsWith(figure))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("JMH did not report " + figure));
  }

  private Optional<RunResult> find(
      String operation, String library, int threads, String parameter) {
    return results.stream()
        .filter(
            result -> matches(result.getParams(), operation + "." + library, threads, parameter))
        .findFirst();
  }

  private static boolean matches(BenchmarkParams run, String name, int threads, String parameter) {
    return run.getBenchmark().endsWith("." + name)
        && run.getThreads() == threads
        && (parameter.isEmpty()
            || run.getParamsKeys().stream().anyMatch(key -> run.getParam(key).equals(parameter)));
  }

  private static double[] iterations(RunResult result) {
    return scores(result, iteration -> iteration.getPrimaryResult().getScore());
  }

  private static double[] scores(RunResult result, ToDoubleFunction<IterationResult> score) {
    return result.getBenchmarkResults().stream()
        .map(BenchmarkResult::getIterationResults)
        .flatMap(Collection::stream)
        .mapToDouble(score)
        .toArray();
  }
}
