package io.kubernaut.metrics.registry.binders;

import io.kubernaut.metrics.registry.binders.CoverageReport.Coverage;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

/**
 * An attached component, and when it was last seen to emit something. It is looked at when it is
 * asked for, which its own gauge is at each scrape: so recording costs nothing more.
 */
final class Attachment implements MeterBinder {
  private final String kind;
  private final String name;
  private final Clock clock;
  private DoubleSupplier emitted;
  private double seen;
  private boolean ever;
  private long lastNanos;

  Attachment(String kind, String name, Clock clock, DoubleSupplier emitted) {
    this.kind = kind;
    this.name = name;
    this.clock = clock;
    this.emitted = emitted;
    this.seen = sum();
    this.lastNanos = clock.monotonicTime();
  }

  boolean is(String otherKind, String otherName) {
    return kind.equals(otherKind) && name.equals(otherName);
  }

  /** Sets what grows whenever the component emits something. */
  synchronized void emits(DoubleSupplier sum) {
    emitted = sum;
    seen = sum();
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    TimeGauge.builder("kubernaut.sdk.attached.silence", () -> look(), TimeUnit.NANOSECONDS)
        .description("Time since the component was attached, or was last seen to emit something")
        .tags("kind", kind, "name", name)
        .register(registry);
  }

  Coverage coverage() {
    long silence = look();
    synchronized (this) {
      return new Coverage(kind, name, ever, Duration.ofNanos(silence));
    }
  }

  private synchronized long look() {
    long now = clock.monotonicTime();
    double sum = sum();
    if (sum != seen) {
      seen = sum;
      ever = true;
      lastNanos = now;
    }
    return now - lastNanos;
  }

  private double sum() {
    try {
      double sum = emitted.getAsDouble();
      return Double.isNaN(sum) ? seen : sum;
    } catch (RuntimeException ignoredSilent) {
      return seen; // a component that can not be asked has not been seen to emit
    }
  }
}
