package io.kubernaut.metrics.registry.binders;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.lang.management.ManagementFactory;

/** The process: what the virtual machine tells about it everywhere, and Linux in its files. */
record ProcessBinder(CollectedMeters files) implements SystemBinder {

  @Override
  public String name() {
    return files.name();
  }

  /** The virtual machine tells the time of the process everywhere. */
  @Override
  public double emitted() {
    return files.emitted() + ManagementFactory.getRuntimeMXBean().getUptime();
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    files.bindTo(registry);
  }
}
