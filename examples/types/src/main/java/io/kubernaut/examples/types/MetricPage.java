package io.kubernaut.examples.types;

import io.kubernaut.types.metric.BreakerState;
import io.kubernaut.types.metric.CounterValue;
import io.kubernaut.types.metric.GaugeMerge;
import io.kubernaut.types.metric.MetricFamily;
import io.kubernaut.types.metric.MetricType;
import java.util.Map;

/** The page of {@code io.kubernaut.types.metric}. */
public final class MetricPage {

  private MetricPage() {}

  /**
   * Says how many requests an instance has served.
   *
   * @param served how many
   * @return the family
   */
  public static MetricFamily requests(double served) {
    return MetricFamily.of("http_requests", MetricType.COUNTER, "Requests served.")
        .with(Map.of("route", "/orders"), CounterValue.of(served));
  }

  /**
   * Puts the metrics of two instances together.
   *
   * @param one the family of one
   * @param other the family of the other
   * @return the family of both
   */
  public static MetricFamily both(MetricFamily one, MetricFamily other) {
    return one.merge(other, GaugeMerge.SUM);
  }

  /**
   * Says whether calls go through.
   *
   * @param state the state of the breaker
   * @return the family
   */
  public static MetricFamily breaker(BreakerState state) {
    return MetricFamily.of("circuit_breaker_state", MetricType.GAUGE, "0 closed, 2 open.")
        .with(Map.of("name", "orders"), state.gauge());
  }
}
