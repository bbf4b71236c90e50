package io.kubernaut;

import io.kubernaut.core.http.Routes;
import io.kubernaut.core.runtime.Component;
import io.kubernaut.core.runtime.MonotonicClock;
import io.kubernaut.core.runtime.Platform;
import io.kubernaut.metrics.registry.KubernautMeterRegistry;
import io.kubernaut.metrics.registry.RegistryOptions;
import io.kubernaut.metrics.registry.binders.Attachments;
import io.kubernaut.metrics.registry.binders.SystemBinders;
import io.kubernaut.metrics.registry.exposition.Exposition;
import io.kubernaut.metrics.registry.exposition.MetricsRoutes;
import io.kubernaut.metrics.registry.jmx.MetricBeans;
import java.time.Duration;

/**
 * The registry, what it measures from the start, and how it is shown.
 *
 * @param registry where everything is counted
 * @param attachments what is measured
 * @param system the virtual machine, the process, the machine and the control group
 * @param beans JMX
 */
record Metering(
    KubernautMeterRegistry registry,
    Attachments attachments,
    SystemBinders system,
    MetricBeans beans)
    implements Component {

  /**
   * How old the figures of the machine may be; cAdvisor looks as often. They stand in dozens of
   * files of the kernel: read each second, they were a third of what an idle platform costs.
   */
  private static final Duration MACHINE_LOOK = Duration.ofSeconds(10);

  static Metering on(Platform platform, RegistryOptions options, boolean operable) {
    KubernautMeterRegistry registry =
        KubernautMeterRegistry.builder().options(options).platform(platform).build();
    Attachments attachments = Attachments.to(registry);
    SystemBinders system =
        SystemBinders.builder().clock(platform.monotonicClock()).interval(MACHINE_LOOK).build();
    attachments.system(system);
    MetricBeans beans =
        operable
            ? MetricBeans.operable(registry, platform.beans())
            : MetricBeans.readOnly(registry, platform.beans());
    return new Metering(registry, attachments, system, beans);
  }

  Routes routes(MonotonicClock clock) {
    return MetricsRoutes.of(Exposition.of(registry), clock);
  }

  @Override
  public String name() {
    return "metrics";
  }

  /** It counts since it was made: whoever made it may record at once. */
  @Override
  public void start(Platform platform) {}

  @Override
  public void stop(Duration budget) {
    beans.close();
    system.close();
    registry.close();
  }
}
