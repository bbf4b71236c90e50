package io.kubernaut.core.jetty;

import io.kubernaut.core.http.HostRule;
import io.kubernaut.core.http.HttpLimits;
import io.kubernaut.core.http.Router;
import io.kubernaut.core.runtime.MonotonicClock;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Jetty, put together: one connector, one selector, daemon threads, bounded pools.
 *
 * <p>Jetty's own timeouts are set so wide that they never act: the {@link Watch} holds all limits
 * of time.
 */
final class Engine {

  private static final Logger LOG = LoggerFactory.getLogger(JettyServer.class);

  private static final long POOLED_BYTES = 8L * 1024 * 1024;

  /** Threads beside those that handle requests: the selector, and some for everything else. */
  private static final int SPARE_THREADS = 8;

  private final Server server;
  private final ServerConnector connector;
  private final Scheduler timer;
  private final Watch watch;
  private volatile boolean running;

  Engine(
      String name,
      InetSocketAddress address,
      Router router,
      HostRule hosts,
      Scheduler timer,
      MonotonicClock clock,
      Duration heartbeat) {
    this.timer = timer;
    this.watch = new Watch(router.limits(), clock);
    QueuedThreadPool threads = threads(name, router.limits());
    this.server =
        new Server(
            threads, timer, new ArrayByteBufferPool(-1, -1, -1, -1, POOLED_BYTES, POOLED_BYTES));
    this.connector = connector(server, address, router.limits());
    connector.addBean(watch);
    server.addConnector(connector);
    server.setHandler(new ServerHandler(new Context(router, hosts, watch, clock, heartbeat)));
    server.setErrorHandler(new ErrorPages(router));
  }

  private static QueuedThreadPool threads(String name, HttpLimits limits) {
    QueuedThreadPool threads =
        new QueuedThreadPool(limits.concurrentRequests() + SPARE_THREADS, 2, 30_000);
    threads.setName(name);
    threads.setDaemon(true);
    threads.setReservedThreads(0);
    threads.setStopTimeout(1_000);
    return threads;
  }

  private static ServerConnector connector(
      Server server, InetSocketAddress address, HttpLimits limits) {
    ServerConnector connector =
        new ServerConnector(server, 0, 1, new HttpConnectionFactory(configuration(limits)));
    connector.setHost(address.getAddress().getHostAddress());
    connector.setPort(address.getPort());
    connector.setAcceptQueueSize(256);
    connector.setIdleTimeout(
        limits
            .idleTime()
            .plus(limits.requestTime())
            .plus(limits.stallTime())
            .plusHours(1)
            .toMillis());
    return connector;
  }

  private static HttpConfiguration configuration(HttpLimits limits) {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setSendXPoweredBy(false);
    http.setSendDateHeader(true);
    http.setRequestHeaderSize(limits.headerBytes());
    http.setHttpCompliance(HttpCompliance.STRICT);
    // Targets are judged by the router, so that there is one reading of them; Jetty passes them on.
    http.setUriCompliance(UriCompliance.UNSAFE);
    http.setIdleTimeout(-1);
    return http;
  }

  /** Takes the address. Can be tried again. */
  void open() throws IOException {
    connector.open();
  }

  /** Starts to serve on the address that was taken. */
  void start() throws Exception {
    server.start();
    running = true;
    tick();
  }

  int port() {
    return connector.getLocalPort();
  }

  Watch watch() {
    return watch;
  }

  private void tick() {
    if (running) {
      watch.tick();
      timer.schedule(this::tick, watch.interval().toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  /** Stops; tells whether all requests had finished by themselves. */
  boolean stop(Duration budget) {
    connector.close();
    boolean finished = false;
    try {
      // From now on every answer closes its connection; the watch knows when all have ended.
      CompletableFuture<Void> unused = connector.shutdown();
      finished = watch.drain(budget);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    running = false;
    try {
      server.stop();
    } catch (Exception failure) {
      LOG.warn("The HTTP server did not stop cleanly", failure);
    }
    return finished;
  }
}
