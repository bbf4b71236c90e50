package io.kubernaut.metrics.registry.binders;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Shows a circuit breaker: its state as a number and as one gauge for each state, of which one is
 * 1, and calls by outcome.
 */
record BreakerMeters(String name, BreakerFigures breaker) implements MeterBinder {

  double emitted() {
    return (double) breaker.successes() + breaker.failures() + breaker.refusals();
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("circuit.breaker.code", () -> breaker.state().code())
        .description("0 closed, 1 half-open, 2 open")
        .tags("name", name)
        .register(registry);
    for (BreakerFigures.State state : BreakerFigures.State.values()) {
      Gauge.builder("circuit.breaker.state", () -> breaker.state() == state ? 1 : 0)
          .description("1 for the state that the breaker is in")
          .tags("name", name, "state", state.name().toLowerCase(Locale.ROOT))
          .register(registry);
    }
    calls(registry, "success", BreakerFigures::successes);
    calls(registry, "failure", BreakerFigures::failures);
    calls(registry, "refused", BreakerFigures::refusals);
  }

  private void calls(
      MeterRegistry registry, String outcome, ToDoubleFunction<BreakerFigures> count) {
    FunctionCounter.builder("circuit.breaker.calls", this, self -> count.applyAsDouble(breaker))
        .description("Calls through the breaker, by outcome; refused ones were not let through")
        .tags("name", name, "outcome", outcome)
        .register(registry);
  }
}
