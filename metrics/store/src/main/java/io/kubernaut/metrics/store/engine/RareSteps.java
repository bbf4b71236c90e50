package io.kubernaut.metrics.store.engine;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Leads from the appending of a sample to what follows once in a hundred times, by a call that the
 * compiler can not follow.
 *
 * <p>Appending is a few instructions; sealing a chunk, which comes between two of them, is the
 * whole codec. The compiler would inline it into each method on the way to it, again and again as
 * its profile changes: seconds of its time for tens of kilobytes of machine code, in a server that
 * has just been started and is being written to. A method handle in a field that is no constant is
 * called, never inlined.
 */
final class RareSteps {
  private final MethodHandle seal;

  RareSteps() {
    try {
      seal =
          MethodHandles.lookup()
              .findVirtual(
                  HeadSeries.class,
                  "seal",
                  MethodType.methodType(void.class, OpenChunk.class, ChunkEncoder.class));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("A method of this package is not found", e);
    }
  }

  /** Seals the open chunk of a series. */
  void seal(HeadSeries series, OpenChunk chunk, ChunkEncoder encoder) {
    try {
      seal.invokeExact(series, chunk, encoder);
    } catch (RuntimeException | Error thrown) {
      throw thrown;
    } catch (Throwable checked) {
      throw new IllegalStateException("Sealing a chunk declares no checked exception", checked);
    }
  }
}
