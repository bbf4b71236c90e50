package io.kubernaut.metrics.registry.binders;

import io.kubernaut.metrics.registry.CounterFamily;
import io.kubernaut.metrics.registry.KubernautMeterRegistry;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what an audit trail does with its events. Safe for any thread; takes no lock and does not
 * throw.
 */
public final class AuditMetrics {
  private final String name;
  private final CounterFamily events;
  private final LongAdder emitted = new LongAdder();

  AuditMetrics(String name, KubernautMeterRegistry registry) {
    this.name = name;
    this.events =
        registry
            .counters("audit.events")
            .description("Audit events, by category and by what became of them")
            .labels("name", "category", "outcome")
            .register();
  }

  /**
   * Counts an event that is kept for good.
   *
   * @param category what it is about, one of few
   */
  public void recorded(String category) {
    count(category, "recorded");
  }

  /**
   * Counts an event that could not be kept yet and waits for another try.
   *
   * @param category what it is about, one of few
   */
  public void deferred(String category) {
    count(category, "deferred");
  }

  /**
   * Counts an event that is lost.
   *
   * @param category what it is about, one of few
   */
  public void dropped(String category) {
    count(category, "dropped");
  }

  private void count(String category, String outcome) {
    emitted.increment();
    events.with(name, category, outcome).increment();
  }

  double emitted() {
    return emitted.sum();
  }
}
