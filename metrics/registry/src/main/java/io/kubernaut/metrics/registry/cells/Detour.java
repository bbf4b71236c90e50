package io.kubernaut.metrics.registry.cells;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Leads from the fast path of a recording to its slow path by a call that the compiler can not
 * follow.
 *
 * <p>A meter's recording is compiled while most of its values still take the slow path, so the
 * compiler would take that for the common case and inline it. The result is a method too large to
 * be inlined itself, whose fast path saves registers for the slow one: twice the time, for good. A
 * method handle in a field that is no constant is called, never inlined. The few nanoseconds this
 * costs are paid on the slow path alone.
 */
final class Detour {
  private final MethodHandle nanos;
  private final MethodHandle amount;
  private final MethodHandle increase;

  Detour() {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      nanos = lookup.findVirtual(AdaptiveHistogram.class, "recordSlowly", taking(long.class));
      amount = lookup.findVirtual(AdaptiveHistogram.class, "recordSlowly", taking(double.class));
      increase = lookup.findVirtual(CounterSeries.class, "addSlowly", taking(long.class));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("A method of this package is not found", e);
    }
  }

  private static MethodType taking(Class<?> argument) {
    return MethodType.methodType(void.class, argument);
  }

  void nanos(AdaptiveHistogram histogram, long value) {
    try {
      nanos.invokeExact(histogram, value);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  void amount(AdaptiveHistogram histogram, double value) {
    try {
      amount.invokeExact(histogram, value);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  void increase(CounterSeries counter, long value) {
    try {
      increase.invokeExact(counter, value);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** The slow path declares no exception, so what comes is unchecked. */
  private static RuntimeException unexpected(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    return (RuntimeException) thrown;
  }
}
