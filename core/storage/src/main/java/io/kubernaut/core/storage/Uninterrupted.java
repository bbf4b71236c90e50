package io.kubernaut.core.storage;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;

/**
 * Runs what an interrupt would cut short. A channel closes itself when a thread that uses it is
 * interrupted; what can be done twice is then simply done again. The interrupt is set again at the
 * end.
 */
final class Uninterrupted {

  private Uninterrupted() {}

  /** A step that opens its own channel and may be done twice. */
  @FunctionalInterface
  interface Step {
    void run() throws IOException;
  }

  static void run(Step step) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      while (true) {
        try {
          step.run();
          return;
        } catch (ClosedByInterruptException again) {
          interrupted |= Thread.interrupted();
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
