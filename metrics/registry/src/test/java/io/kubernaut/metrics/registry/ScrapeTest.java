package io.kubernaut.metrics.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.kubernaut.metrics.registry.exposition.Exposition;
import io.kubernaut.metrics.registry.exposition.ExpositionFormat;
import io.kubernaut.metrics.registry.exposition.MetricParser;
import io.kubernaut.metrics.registry.exposition.NameFilter;
import io.kubernaut.metrics.registry.exposition.ParsedFamily;
import io.kubernaut.metrics.registry.exposition.ParsedSample;
import io.kubernaut.metrics.registry.exposition.PrometheusText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScrapeTest {
  private static final int MANY = 1_000_000;
  private static final int PER_FAMILY = 1_000;
  private static final long MOST_BYTES = 64 * 1024;

  private static KubernautMeterRegistry registryOf(int series) {
    KubernautMeterRegistry registry =
        KubernautMeterRegistry.builder()
            .options(RegistryOptions.DEFAULTS.withSeries(MANY, MANY))
            .build();
    for (int s = 0; s < series; s++) {
      int family = s / PER_FAMILY;
      String route = "/resource-" + s % PER_FAMILY;
      switch (family % 10) {
        case 0, 1, 2, 3, 4, 5 ->
            registry.counters("c" + family).labels("route").register().with(route).increment(s);
        case 6, 7, 8 ->
            registry.gauges("g" + family).labels("route").register().with(route).set(s / 7.0);
        default ->
            registry
                .timers("t" + family)
                .labels("route")
                .register()
                .with(route)
                .record(s * 1_000L, TimeUnit.NANOSECONDS);
      }
    }
    return registry;
  }

  @ParameterizedTest
  @EnumSource
  @Tag("BR-PERF-001")
  void allocatesNextToNothingForAHundredThousandSeries(ExpositionFormat format) throws IOException {
    try (KubernautMeterRegistry registry = registryOf(100_000)) {
      Exposition exposition = Exposition.of(registry);
      ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      OutputStream nowhere = OutputStream.nullOutputStream();
      long least = Long.MAX_VALUE;
      for (int i = 0; i < 6; i++) {
        long before = threads.getCurrentThreadAllocatedBytes();
        exposition.write(format, NameFilter.ALL, nowhere);
        least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
      }
      assertThat(least).isLessThanOrEqualTo(MOST_BYTES);
    }
  }

  @Test
  @Tag("BR-MET-012")
  void bucketsSumUpToTheCountWhileOthersRecord() throws Exception {
    try (KubernautMeterRegistry registry = KubernautMeterRegistry.create()) {
      TimerFamily timers = registry.timers("work").labels("kind").register();
      Thread writer =
          new Thread(
              () -> {
                for (int i = 0; !Thread.currentThread().isInterrupted(); i++) {
                  timers.with("a").record(i % 100_000L * 1_000, TimeUnit.NANOSECONDS);
                }
              },
              "writer");
      writer.start();
      try {
        for (int i = 0; i < 200; i++) {
          ByteArrayOutputStream out = new ByteArrayOutputStream();
          Exposition.of(registry)
              .write(ExpositionFormat.OPEN_METRICS, name -> name.startsWith("work"), out);
          // The strict parser refuses counts that go down and an infinite bucket unlike the count.
          List<ParsedFamily> families = MetricParser.parseStrictly(out.toByteArray());
          assertThat(families).isNotEmpty();
        }
      } finally {
        writer.interrupt();
        writer.join();
      }
      assertThat(timers.with("a").count()).isPositive();
    }
  }

  @Test
  @Tag("BR-MET-011")
  void allFormatsOfARealRegistryParse() throws IOException {
    try (KubernautMeterRegistry registry = registryOf(10_000)) {
      ByteArrayOutputStream open = new ByteArrayOutputStream();
      Exposition.of(registry).write(ExpositionFormat.OPEN_METRICS, NameFilter.ALL, open);
      ByteArrayOutputStream plain = new ByteArrayOutputStream();
      Exposition.of(registry).write(ExpositionFormat.PROMETHEUS_TEXT, NameFilter.ALL, plain);
      assertThat(samplesOf(MetricParser.parseStrictly(open.toByteArray()), "c1_total"))
          .isEqualTo(samplesOf(MetricParser.parseLeniently(plain.toByteArray()), "c1_total"))
          .hasSize(PER_FAMILY);
    }
  }

  private static List<ParsedSample> samplesOf(List<ParsedFamily> families, String name) {
    return families.stream()
        .flatMap(family -> family.samples().stream())
        .filter(sample -> sample.name().equals(name))
        .toList();
  }

  @Test
  @Tag("BR-MET-011")
  void promtoolFindsNothingWrong(@TempDir Path folder) throws Exception {
    Path text = folder.resolve("metrics.txt");
    try (KubernautMeterRegistry registry = KubernautMeterRegistry.create();
        OutputStream out = Files.newOutputStream(text)) {
      registry
          .counters("orders.placed")
          .description("Orders that were placed")
          .labels("channel")
          .register()
          .with("we\"b\\\n")
          .increment(1.5);
      registry
          .timers("http.latency")
          .description("Time to answer")
          .labels("route")
          .register()
          .with("/orders")
          .record(3, TimeUnit.MILLISECONDS);
      PrometheusText.write(registry, NameFilter.ALL, out);
    }
    Path report = folder.resolve("report.txt");
    Process promtool = promtool(text, report);
    assertThat(promtool.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(promtool.exitValue()).as(Files.readString(report)).isZero();
  }

  private static Process promtool(Path text, Path report) throws IOException {
    try {
      return new ProcessBuilder("promtool", "check", "metrics")
          .redirectInput(text.toFile())
          .redirectErrorStream(true)
          .redirectOutput(report.toFile())
          .start();
    } catch (IOException missing) {
      if ("true".equals(System.getenv("CI"))) {
        throw missing;
      }
      return Assumptions.abort("promtool (Debian package prometheus) is not installed");
    }
  }
}
