package io.kubernaut.metrics.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("BR-MET-004")
class CardinalityTest {
  private static final int DISTINCT = 100_000;

  /** A tenth of what 100,000 remembered names would take. */
  private static final long FLAT_BYTES = 1 << 20;

  private final KubernautMeterRegistry registry = KubernautMeterRegistry.create();

  @AfterEach
  void close() {
    registry.close();
  }

  private double total(String name) {
    return registry.get(name).counters().stream().mapToDouble(Counter::count).sum();
  }

  @Test
  void keepsTheGrandTotalOfAFamilyInItsOverflowSeries() {
    CounterFamily visits = registry.counters("visits").labels("user").register();
    for (int i = 0; i < DISTINCT; i++) {
      visits.with("user-" + i).increment();
    }
    assertThat(visits.size()).isEqualTo(1_000);
    assertThat(visits.with("someone new").count()).isEqualTo((double) DISTINCT - 1_000);
    assertThat(visits.with("user-7").count()).isEqualTo(1.0);
    assertThat(registry.status().refused()).isEqualTo(DISTINCT - 1_000 + 1L);
    assertThat(registry.status().offenders(1).get(0).name()).isEqualTo("visits");
  }

  /** Distinct values again and again must not be remembered anywhere. */
  @Test
  void keepsTheHeapFlatUnderAHundredThousandDistinctValues() {
    CounterFamily visits = registry.counters("visits").labels("user").register();
    visit(visits, "first-", DISTINCT / 10);
    long before = heapAfterCollection();
    visit(visits, "user-", DISTINCT);
    assertThat(heapAfterCollection() - before).isLessThan(FLAT_BYTES);
    assertThat(visits.size()).as("and the overflow series").isEqualTo(1_000);
    assertThat(visits.with("overflow").count())
        .isEqualTo((double) DISTINCT + DISTINCT / 10 - 1_000);
  }

  private void visit(CounterFamily visits, String prefix, int users) {
    for (int i = 0; i < users; i++) {
      visits.with(prefix + i).increment();
      registry.counter("clicks", "user", prefix + i).increment();
    }
  }

  private static long heapAfterCollection() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  @Test
  void keepsTheGrandTotalOfMicrometersOwnMeters() {
    for (int i = 0; i < DISTINCT; i++) {
      registry.counter("visits", "user", "user-" + i).increment();
    }
    assertThat(registry.getMeters()).hasSize(1_001);
    assertThat(registry.counter("visits", "user", "overflow").count())
        .isEqualTo((double) DISTINCT - 1_000);
    assertThat(total("visits")).isEqualTo((double) DISTINCT);
  }

  @Test
  void limitsAllMetricsTogether() {
    RegistryOptions few = RegistryOptions.DEFAULTS.withSeries(100, 150);
    try (KubernautMeterRegistry small = KubernautMeterRegistry.builder().options(few).build()) {
      CounterFamily one = small.counters("one").labels("id").register();
      CounterFamily two = small.counters("two").labels("id").register();
      for (int i = 0; i < 100; i++) {
        one.with("a" + i).increment();
        two.with("a" + i).increment();
      }
      assertThat(one.size() + two.size()).isEqualTo(150);
    }
  }

  @Test
  void cutsLongValuesSoThatTheyAreOneSeries() {
    CounterFamily family = registry.counters("cut").labels("value").register();
    String long1 = "x".repeat(128) + "1";
    String long2 = "x".repeat(128) + "2";
    family.with(long1).increment();
    family.with(long2).increment();
    registry.counter("cut", "value", long1).increment();
    assertThat(family.size()).isEqualTo(1);
    assertThat(family.with("x".repeat(128)).count()).isEqualTo(3.0);
  }

  @Test
  void doesNotCutThroughASurrogatePair() {
    CounterFamily family = registry.counters("cut").labels("value").register();
    family.with("x".repeat(127) + "\uD83D\uDE00").increment();
    assertThat(family.with("x".repeat(127)).count()).isEqualTo(1.0);
  }

  @Test
  void addsCommonTagsOnceToFamiliesAndMeters() {
    registry.config().commonTags("service", "orders");
    CounterFamily family = registry.counters("seen").labels("route").register();
    family.with("/a").increment();
    registry.counter("seen", "route", "/a").increment();

    assertThat(family.with("/a").count()).as("both are the same series").isEqualTo(2.0);
    assertThat(registry.get("seen").tags("service", "orders").counters()).hasSize(1);
  }

  @Test
  void removesASeriesAndGivesItsPlaceBack() {
    Counter counter = registry.counter("gone", "id", "1");
    registry.counter("gone", "id", "2").increment();
    int before = registry.status().series();
    registry.remove(counter);
    assertThat(registry.status().series()).isEqualTo(before - 1);
    assertThat(registry.counter("gone", "id", "2").count()).isEqualTo(1.0);
    assertThat(registry.counter("gone", "id", "1")).isNotSameAs(counter);
  }
}
