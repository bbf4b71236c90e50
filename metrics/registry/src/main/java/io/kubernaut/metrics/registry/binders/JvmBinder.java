package io.kubernaut.metrics.registry.binders;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmCompilationMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmHeapPressureMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmInfoMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import java.lang.management.ManagementFactory;
import java.util.List;

/** The virtual machine, by Micrometer's own binders. */
final class JvmBinder implements SystemBinder {
  private final JvmGcMetrics collections = new JvmGcMetrics();
  private final JvmHeapPressureMetrics pressure = new JvmHeapPressureMetrics();
  private final List<MeterBinder> others =
      List.of(
          new JvmInfoMetrics(),
          new JvmMemoryMetrics(),
          new JvmThreadMetrics(),
          new JvmCompilationMetrics(),
          new ClassLoaderMetrics());

  @Override
  public String name() {
    return "jvm";
  }

  @Override
  public double emitted() {
    return ManagementFactory.getRuntimeMXBean().getUptime();
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    others.forEach(binder -> binder.bindTo(registry));
    collections.bindTo(registry);
    pressure.bindTo(registry);
  }

  @Override
  public void close() {
    collections.close();
    pressure.close();
  }
}
