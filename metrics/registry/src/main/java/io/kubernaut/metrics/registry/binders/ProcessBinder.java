package io.kubernaut.metrics.registry.binders;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.lang.management.ManagementFactory;

/** The process: what the virtual machine tells about it everywhere, and Linux in its files. */
record ProcessBinder(CollectedMeters files, CollectedMeters told) implements SystemBinder {

  /** What the virtual machine tells at a price: it reads the control group's files for each. */
  static FigureSource source() {
    return new MeterFigures(new ProcessorMetrics(), new FileDescriptorMetrics());
  }

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
    new UptimeMetrics().bindTo(registry);
    told.bindTo(registry);
    files.bindTo(registry);
  }
}
