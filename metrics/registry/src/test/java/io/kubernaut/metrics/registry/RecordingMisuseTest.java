package io.kubernaut.metrics.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Recording never throws: what is wrong is dropped and counted. */
@Tag("BR-MET-003")
class RecordingMisuseTest {
  private final KubernautMeterRegistry registry = KubernautMeterRegistry.create();

  @AfterEach
  void close() {
    registry.close();
  }

  private long misuse(String reason) {
    return registry.status().misuse().get(reason);
  }

  @Test
  void dropsWhatACounterCanNotAdd() {
    Counter counter = registry.counter("c");
    counter.increment(Double.NaN);
    counter.increment(-1);
    counter.increment(-0.5);
    counter.increment(Double.POSITIVE_INFINITY);
    counter.increment(0);
    counter.increment(2.5);
    assertThat(counter.count()).isEqualTo(2.5);
    assertThat(misuse("nan")).isEqualTo(1);
    assertThat(misuse("negative")).isEqualTo(2);
    assertThat(misuse("infinite")).isEqualTo(1);
  }

  @Test
  void addsAmountsTooLargeForWholeNumbers() {
    Counter counter = registry.counter("c");
    counter.increment(1e300);
    counter.increment(1);
    assertThat(counter.count()).isEqualTo(1e300);
  }

  @Test
  void dropsWhatADistributionCanNotTake() {
    Timer timer = registry.timer("t");
    timer.record(-1, TimeUnit.SECONDS);
    DistributionSummary summary = registry.summary("s");
    summary.record(Double.NaN);
    summary.record(-3);
    summary.record(Double.POSITIVE_INFINITY);
    summary.record(-0.0);
    summary.record(Double.MIN_VALUE);
    assertThat(timer.count()).isZero();
    assertThat(summary.count()).isEqualTo(2);
    assertThat(misuse("negative")).isEqualTo(2);
  }

  @Test
  void dropsWrongLabelsAndShowsThemNowhere() {
    CounterFamily family = registry.counters("labelled").labels("a", "b").register();
    family.with("x").increment();
    family.with("x", "y", "z").increment();
    family.with("x", null).increment();
    family.with().increment();
    assertThat(family.size()).isZero();
    assertThat(registry.find("labelled").counters()).isEmpty();
    assertThat(misuse("label_count")).isEqualTo(3);
    assertThat(misuse("label_null")).isEqualTo(1);
  }
}
