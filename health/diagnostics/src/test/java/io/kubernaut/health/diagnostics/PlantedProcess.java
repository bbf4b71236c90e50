package io.kubernaut.health.diagnostics;

import io.kubernaut.core.runtime.Platform;
import io.kubernaut.metrics.registry.KubernautMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;

/** A process with a deadlock, and with a secret in every place where one may be. */
final class PlantedProcess {

  private static final String SECRET = "S3cr3tCanary";

  private PlantedProcess() {}

  public static void main(String[] arguments) throws Exception {
    Object ledger = new Object();
    ReentrantLock stock = new ReentrantLock();
    CountDownLatch both = new CountDownLatch(2);
    start(
        "place order",
        () -> {
          synchronized (ledger) {
            meet(both);
            stock.lock();
          }
        });
    start(
        "count stock",
        () -> {
          stock.lock();
          meet(both);
          synchronized (ledger) {
            throw new IllegalStateException("there is no deadlock");
          }
        });
    start("poll https://orders:" + SECRET + "Url@broker/", PlantedProcess::forEver);
    start("worker for " + System.getenv("BROKER_PASSWORD"), PlantedProcess::forEver);
    try (Platform platform = Platform.builder("planted").start()) {
      Files.write(Path.of(arguments[0]), bundle(platform, arguments));
    }
    System.out.println("done");
    Runtime.getRuntime().halt(0);
  }

  private static byte[] bundle(Platform platform, String[] arguments) throws Exception {
    KubernautMeterRegistry registry = KubernautMeterRegistry.builder().platform(platform).build();
    registry
        .counter("logins", "url", "jdbc:mysql://db/x?user=a&password=" + SECRET + "Label")
        .increment();
    registry.counter("uses", "by", System.getenv("BROKER_PASSWORD")).increment();
    LogTail log = LogTail.of(100);
    log.add("login with password=" + SECRET + "Log");
    log.add("-----BEGIN PRIVATE KEY-----");
    log.add(SECRET + "PemLine");
    log.add("-----END PRIVATE KEY-----");
    log.add("GET / Authorization: Bearer " + SECRET + "Bearer");
    log.add("config says " + SECRET + "Config");
    log.add("arguments " + String.join(" ", arguments));
    try (Diagnostics diagnostics =
        Diagnostics.builder(platform)
            .configuration(
                () ->
                    Map.of(
                        "db.password",
                        SECRET + "Config",
                        "db.url",
                        "jdbc:oracle:thin:a/" + SECRET + "Oracle@db"))
            .metrics(registry)
            .part(log.part("log.txt"))
            .part(
                BundlePart.tail(
                    "audit.txt", () -> java.util.List.of("{\"token\":\"" + SECRET + "Audit\"}")))
            .open()) {
      while (diagnostics.deadlocks().isEmpty()) {
        Thread.onSpinWait();
      }
      return diagnostics.bundle().zip();
    }
  }

  private static void start(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }

  private static void meet(CountDownLatch both) {
    both.countDown();
    await(both);
  }

  private static void forEver() {
    await(new CountDownLatch(1));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException end) {
      throw new IllegalStateException(end);
    }
  }
}
