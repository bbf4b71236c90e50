package io.kubernaut.metrics.registry.binders;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Components as a service has them, small enough for tests. */
final class Components {
  private Components() {}

  /** Starts a server on loopback, which ends each exchange by itself. */
  static HttpServer server(HttpHandler handler) throws IOException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpServer server = HttpServer.create(any, 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            handler.handle(exchange);
          }
        });
    server.start();
    return server;
  }

  static URI uri(HttpServer server) {
    return URI.create("http://localhost:" + server.getAddress().getPort() + "/metrics");
  }

  static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static ThreadPoolExecutor pool(int threads) {
    return (ThreadPoolExecutor) Executors.newFixedThreadPool(threads);
  }

  /** A pool counts a task a moment after the task has ended. */
  static void awaitCompleted(ThreadPoolExecutor pool, long tasks) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (pool.getCompletedTaskCount() < tasks) {
      assertThat(System.nanoTime()).as("time to complete %d tasks", tasks).isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  static final class Breaker implements BreakerFigures {
    volatile State state = State.CLOSED;
    volatile long successes;
    volatile long failures;
    volatile long refusals;

    @Override
    public State state() {
      return state;
    }

    @Override
    public long successes() {
      return successes;
    }

    @Override
    public long failures() {
      return failures;
    }

    @Override
    public long refusals() {
      return refusals;
    }
  }

  static final class SmallCache implements CacheFigures {
    volatile long hits;
    volatile long misses;
    volatile long puts;
    volatile long evictions;

    @Override
    public long hits() {
      return hits;
    }

    @Override
    public long misses() {
      return misses;
    }

    @Override
    public long puts() {
      return puts;
    }

    @Override
    public OptionalLong evictions() {
      return OptionalLong.of(evictions);
    }

    @Override
    public OptionalLong size() {
      return OptionalLong.of(puts - evictions);
    }
  }
}
