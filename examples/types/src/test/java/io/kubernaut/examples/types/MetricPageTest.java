package io.kubernaut.examples.types;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.types.metric.BreakerState;
import io.kubernaut.types.metric.GaugeValue;
import io.kubernaut.types.metric.Metric;
import org.junit.jupiter.api.Test;

class MetricPageTest {

  @Test
  void metricsOfTwoInstancesAreAddedUp() {
    assertThat(MetricPage.both(MetricPage.requests(3), MetricPage.requests(4)))
        .isEqualTo(MetricPage.requests(7));
    assertThat(MetricPage.breaker(BreakerState.HALF_OPEN).metrics())
        .extracting(Metric::value)
        .containsExactly(GaugeValue.of(1));
  }
}
