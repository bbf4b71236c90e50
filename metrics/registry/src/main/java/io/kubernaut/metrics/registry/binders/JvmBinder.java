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

/** The virtual machine, by Micrometer's own binders. What is dear to ask is asked at looks. */
final class JvmBinder implements SystemBinder {
  private final CollectedMeters looks;
  private final JvmGcMetrics collections = new JvmGcMetrics();
  private final JvmHeapPressureMetrics pressure = new JvmHeapPressureMetrics();
  private final List<MeterBinder> others =
      List.of(
          new JvmInfoMetrics(),
          new JvmMemoryMetrics(),
          new JvmCompilationMetrics(),
          new ClassLoaderMetrics());

  JvmBinder(CollectedMeters looks) {
    this.looks = looks;
  }

  /** What the looks find: to ask for the states of threads visits all of them, once a state. */
  static FigureSource source() {
    return new MeterFigures(new JvmThreadMetrics());
  }

  @Override
  public String name() {
    return looks.name();
  }

  @Override
  public double emitted() {
    return ManagementFactory.getRuntimeMXBean().getUptime();
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    others.forEach(binder -> binder.bindTo(registry));
    looks.bindTo(registry);
    collections.bindTo(registry);
    pressure.bindTo(registry);
  }

  @Override
  public void close() {
    collections.close();
    pressure.close();
  }
}
