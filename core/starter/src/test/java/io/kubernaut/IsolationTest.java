package io.kubernaut;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.metrics.registry.RegistryOptions;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Gauges are the host's code. Whatever they do, a scrape over HTTP is complete, well-formed and in
 * time, and the host goes on counting.
 */
@Timeout(60)
@Tag("BR-MET-003")
@Tag("BR-REL-003")
class IsolationTest {

  private final CountDownLatch release = new CountDownLatch(1);
  private final Web web = new Web();
  private final Kubernaut kubernaut =
      new KubernautBuilder("host", new Settings(property -> null, Web.IN_MEMORY))
          .http(0)
          .metrics(RegistryOptions.DEFAULTS.withCallbackLimit(Duration.ofMillis(500)))
          .start();
  private final Counter counts = kubernaut.metrics().counter("a.counts");

  @AfterEach
  void close() {
    release.countDown();
    kubernaut.close();
  }

  private void gauge(String name, Supplier<Number> value) {
    Gauge.builder(name, value).register(kubernaut.metrics());
  }

  private long errors() {
    return kubernaut.metrics().status().misuse().get("callback");
  }

  /** Scrapes twice, because what a gauge has done to the first must not show in the second. */
  private void assertHostAndScrapeGoOn(String broken) throws Exception {
    gauge("z.works", () -> 7);
    for (int scrape = 1; scrape <= 2; scrape++) {
      counts.increment();
      var families = web.scrapeStrictly(kubernaut);
      assertThat(families)
          .filteredOn(family -> family.metadata().name().equals("a_counts"))
          .singleElement()
          .satisfies(f -> assertThat(f.samples().get(0).value()).isEqualTo(counts.count()));
      assertThat(families)
          .filteredOn(family -> family.metadata().name().equals("z_works"))
          .singleElement()
          .satisfies(f -> assertThat(f.samples().get(0).value()).isEqualTo(7.0));
      assertThat(families)
          .filteredOn(family -> family.metadata().name().equals(broken))
          .singleElement()
          .satisfies(f -> assertThat(f.samples().get(0).value()).isNaN());
    }
    assertThat(errors()).isPositive();
  }

  @Test
  void oneThatThrows() throws Exception {
    gauge(
        "b.throws",
        () -> {
          throw new IllegalStateException("planned");
        });
    assertHostAndScrapeGoOn("b_throws");
  }

  @Test
  void oneThatRunsOutOfMemory() throws Exception {
    AtomicReference<long[]> hoard = new AtomicReference<>();
    gauge(
        "b.exhausts",
        () -> {
          hoard.set(new long[Integer.MAX_VALUE]);
          return 1;
        });
    assertHostAndScrapeGoOn("b_exhausts");
  }

  @Test
  void oneThatOverflowsItsStack() throws Exception {
    gauge("b.recurses", () -> recurse(0));
    assertHostAndScrapeGoOn("b_recurses");
  }

  /** Comes to an end, but not before the stack does. */
  private static int recurse(int depth) {
    return depth < 0 ? 0 : 1 + recurse(depth + 1);
  }

  @Test
  void oneThatBlocks() throws Exception {
    gauge("b.blocks", this::block);
    long begin = System.nanoTime();
    assertHostAndScrapeGoOn("b_blocks");
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void tenThatBlock() throws Exception {
    for (int i = 0; i < 10; i++) {
      gauge("blocks." + i, this::block);
    }
    web.scrapeStrictly(kubernaut);
    release.countDown();
    Thread.onSpinWait();
    while (web.scrape(kubernaut).contains("blocks_9{service=\"host\"} NaN")) {
      Thread.onSpinWait();
    }
    assertThat(web.scrape(kubernaut)).contains("blocks_0{service=\"host\"} 1\n");
  }

  private Number block() {
    try {
      release.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return 1;
  }

  /** It scrapes the very registry that is asking it, over HTTP, and registers meters meanwhile. */
  @Test
  void oneThatComesBackInThroughTheDoor() throws Exception {
    gauge(
        "b.returns",
        () -> {
          kubernaut.metrics().counter("made.meanwhile").increment();
          return scrapeLength();
        });
    gauge("z.works", () -> 7);
    for (int scrape = 1; scrape <= 2; scrape++) {
      assertThat(web.scrapeStrictly(kubernaut))
          .filteredOn(family -> family.metadata().name().equals("z_works"))
          .singleElement()
          .satisfies(f -> assertThat(f.samples().get(0).value()).isEqualTo(7.0));
    }
    assertThat(web.scrape(kubernaut)).contains("made_meanwhile_total{service=\"host\"}");
  }

  private int scrapeLength() {
    try {
      return web.scrape(kubernaut).length();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aFunctionCounterThatThrowsShowsWhatMisleadsNoRate() throws Exception {
    FunctionCounter.builder(
            "b.function",
            this,
            self -> {
              throw new IllegalStateException("planned");
            })
        .register(kubernaut.metrics());
    assertThat(web.scrape(kubernaut)).contains("b_function_total{service=\"host\"} 0\n");
    assertThat(errors()).isPositive();
  }
}
