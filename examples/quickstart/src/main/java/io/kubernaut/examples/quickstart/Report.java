package io.kubernaut.examples.quickstart;

import io.kubernaut.Kubernaut;
import io.kubernaut.core.runtime.Component;
import io.kubernaut.core.runtime.MonotonicClock;
import io.kubernaut.core.runtime.Platform;
import io.kubernaut.metrics.registry.KubernautMeterRegistry;
import io.kubernaut.metrics.registry.RegistryStatus;
import io.kubernaut.metrics.registry.rollup.QuantileSketch;
import io.kubernaut.metrics.registry.rollup.RollUp;
import io.kubernaut.metrics.registry.rollup.RollUpWindow;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Says at the end what was: the roll-up of the whole run, and what measuring it has cost. Stopped
 * after the traffic and the service, before the registry.
 */
final class Report implements Component {

  private static final Duration WHOLE_RUN = Duration.ofDays(365);
  private static final double NANOS = 1e9;
  private static final double PERCENT = 100;

  private final Kubernaut kubernaut;
  private final KubernautMeterRegistry metrics;
  private final MonotonicClock clock;
  private final PrintStream out;
  private final long begin;
  private Cost before = new Cost(0, 0);

  Report(Kubernaut kubernaut, PrintStream out) {
    this.metrics = kubernaut.metrics();
    this.clock = kubernaut.platform().monotonicClock();
    this.kubernaut = kubernaut;
    this.out = out;
    this.begin = clock.nanos();
  }

  /**
   * Processor time since the process began, which is also Maven's where Maven runs this.
   *
   * @param process of the whole process, in nanoseconds
   * @param own of the registry, by its own account
   */
  private record Cost(double process, double own) {

    static Cost now(RegistryStatus status) {
      double process =
          ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
      double ratio = status.overheadRatio();
      return new Cost(process, Double.isNaN(ratio) ? 0 : ratio * process);
    }

    double percentSince(Cost earlier) {
      return PERCENT * (own - earlier.own) / Math.max(1, process - earlier.process);
    }
  }

  @Override
  public String name() {
    return "report";
  }

  @Override
  public void start(Platform platform) {
    metrics.rollUps().every(WHOLE_RUN);
    before = Cost.now(metrics.status());
  }

  @Override
  public void stop(Duration budget) {
    metrics.rollUps().every(); // closes the window
    Cost after = Cost.now(metrics.status());
    metrics.rollUps().latest(WHOLE_RUN).ifPresent(run -> print(run, after));
    kubernaut.store().collect();
    say("%s", new Questions(kubernaut).remembered());
    say("%s", Checks.summary(kubernaut.health().report()));
  }

  private void print(RollUpWindow run, Cost after) {
    List<RollUp> served =
        run.find("http_server_request_duration_seconds").stream()
            .filter(series -> series.labels().contains("name=\"orders\""))
            .toList();
    QuantileSketch times =
        served.stream().map(RollUp::sketch).reduce(QuantileSketch.EMPTY, QuantileSketch::merge);
    double seconds = (clock.nanos() - begin) / NANOS;
    say("%d requests in %.1f s, %.0f a second", times.count(), seconds, times.count() / seconds);
    say("p50 %.2f ms, p99 %.2f ms", millis(times, 0.5), millis(times, 0.99));
    say("%.0f orders placed, %.0f refused", sum(run, "orders_placed"), sum(run, "orders_refused"));
    RegistryStatus status = metrics.status();
    say(
        "SDK overhead %.2f %% of processor time, %.0f ns and %.0f bytes a recording",
        after.percentSince(before), status.nanosPerRecord(), status.bytesPerRecord());
  }

  private void say(String format, Object... values) {
    out.println("  " + String.format(Locale.ROOT, format, values));
  }

  private static double millis(QuantileSketch times, double quantile) {
    return times.count() == 0 ? 0 : 1_000 * times.quantile(quantile);
  }

  private static double sum(RollUpWindow run, String family) {
    return run.find(family).stream().mapToDouble(RollUp::sum).sum();
  }
}
