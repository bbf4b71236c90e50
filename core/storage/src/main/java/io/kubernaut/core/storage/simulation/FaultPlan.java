package io.kubernaut.core.storage.simulation;

import io.kubernaut.core.storage.StorageFullException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Which operations of a {@link FaultyStorage} fail, and how. Made by that; safe for any thread. */
public final class FaultPlan {

  private long first;
  private long last;
  private Fault fault = Fault.IO_ERROR;
  private long operations;
  private int mostBytes = Integer.MAX_VALUE;
  private @Nullable Step before;

  FaultPlan() {}

  /** Something to do before each operation. */
  @FunctionalInterface
  public interface Step {

    /**
     * Does it.
     *
     * @param operation the name of the operation
     * @param name what it is about
     */
    void run(String operation, String name);
  }

  synchronized void fail(long from, long to, Fault how) {
    first = from;
    last = to;
    fault = how;
  }

  synchronized void shortTransfers(int bytes) {
    mostBytes = bytes;
  }

  synchronized int mostBytes() {
    return mostBytes;
  }

  synchronized void before(Step step) {
    before = step;
  }

  synchronized long operations() {
    return operations;
  }

  /** Counts an operation that cannot fail half way, and lets it fail if it is its turn. */
  void begin(String operation, String name, boolean needsSpace) throws IOException {
    Fault due = next(operation, name);
    if (due != null) {
      raise(due, operation, name, needsSpace);
    }
  }

  /** Counts an operation and returns how it is to fail. */
  @Nullable Fault next(String operation, String name) {
    Step step;
    Fault due;
    synchronized (this) {
      operations++;
      step = before;
      due = operations >= first && operations <= last ? fault : null;
    }
    if (step != null) {
      step.run(operation, name);
    }
    return due;
  }

  static void raise(Fault due, String operation, String name, boolean needsSpace)
      throws IOException {
    if (due == Fault.IO_ERROR) {
      throw new IOException("Input/output error (injected in " + operation + " of " + name + ")");
    }
    if (due == Fault.DISK_FULL && needsSpace) {
      throw new StorageFullException(name, new IOException("No space left on device (injected)"));
    }
  }
}
