package io.kubernaut.examples.quickstart;

import io.kubernaut.Kubernaut;
import io.kubernaut.KubernautBuilder;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * An order service under its own traffic, measured: says where to look, and at the end what was.
 */
public final class Quickstart {

  private static final int WRONG_USE = 2;
  private static final int ANY_FREE = 0;

  private Quickstart() {}

  /**
   * Runs the service.
   *
   * @param arguments {@code --seconds N} ends it after that time; without it, it runs until it is
   *     stopped; {@code --data DIR} keeps its history there across restarts
   * @throws InterruptedException if the thread is interrupted
   */
  public static void main(String[] arguments) throws InterruptedException {
    try {
      run(Arguments.parse(arguments), System.out);
    } catch (IllegalArgumentException wrong) {
      System.err.println("quickstart: " + wrong.getMessage());
      System.exit(WRONG_USE);
    }
  }

  static void run(Arguments arguments, PrintStream out) throws InterruptedException {
    try (Kubernaut kubernaut = start(arguments.data())) {
      Report report = new Report(kubernaut, out);
      OrderService orders = new OrderService(kubernaut);
      kubernaut.platform().add(report);
      kubernaut.platform().add(orders);
      kubernaut.platform().add(new Traffic(kubernaut, orders));
      say(out, kubernaut.http().uri(), orders.uri(), arguments);
      await(arguments.time());
    }
  }

  /** Takes a free port where the usual one is in use, so that two of these can run. */
  private static Kubernaut start(Optional<Path> data) {
    Kubernaut usual = start(data, KubernautBuilder.STANDARD_PORT);
    if (usual.http().uri().isPresent()) {
      return usual;
    }
    usual.close();
    return start(data, ANY_FREE);
  }

  private static Kubernaut start(Optional<Path> data, int port) {
    KubernautBuilder builder =
        Kubernaut.builder("quickstart")
            .version("1.0")
            .label("environment", "demo")
            .historyInMemory()
            .http(port);
    data.ifPresent(builder::dataDirectory);
    return builder.start();
  }

  private static void say(PrintStream out, Optional<URI> metrics, URI orders, Arguments arguments) {
    out.println("Kubernaut quickstart: " + metrics.map(uri -> uri + "/metrics").orElse("no HTTP"));
    metrics.ifPresent(uri -> out.println("  how it is, and why: " + uri + "/health/status"));
    out.println("  the service itself: " + orders + "/stock/tea");
    out.println(
        arguments
            .time()
            .map(time -> "  ends after " + time.toSeconds() + " s with a summary")
            .orElse("  ends on Ctrl-C with a summary"));
  }

  private static void await(Optional<Duration> time) throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    if (time.isEmpty()) {
      never.await();
    } else if (never.await(time.get().toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("The end came too soon.");
    }
  }
}
