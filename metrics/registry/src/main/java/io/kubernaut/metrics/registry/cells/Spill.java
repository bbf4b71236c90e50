package io.kubernaut.metrics.registry.cells;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * What a counter needs only when it is busy, or when something else than ones is added. Each part
 * is made when first needed: a cold counter stays small, and a reader does not touch memory that
 * says nothing.
 */
final class Spill {
  private static final VarHandle WHOLE;
  private static final VarHandle FRACTION;
  private static final VarHandle FRACTIONS;
  private static final VarHandle SURPLUS;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      WHOLE = lookup.findVarHandle(Spill.class, "whole", LongAdder.class);
      FRACTION = lookup.findVarHandle(Spill.class, "fraction", long.class);
      FRACTIONS = lookup.findVarHandle(Spill.class, "fractions", DoubleAdder.class);
      SURPLUS = lookup.findVarHandle(Spill.class, "surplus", LongAdder.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private volatile @Nullable LongAdder whole;
  private volatile long fraction; // the bits of a double, until two threads meet here
  private volatile @Nullable DoubleAdder fractions; // what was added after that
  private volatile @Nullable LongAdder surplus;

  /** How many additions came here since a thread was given a cell; racy on purpose. */
  int tries;

  /** Whether {@link #addWhole} has taken over from the single atomic word. */
  volatile boolean striped;

  /** Adds what virtual threads add, and threads beyond the memory budget. */
  void addWhole(long amount) {
    adder(WHOLE, whole).add(amount);
  }

  /** Adds what additions to the shared word, or by threads that died, added beyond one each. */
  void addSurplus(long amount) {
    adder(SURPLUS, surplus).add(amount);
  }

  /** Adds what is not a whole number. */
  void addFraction(double amount) {
    DoubleAdder known = fractions;
    if (known == null) {
      long old = fraction;
      long sum = Double.doubleToRawLongBits(Double.longBitsToDouble(old) + amount);
      if (FRACTION.compareAndSet(this, old, sum)) {
        return;
      }
      DoubleAdder fresh = new DoubleAdder();
      DoubleAdder first = (DoubleAdder) FRACTIONS.compareAndExchange(this, null, fresh);
      known = first == null ? fresh : first;
    }
    known.add(amount);
  }

  private LongAdder adder(VarHandle place, @Nullable LongAdder known) {
    if (known != null) {
      return known;
    }
    LongAdder fresh = new LongAdder();
    LongAdder first = (LongAdder) place.compareAndExchange(this, null, fresh);
    return first == null ? fresh : first;
  }

  long whole() {
    LongAdder known = whole;
    return known == null ? 0 : known.sum();
  }

  double fractions() {
    double alone = Double.longBitsToDouble(fraction);
    DoubleAdder known = fractions;
    return known == null ? alone : alone + known.sum();
  }

  long surplus() {
    LongAdder known = surplus;
    return known == null ? 0 : known.sum();
  }
}
