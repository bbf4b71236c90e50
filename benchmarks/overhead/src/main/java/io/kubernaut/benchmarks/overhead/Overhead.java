package io.kubernaut.benchmarks.overhead;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Measures what measuring costs: a request of 10 µs in several ways, and a service of 100 µs
 * requests with the whole SDK.
 *
 * <pre>
 *   java -jar overhead.jar [--quick] [--seed=N]
 * </pre>
 *
 * <p>Ends with status 0 when the claims hold, 1 when one is missed, 2 when the run is void because
 * the control shows a difference.
 */
public final class Overhead {
  private static final double MOST_PERCENT = 1.0;
  private static final double SHARE_OF_MICROMETER = 0.25;

  private final Effort effort;
  private final Verdict verdict = new Verdict();
  private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  private Overhead(Effort effort) {
    this.effort = effort;
  }

  /**
   * Runs it.
   *
   * @param arguments {@code --quick} for less of it, {@code --seed=N} for the same random choices
   * @throws Exception if a measuring JVM could not run
   */
  public static void main(String[] arguments) throws Exception {
    Overhead overhead = new Overhead(Effort.of(List.of(arguments)));
    overhead.run();
    System.exit(overhead.verdict.status());
  }

  private void run() throws IOException, InterruptedException {
    out.printf(
        "%s %s, %d processors, seed %d%n",
        System.getProperty("java.vm.name"),
        System.getProperty("java.runtime.version"),
        Runtime.getRuntime().availableProcessors(),
        effort.seed());
    checkInlining();
    measureRequest();
    measureWholeSdk();
    verdict.lines().forEach(out::println);
  }

  private void checkInlining() throws IOException, InterruptedException {
    InliningCheck check = InliningCheck.run();
    out.printf("handler kept apart at %d compiled calls%n", check.keptApart());
    verdict.claim(check.passed(), "the handler is not inlined into the variants");
  }

  private void measureRequest() throws IOException, InterruptedException {
    List<Rounds> forks = new ArrayList<>();
    for (int fork = 0; fork < effort.forks(); fork++) {
      String seed = Long.toString(effort.seed() + fork);
      String rounds = Integer.toString(effort.rounds());
      String batch = Integer.toString(effort.batch());
      forks.add(
          Rounds.parse(new ChildJvm(RequestTrial.class, List.of(), rounds, batch, seed).run()));
    }
    double handler =
        forks.stream().mapToDouble(Rounds::medianOfFirst).average().orElse(0) / effort.batch();
    out.printf(
        Locale.ROOT,
        "request of %.1f us, %d JVMs, %d rounds of %d requests each way%n",
        handler / 1e3,
        effort.forks(),
        effort.rounds(),
        effort.batch());
    report(forks.get(0).names(), new Bootstrap(forks, effort.seed()), handler);
  }

  private void report(List<String> names, Bootstrap bootstrap, double handler) {
    for (int v = 1; v < names.size(); v++) {
      Interval cost = bootstrap.cost(v);
      out.printf(
          Locale.ROOT,
          "overhead %s: %s (%.0f ns)%n",
          names.get(v),
          cost.percent(),
          cost.estimate() * handler / 100);
    }
    int ours = names.indexOf(Variants.KUBERNAUT);
    int micrometer = names.indexOf(Variants.MICROMETER);
    int clock = names.indexOf(Variants.CLOCK);
    Interval share = bootstrap.interval(costs -> costs[ours] / costs[micrometer]);
    Interval overClock =
        bootstrap.interval(
            costs -> (costs[ours] - costs[clock]) / (costs[micrometer] - costs[clock]));
    out.printf("cost kubernaut/micrometer: %s%n", share.plain());
    out.printf("cost kubernaut/micrometer over the clock: %s%n", overClock.plain());
    verdict.control(Variants.AGAIN, bootstrap.cost(names.indexOf(Variants.AGAIN)));
    verdict.claim(
        bootstrap.cost(ours).high() <= MOST_PERCENT,
        "measuring a 10 us request costs at most 1.0 % at the upper bound");
    verdict.claim(
        share.estimate() <= SHARE_OF_MICROMETER,
        "measuring a request costs at most a quarter of what it costs with Micrometer's registry");
  }

  private void measureWholeSdk() throws IOException, InterruptedException {
    List<String> printed = new ArrayList<>();
    List<Rounds> forks = new ArrayList<>();
    try (Scraper scraper = new Scraper()) {
      for (int fork = 0; fork < effort.wholeForks(); fork++) {
        List<String> lines =
            new ChildJvm(
                    WholeSdkTrial.class,
                    List.of(),
                    Integer.toString(effort.windows()),
                    Integer.toString(scraper.hurriedPort()),
                    Integer.toString(scraper.port()))
                .run();
        lines.stream().filter(line -> line.contains("other threads")).forEach(out::println);
        printed.addAll(lines);
        forks.add(Rounds.parse(lines));
      }
      out.printf(
          "service of 100 us requests, processor time, %d JVMs, %d windows, %d requests answered%n",
          effort.wholeForks(), effort.windows(), scraper.answers());
      verdict.claim(scraper.answers() > 0, "the SDK's server answers");
    }
    reportWholeSdk(new Bootstrap(forks, effort.seed()), SelfReport.parse(printed));
  }

  private void reportWholeSdk(Bootstrap bootstrap, SelfReport self) {
    Interval control = bootstrap.cost(1);
    Interval cost = bootstrap.cost(2);
    out.printf("overhead whole-sdk AA: %s%n", control.percent());
    out.printf("overhead whole-sdk: %s%n", cost.percent());
    out.println(self.against(cost));
    verdict.control("whole-sdk AA", control);
    verdict.claim(
        cost.high() <= MOST_PERCENT, "the whole SDK costs at most 1.0 % at the upper bound");
    verdict.claim(
        self.agreesWith(cost), "the SDK's own account is within a factor of two of the measured");
  }
}
