package io.kubernaut.examples.prometheus;

import java.io.IOException;
import org.junit.jupiter.api.Assumptions;

/** Programs of Debian's package {@code prometheus}, which not every machine has. */
final class Tools {

  private Tools() {}

  /**
   * Starts a program; where it is missing the test is skipped, or fails where CI has to have it.
   */
  static Process start(ProcessBuilder program) throws IOException {
    try {
      return program.start();
    } catch (IOException missing) {
      if (System.getenv("CI") != null) {
        throw missing;
      }
      return Assumptions.abort(
          program.command().get(0) + " (Debian package prometheus) is not installed");
    }
  }
}
