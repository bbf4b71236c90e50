package io.kubernaut.metrics.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kubernaut.metrics.registry.cells.CellKeeper;
import io.kubernaut.metrics.registry.cells.Cells;
import io.kubernaut.metrics.registry.cells.MisuseLog;
import io.kubernaut.metrics.registry.cells.SeriesLimits;
import io.kubernaut.metrics.registry.cells.WindowEpoch;
import io.kubernaut.metrics.registry.exposition.MetricParser;
import io.kubernaut.metrics.registry.exposition.NameFilter;
import io.kubernaut.metrics.registry.exposition.ParsedFamily;
import io.kubernaut.metrics.registry.exposition.PrometheusText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("BR-REL-011")
class AccuracyTest {

  private static AccuracyProbe probe(AccuracyProbe.Pipeline pipeline) {
    AtomicLong clock = new AtomicLong(1);
    CellKeeper keeper = new CellKeeper(1 << 20);
    Cells cells = new Cells(clock::get, keeper, new SeriesLimits(1_000, 10_000), new MisuseLog());
    HistogramPlans plans =
        new HistogramPlans(
            RegistryOptions.DEFAULTS, keeper, step -> new WindowEpoch(clock::get, step, false));
    return new AccuracyProbe(cells, new MetricNames(), plans.ofPlainTimer(), pipeline);
  }

  @Test
  void isPerfectWhenNothingIsLost() {
    AccuracyProbe probe = probe(Scrape.fine(RegistryOptions.DEFAULTS)::write);
    for (int second = 0; second < 20; second++) {
      probe.ask();
    }
    assertThat(probe.accuracies())
        .containsEntry("counter", 1.0)
        .containsEntry("timer_count", 1.0)
        .hasEntrySatisfying("timer_sum", ratio -> assertThat(ratio).isCloseTo(1, within(1e-9)))
        .hasEntrySatisfying("timer_quantile", ratio -> assertThat(ratio).isGreaterThan(0.99));
  }

  @Test
  void fallsWhenLossIsPlanted() {
    Scrape scrape = Scrape.fine(RegistryOptions.DEFAULTS);
    AccuracyProbe probe = probe((family, sink) -> scrape.write(family, new LossySink(sink, 0.95)));
    probe.ask();
    assertThat(probe.accuracies().get("counter")).isCloseTo(0.95, within(0.001));
    assertThat(probe.accuracies().get("timer_count")).isCloseTo(0.95, within(0.001));
    assertThat(probe.accuracies().get("timer_sum")).isCloseTo(0.95, within(0.001));
  }

  @Test
  void isNoughtWhenNothingArrives() {
    AccuracyProbe probe = probe((family, sink) -> {});
    probe.ask();
    assertThat(probe.accuracies().values()).containsOnly(0.0);
  }

  @Test
  void followsTheProbeFromThreadToThread() throws InterruptedException {
    AccuracyProbe probe = probe(Scrape.fine(RegistryOptions.DEFAULTS)::write);
    for (int i = 0; i < 8; i++) {
      Thread thread =
          new Thread(
              () -> {
                probe.ask();
                probe.ask();
              });
      thread.start();
      thread.join();
    }
    assertThat(probe.accuracies()).containsEntry("counter", 1.0).containsEntry("timer_count", 1.0);
  }

  @Test
  void isExposedAsAGauge() throws IOException {
    try (KubernautMeterRegistry registry = KubernautMeterRegistry.create()) {
      assertThat(scrape(registry))
          .contains("kubernaut_sdk_accuracy_ratio{probe=\"counter\"} 1")
          .contains("kubernaut_sdk_accuracy_ratio{probe=\"timer_quantile\"} 0.99");
    }
  }

  private static String scrape(KubernautMeterRegistry registry) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrometheusText.write(registry, NameFilter.ALL, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  /**
   * Writers record known amounts, more label values than the registry takes, while it is replaced
   * twice as by a restart; what a scraper adds up must be what was recorded.
   */
  @Test
  void addsUpToTheTruthAcrossRestartsAndOverload() throws Exception {
    long seed = 11;
    LongAdder events = new LongAdder();
    double seenEvents = 0;
    double seenTimed = 0;
    for (int life = 0; life < 3; life++) {
      try (KubernautMeterRegistry registry = KubernautMeterRegistry.create()) {
        record(registry, seed + life, events);
        String text = scrape(registry);
        seenEvents += total(text, "orders_total");
        seenTimed += total(text, "work_seconds_count");
      }
    }
    assertThat(seenEvents).as("seed %d", seed).isEqualTo((double) events.sum());
    assertThat(seenTimed).as("seed %d", seed).isEqualTo((double) events.sum());
  }

  private static void record(KubernautMeterRegistry registry, long seed, LongAdder events)
      throws InterruptedException {
    CounterFamily orders = registry.counters("orders").labels("customer").register();
    TimerFamily work = registry.timers("work").labels("customer").register();
    List<Thread> writers = new ArrayList<>();
    for (int w = 0; w < 4; w++) {
      Random random = new Random(seed * 31 + w);
      Thread writer =
          new Thread(
              () -> {
                for (int i = 0; i < 50_000; i++) {
                  String customer = "c" + random.nextInt(5_000);
                  orders.with(customer).increment();
                  work.with(customer).record(random.nextInt(1_000), TimeUnit.MICROSECONDS);
                  events.increment();
                }
              });
      writer.start();
      writers.add(writer);
    }
    for (Thread writer : writers) {
      writer.join();
    }
  }

  private static double total(String text, String sample) {
    double total = 0;
    for (ParsedFamily family : MetricParser.parseLeniently(text.getBytes(StandardCharsets.UTF_8))) {
      total +=
          family.samples().stream()
              .filter(parsed -> parsed.name().equals(sample))
              .mapToDouble(parsed -> parsed.value())
              .sum();
    }
    return total;
  }
}
