package io.kubernaut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubernaut.core.runtime.PlatformState;
import io.kubernaut.core.storage.Storage;
import io.kubernaut.core.testing.TestPlatform;
import io.kubernaut.metrics.query.QueryValue;
import io.kubernaut.metrics.query.SampleSeries;
import io.kubernaut.metrics.store.Appender;
import io.kubernaut.metrics.store.Labels;
import io.kubernaut.metrics.store.SampleColumns;
import io.kubernaut.metrics.store.SeriesQuery;
import io.micrometer.core.instrument.Counter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A service remembers. */
@Timeout(60)
@Tag("BR-MET-005")
class HistoryTest {

  @TempDir private Path folder;

  private static KubernautBuilder builder() {
    return new KubernautBuilder("shop", new Settings(property -> null, Map.of()));
  }

  private static List<SampleSeries> vector(Kubernaut kubernaut, String query, Instant at) {
    return ((QueryValue.Vector) kubernaut.query().query(query).at(at).run().value()).series();
  }

  private static List<SampleSeries> now(Kubernaut kubernaut, String query) {
    return vector(kubernaut, query, kubernaut.platform().wallClock().instant());
  }

  @Test
  @Tag("BR-PERF-005")
  void remembersEachSecondAndAnswersInPromQl() {
    TestPlatform test = TestPlatform.seeded(1);
    try (Kubernaut kubernaut = builder().historyInMemory().platform(test::under).start()) {
      Counter placed = kubernaut.metrics().counter("orders.placed");
      for (int i = 0; i < 60; i++) {
        placed.increment(2);
        test.advance(Duration.ofSeconds(1));
      }
      assertThat(now(kubernaut, "rate(orders_placed_total[30s])"))
          .singleElement()
          .satisfies(rate -> assertThat(rate.value(0)).isEqualTo(2.0))
          .satisfies(rate -> assertThat(rate.labels().get("service")).isEqualTo("shop"));
      assertThat(now(kubernaut, "up")).hasSize(1);
      assertThat(now(kubernaut, "kubernaut_sdk_collections_total"))
          .singleElement()
          .satisfies(collections -> assertThat(collections.value(0)).isEqualTo(59));
      assertThat(kubernaut.store().place()).contains("memory");
    }
  }

  @Test
  @Tag("BR-PERF-005")
  void remembersInRealTimeWithinASecond() {
    try (Kubernaut kubernaut = builder().historyInMemory().start()) {
      kubernaut.metrics().counter("orders.placed").increment();
      long begin = kubernaut.platform().monotonicClock().nanos();
      while (now(kubernaut, "orders_placed_total").isEmpty()) {
        Thread.onSpinWait();
      }
      long took = kubernaut.platform().monotonicClock().nanos() - begin;
      assertThat(Duration.ofNanos(took))
          .as("one interval, and patience with a busy machine")
          .isLessThan(Duration.ofMillis(2_500));
    }
  }

  @Test
  void keepsItsHistoryAcrossRestarts() {
    TestPlatform test = TestPlatform.seeded(2);
    for (int life = 1; life <= 3; life++) {
      try (Kubernaut kubernaut =
          builder().dataDirectory(folder.resolve("data")).platform(test::under).start()) {
        kubernaut.metrics().counter("orders.placed").increment(life);
        test.advance(Duration.ofSeconds(2));
        assertThat(kubernaut.store().status())
            .hasValueSatisfying(status -> assertThat(status.damagedChunks()).isZero());
        assertThat(now(kubernaut, "count_over_time(orders_placed_total[1h])").get(0).value(0))
            .isGreaterThanOrEqualTo(2.0 * life);
        assertThat(now(kubernaut, "max_over_time(orders_placed_total[1h])").get(0).value(0))
            .isEqualTo(life);
      }
      test.advance(Duration.ofMinutes(1));
    }
  }

  @Test
  void aSeriesEndsWithTheProcessAndNotFiveMinutesLater() {
    TestPlatform test = TestPlatform.seeded(3);
    try (Kubernaut kubernaut = builder().dataDirectory(folder).platform(test::under).start()) {
      kubernaut.metrics().counter("orders.placed").increment();
      test.advance(Duration.ofSeconds(5));
    }
    test.advance(Duration.ofSeconds(1));
    try (Kubernaut kubernaut = builder().dataDirectory(folder).platform(test::under).start()) {
      Instant now = test.clock().instant();
      assertThat(vector(kubernaut, "orders_placed_total", now)).isEmpty();
      assertThat(vector(kubernaut, "orders_placed_total", now.minusSeconds(2))).hasSize(1);
    }
  }

  @Test
  @Tag("BR-REL-003")
  void aDirectoryInUseIsNamedAsLostAndTakenOnceItIsFree() throws IOException {
    TestPlatform test = TestPlatform.seeded(4);
    Storage other = Storage.open(folder);
    try (Kubernaut kubernaut = builder().dataDirectory(folder).platform(test::under).start()) {
      assertThat(kubernaut.platform().state()).isEqualTo(PlatformState.DEGRADED);
      assertThat(kubernaut.store().place()).isEmpty();
      assertThat(kubernaut.store().status()).isEmpty();
      assertThat(now(kubernaut, "up")).isEmpty();
      try (Appender batch = kubernaut.store().appender()) {
        assertThat(batch.series(Labels.of("a", "b"))).isEqualTo(Appender.NO_SERIES);
        assertThatThrownBy(batch::commit)
            .isInstanceOf(IOException.class)
            .hasMessageContaining("There is no store");
      }
      other.close();
      test.advance(Duration.ofMinutes(2));
      assertThat(kubernaut.platform().state()).isEqualTo(PlatformState.RUNNING);
      assertThat(now(kubernaut, "up")).hasSize(1);
      assertThat(now(kubernaut, "kubernaut_sdk_collections_total")).hasSize(1);
    }
  }

  @Test
  void takesWhatTheServiceWritesItself() throws IOException {
    try (Kubernaut kubernaut = builder().historyInMemory().start();
        Appender batch = kubernaut.store().appender()) {
      long series = batch.series(Labels.of(Labels.NAME, "price", "item", "tea"));
      batch.append(series, kubernaut.platform().wallClock().millis(), 3.5, SampleColumns.NO_START);
      batch.commit();
      assertThat(now(kubernaut, "price{item=\"tea\"}"))
          .singleElement()
          .satisfies(price -> assertThat(price.value(0)).isEqualTo(3.5));
      assertThat(kubernaut.store().labelValues("item", SeriesQuery.of())).containsExactly("tea");
    }
  }

  @Test
  void theDeploymentSaysWhereHistoryIs() throws IOException {
    Path set = folder.resolve("set");
    Settings directory =
        new Settings(Map.of("kubernaut.data.directory", set.toString())::get, Map.of());
    try (Kubernaut kubernaut = new KubernautBuilder("shop", directory).withoutHistory().start()) {
      assertThat(kubernaut.store().place()).contains(set.toString());
    }
    assertThat(Files.isDirectory(set)).isTrue();
    Settings off = new Settings(property -> null, Map.of("KUBERNAUT_DATA_DIRECTORY", "off"));
    try (Kubernaut kubernaut = new KubernautBuilder("shop", off).start()) {
      assertThat(kubernaut.store().place()).isEmpty();
      assertThat(kubernaut.platform().state()).isEqualTo(PlatformState.RUNNING);
      assertThat(now(kubernaut, "up")).isEmpty();
    }
  }
}
