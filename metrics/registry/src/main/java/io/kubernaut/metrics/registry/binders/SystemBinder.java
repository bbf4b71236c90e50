package io.kubernaut.metrics.registry.binders;

import io.micrometer.core.instrument.binder.MeterBinder;

/** Binds one part of what is around a service. */
interface SystemBinder extends MeterBinder {

  /** Returns what the part is called. */
  String name();

  /** Returns a sum that grows whenever figures are found. */
  double emitted();

  /** Stops listening to the virtual machine, where it does. */
  default void close() {}
}
