package io.kubernaut.health.diagnostics.profile;

import io.kubernaut.core.runtime.Platform;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.ReentrantLock;

/** A small service with one bottleneck; says which one it finds in itself. */
final class PlantedBottleneck {

  private static final int WORKERS = 8;

  private PlantedBottleneck() {}

  public static void main(String[] arguments) throws Exception {
    try (Platform platform = Platform.builder("planted").start()) {
      plant(arguments[0], platform);
      BottleneckReport report =
          Bottlenecks.of(platform, List.of()).watch(Duration.ofMillis(1_500)).get();
      report.ranking().forEach(System.out::println);
      System.out.printf("overhead %.4f samples %d%n", report.overhead(), report.samples());
      System.out.println("first " + report.first().map(Bottleneck::cause).orElseThrow());
    }
    Runtime.getRuntime().halt(0);
  }

  private static void plant(String kind, Platform platform) throws Exception {
    switch (kind) {
      case "cpu" -> workers(4, () -> spin(1_000_000));
      case "monitor" -> {
        Object monitor = new Object();
        workers(
            WORKERS,
            () -> {
              synchronized (monitor) {
                return spin(200_000);
              }
            });
      }
      case "lock" -> {
        ReentrantLock lock = new ReentrantLock();
        workers(
            WORKERS,
            () -> {
              lock.lock();
              try {
                return spin(200_000);
              } finally {
                lock.unlock();
              }
            });
      }
      case "gc" -> {
        List<byte[][]> live = live();
        workers(2, () -> churn(live));
      }
      case "pool" -> {
        ConnectionPool pool = new ConnectionPool(2);
        workers(12, () -> pool.use(() -> spin(500_000)));
      }
      case "socket" -> {
        ServerSocket server = slowServer(platform);
        workers(WORKERS, () -> ask(server.getLocalPort()));
      }
      case "http" -> {
        ServerSocket server = slowServer(platform);
        HttpClient client = HttpClient.newHttpClient();
        workers(WORKERS, () -> get(client, server.getLocalPort()));
      }
      default -> throw new IllegalArgumentException(kind);
    }
  }

  private static void workers(int count, Callable<?> work) {
    for (int i = 0; i < count; i++) {
      start("worker-" + i, work);
    }
  }

  private static void start(String name, Callable<?> work) {
    Thread thread =
        new Thread(
            () -> {
              while (true) {
                try {
                  work.call();
                } catch (Exception failed) {
                  System.out.println(failed);
                }
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
  }

  private static long spin(int rounds) {
    long sum = 0;
    for (int i = 0; i < rounds; i++) {
      sum = sum * 31 + i;
    }
    return sum;
  }

  /** Many small objects that a collection has to walk over. */
  private static List<byte[][]> live() {
    List<byte[][]> live = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      live.add(small());
    }
    return live;
  }

  private static byte[][] small() {
    byte[][] all = new byte[1_000][];
    for (int i = 0; i < all.length; i++) {
      all[i] = new byte[16];
    }
    return all;
  }

  private static Object churn(List<byte[][]> live) {
    int at = (int) (System.nanoTime() & 511);
    synchronized (live) {
      return live.set(at, small());
    }
  }

  /** Two connections for all. */
  private static final class ConnectionPool {

    private final BlockingQueue<Integer> free;

    ConnectionPool(int size) {
      free = new ArrayBlockingQueue<>(size);
      for (int i = 0; i < size; i++) {
        free.add(i);
      }
    }

    Object use(Callable<?> work) throws Exception {
      Integer connection = borrow();
      try {
        return work.call();
      } finally {
        free.add(connection);
      }
    }

    private Integer borrow() throws InterruptedException {
      return free.take();
    }
  }

  /** Answers each connection after 100 ms. */
  private static ServerSocket slowServer(Platform platform) throws IOException {
    ServerSocket server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    start(
        "server",
        () -> {
          Socket socket = server.accept();
          return platform.scheduler().once("answer", Duration.ofMillis(100), () -> answer(socket));
        });
    return server;
  }

  private static void answer(Socket socket) {
    try (socket) {
      socket
          .getOutputStream()
          .write(
              "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok"
                  .getBytes(StandardCharsets.US_ASCII));
    } catch (IOException gone) {
      System.out.println(gone);
    }
  }

  private static Object ask(int port) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      InputStream in = socket.getInputStream();
      return in.readAllBytes();
    }
  }

  private static Object get(HttpClient client, int port) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/")).build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
