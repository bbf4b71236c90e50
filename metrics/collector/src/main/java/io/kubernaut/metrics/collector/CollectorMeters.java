package io.kubernaut.metrics.collector;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a registry shows of a collector: {@code kubernaut_sdk_collection_…}. Safe for any thread.
 */
public final class CollectorMeters {
  private static final String PREFIX = "kubernaut.sdk.collection";
  private static final double NANOS = 1e9;

  private CollectorMeters() {}

  /**
   * Lets a registry show how a collector fares, also one that is made anew now and then.
   *
   * @param registry what shows it
   * @param owner who knows; referred to weakly, as Micrometer does it
   * @param status asks for the numbers of the last collection
   * @param <T> what the owner is
   */
  public static <T> void bind(
      MeterRegistry registry, T owner, Function<T, CollectorStatus> status) {
    Binding<T> to = new Binding<>(registry, owner, status);
    to.counter("s", "Collections of the registry into the store", CollectorStatus::collections);
    to.counter(".failures", "Collections whose samples are lost", CollectorStatus::failures);
    to.counter(".samples", "Samples put into the store", CollectorStatus::samples);
    to.counter(
        ".samples.dropped", "Samples that the store has refused", CollectorStatus::allDropped);
    to.gauge(".series", null, "Series that were read", CollectorStatus::series);
    to.gauge(".duration", "seconds", "Time the last collection took", now -> seconds(now.took()));
    to.gauge(".lag", "seconds", "How late the last collection began", now -> seconds(now.lag()));
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / NANOS;
  }

  private record Binding<T>(MeterRegistry registry, T owner, Function<T, CollectorStatus> status) {

    void counter(String name, String help, ToDoubleFunction<CollectorStatus> value) {
      FunctionCounter.builder(PREFIX + name, owner, from -> value.applyAsDouble(status.apply(from)))
          .description(help)
          .register(registry);
    }

    void gauge(
        String name, @Nullable String unit, String help, ToDoubleFunction<CollectorStatus> value) {
      Gauge.builder(PREFIX + name, owner, from -> value.applyAsDouble(status.apply(from)))
          .description(help)
          .baseUnit(unit)
          .register(registry);
    }
  }
}
