package io.kubernaut.examples.diagnostics;

import io.kubernaut.Kubernaut;
import io.kubernaut.core.runtime.BoundedExecutor;
import io.kubernaut.core.runtime.ExecutorLimits;
import io.kubernaut.health.diagnostics.Bundle;
import io.kubernaut.health.diagnostics.LogTail;
import io.kubernaut.health.diagnostics.profile.BottleneckReport;
import io.kubernaut.types.Decision;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** Asks a service in trouble what holds it up, and writes a bundle for those who are to help. */
public final class Diagnosis {

  private static final int WORKERS = 4;

  private Diagnosis() {}

  /**
   * Runs for some seconds.
   *
   * @param arguments the file that the bundle is written to
   * @throws IOException if it cannot be written
   */
  public static void main(String[] arguments) throws IOException {
    run(Path.of(arguments.length == 0 ? "bundle.zip" : arguments[0]), System.out);
  }

  static void run(Path file, PrintStream out) throws IOException {
    LogTail log = LogTail.of(1_000);
    try (Kubernaut kubernaut =
        Kubernaut.builder("orders")
            .withoutHistory()
            .diagnostics(
                more ->
                    more.part(log.part("log.txt"))
                        .configuration(
                            () -> Map.of("db.user", "orders", "db.password", "correct horse")))
            .start()) {
      log.add("login as orders with correct horse"); // a mistake that the bundle mends
      AtomicBoolean ended = new AtomicBoolean();
      work(kubernaut, ended);
      explain(kubernaut.diagnostics().bottlenecks(Duration.ofSeconds(2)).join(), out);
      write(kubernaut.diagnostics().bundle(), file, out);
      ended.set(true);
    }
  }

  /** All workers want the same lock for as long as they have it. */
  private static void work(Kubernaut kubernaut, AtomicBoolean ended) {
    BoundedExecutor workers =
        kubernaut.platform().executor("workers", new ExecutorLimits(WORKERS, 0));
    Object ledger = new Object();
    for (int i = 0; i < WORKERS; i++) {
      workers.execute(() -> book(ledger, ended));
    }
  }

  /** Writes the book while it holds the lock, which takes as long as a disk does. */
  private static void book(Object ledger, AtomicBoolean ended) {
    while (!ended.get()) {
      synchronized (ledger) {
        LockSupport.parkNanos(2_000_000);
      }
    }
  }

  private static void explain(BottleneckReport report, PrintStream out) {
    Decision found = report.explain();
    out.println(found.chosen() + ": " + found.reason());
    found.evidence().forEach((name, value) -> out.println("  " + name + " = " + value));
  }

  private static void write(Bundle bundle, Path file, PrintStream out) throws IOException {
    try (OutputStream stream = Files.newOutputStream(file)) {
      bundle.writeTo(stream);
    }
    List<String> warnings = bundle.manifest().warnings();
    out.println(
        "%s: %d files, %s"
            .formatted(
                file,
                bundle.manifest().parts().size() + 2,
                warnings.isEmpty() ? "complete" : warnings));
  }
}
