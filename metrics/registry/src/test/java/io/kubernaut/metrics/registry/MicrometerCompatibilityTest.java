package io.kubernaut.metrics.registry;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.tck.MeterRegistryCompatibilityKit;
import java.time.Duration;
import org.junit.jupiter.api.Tag;

/** Micrometer's own technology compatibility kit, unchanged and complete. */
@Tag("BR-MET-003")
class MicrometerCompatibilityTest extends MeterRegistryCompatibilityKit {

  @Override
  public MeterRegistry registry() {
    return KubernautMeterRegistry.builder().clock(new MockClock()).build();
  }

  @Override
  public Duration step() {
    return RegistryOptions.DEFAULTS.maximumWindow().dividedBy(3);
  }
}
