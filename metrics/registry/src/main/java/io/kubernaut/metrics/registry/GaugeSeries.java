package io.kubernaut.metrics.registry;

import io.kubernaut.metrics.registry.cells.Labels;
import io.kubernaut.metrics.registry.cells.Series;
import io.micrometer.core.instrument.Meter;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A settable gauge in one word. Setting is a release store: whoever reads the value also sees what
 * was done before it was set, and the writer does not wait for its store buffer, which is all that
 * a volatile store would add.
 */
final class GaugeSeries extends Series implements SettableGauge {
  private static final VarHandle BITS;

  static {
    try {
      BITS = MethodHandles.lookup().findVarHandle(GaugeSeries.class, "bits", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  @SuppressWarnings("unused") // through the handle
  private long bits;

  GaugeSeries(Labels labels) {
    super(labels);
  }

  @Override
  public void set(double value) {
    BITS.setRelease(this, Double.doubleToRawLongBits(value));
  }

  @Override
  public void add(double amount) {
    long old;
    long sum;
    do {
      old = (long) BITS.getVolatile(this);
      sum = Double.doubleToRawLongBits(Double.longBitsToDouble(old) + amount);
    } while (!BITS.weakCompareAndSet(this, old, sum));
  }

  @Override
  public double value() {
    return Double.longBitsToDouble((long) BITS.getAcquire(this));
  }

  @Override
  public int depths() {
    return 1;
  }

  @Override
  public int touch(int depth) {
    return (int) bits;
  }

  @Override
  public Meter.Id getId() {
    return id();
  }
}
