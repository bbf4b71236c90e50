package io.kubernaut.benchmarks.jmh;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** {@code Thread.startVirtualThread} of JDK 21, for code that is compiled for 17. */
final class VirtualThreadStarter {
  private final MethodHandle start;

  private VirtualThreadStarter(MethodHandle start) {
    this.start = start;
  }

  static VirtualThreadStarter ofThisJdk() {
    MethodType type = MethodType.methodType(Thread.class, Runnable.class);
    try {
      return new VirtualThreadStarter(
          MethodHandles.publicLookup().findStatic(Thread.class, "startVirtualThread", type));
    } catch (NoSuchMethodException | IllegalAccessException e) {
      throw new IllegalStateException(
          "No virtual threads in Java " + Runtime.version() + ". Run this with JDK 21 or newer.",
          e);
    }
  }

  void start(Runnable task) {
    try {
      Thread unused = (Thread) start.invokeExact(task);
    } catch (Throwable e) {
      throw new IllegalStateException("Could not start a virtual thread", e);
    }
  }
}
