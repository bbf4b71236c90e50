package io.kubernaut.core.jetty;

import io.kubernaut.core.http.HostRule;
import io.kubernaut.core.http.HttpServer;
import io.kubernaut.core.http.Router;
import io.kubernaut.core.runtime.MonotonicClock;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The embedded HTTP server: Jetty core under the routes of one {@link Router}.
 *
 * <pre>{@code
 * try (JettyServer server = JettyServer.builder(router).named("orders").port(8077).build()) {
 *   server.start();
 *   ...
 * }
 * }</pre>
 *
 * <p>It is off until started, and then listens on the loopback address only. If its address is in
 * use, the host goes on: the outcome says so, the log too, and it tries again in the background if
 * asked to. All its threads are daemons and carry its name; after {@link #stop} none is left. It
 * changes nothing JVM-wide: no property, no shutdown hook.
 *
 * <p>Bounded, per instance, by the router's {@link io.kubernaut.core.http.HttpLimits}: connections,
 * event streams, threads (as many as concurrent requests, and a few), the sizes of what clients
 * send, and the time they may take for it. Safe for any thread; {@link #start} and {@link #stop}
 * block, for the time of the operating system and of the budget.
 */
public final class JettyServer implements HttpServer {

  private static final Logger LOG = LoggerFactory.getLogger(JettyServer.class);

  private final String name;
  private final InetSocketAddress address;
  private final Optional<Duration> retry;
  private final Engine engine;
  private final Ticker ticker;

  // The first is held while stopping, the second never while waiting for a thread.
  private final Object stopping = new Object();
  private final Object life = new Object();

  // Written under life, and at the end of stopping.
  private volatile Binding binding = new Binding.Off();
  private boolean started;
  private boolean stopped;

  private JettyServer(Builder builder) {
    this.name = builder.name;
    this.address = new InetSocketAddress(builder.bind, builder.port);
    this.retry = Optional.ofNullable(builder.retry);
    this.ticker = new Ticker(name + "-timer");
    this.engine =
        new Engine(
            name,
            address,
            builder.router,
            builder.hosts(),
            ticker.scheduler(),
            MonotonicClock.system(),
            builder.heartbeat);
  }

  /**
   * Returns a builder of a server on the loopback address and a free port.
   *
   * @param router whose routes it serves
   * @return the builder
   */
  public static Builder builder(Router router) {
    return new Builder(router);
  }

  @Override
  public Binding start() {
    synchronized (life) {
      if (stopped) {
        throw new IllegalStateException(
            "HTTP server \"%s\" was stopped. A server is started once: build another."
                .formatted(name));
      }
      if (!started) {
        started = true;
        startTimer();
        listen();
      }
      return binding;
    }
  }

  private void startTimer() {
    try {
      ticker.scheduler().start();
    } catch (Exception failure) {
      throw new IllegalStateException("The timer of HTTP server " + name + " failed", failure);
    }
  }

  private void listen() {
    boolean before = binding instanceof Binding.Unavailable;
    try {
      engine.open();
      engine.start();
      binding = new Binding.Listening(uri(engine.port()));
      LOG.info("HTTP server {} listens on {}", name, uri(engine.port()));
      warnIfExposed();
    } catch (Exception failure) {
      String reason = reason(failure);
      binding = new Binding.Unavailable(address, reason, retry.isPresent());
      if (!before) {
        LOG.warn(
            "HTTP server {} cannot listen on {}: {}. The application goes on without it{}",
            name,
            address,
            reason,
            retry.map(pause -> "; trying again every " + pause).orElse(""));
      }
      retry.ifPresent(
          pause ->
              ticker
                  .scheduler()
                  .schedule(this::listenAgain, pause.toNanos(), TimeUnit.NANOSECONDS));
    }
  }

  /** Jetty only repeats the address; why it cannot be had is said below. */
  private static String reason(Exception failure) {
    Throwable root = failure.getCause() == null ? failure : failure.getCause();
    return Objects.requireNonNullElse(root.getMessage(), root.toString());
  }

  private void listenAgain() {
    synchronized (life) {
      if (!stopped) {
        listen();
      }
    }
  }

  private URI uri(int port) {
    InetAddress host = address.getAddress();
    String text = host.getHostAddress();
    return URI.create("http://" + (text.contains(":") ? "[" + text + "]" : text) + ":" + port);
  }

  private void warnIfExposed() {
    if (!address.getAddress().isLoopbackAddress()) {
      LOG.warn(
          "HTTP server {} can be reached from other hosts without encryption, as it was told",
          name);
    }
  }

  @Override
  public Binding binding() {
    return binding;
  }

  /**
   * Returns how many connections are open, those of event streams not counted.
   *
   * @return the number now
   */
  public int connections() {
    return engine.watch().connections();
  }

  /**
   * Returns how many event streams are open.
   *
   * @return the number now
   */
  public int eventStreams() {
    return engine.watch().streams();
  }

  @Override
  public boolean stop(Duration budget) {
    synchronized (stopping) {
      boolean finished = !leave() || engine.stop(budget);
      binding = new Binding.Off();
      stopTimer();
      return finished;
    }
  }

  /** Tells whether there is something to stop. */
  private boolean leave() {
    synchronized (life) {
      boolean running = started && !stopped;
      stopped = true;
      return running;
    }
  }

  private void stopTimer() {
    try {
      ticker.stop();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public String toString() {
    return "HTTP server " + name + ", " + binding;
  }

  /** Collects what a server is made of. Used by one thread. */
  public static final class Builder {

    private final Router router;
    private String name = "kubernaut-http";
    private InetAddress bind = InetAddress.getLoopbackAddress();
    private int port;
    private HostRule names = HostRule.loopback();
    private @Nullable Duration retry;
    private Duration heartbeat = Duration.ofSeconds(15);

    private Builder(Router router) {
      this.router = Objects.requireNonNull(router, "router");
    }

    /**
     * Sets the name, with which the names of all its threads begin.
     *
     * @param name the name, often the one of the platform with {@code -http}
     * @return this builder
     */
    public Builder named(String name) {
      this.name = Objects.requireNonNull(name, "name");
      return this;
    }

    /**
     * Sets the port.
     *
     * @param port the port, or 0 for a free one
     * @return this builder
     * @throws IllegalArgumentException if it is none
     */
    public Builder port(int port) {
      if (port < 0 || port > 65_535) {
        throw new IllegalArgumentException(
            "Invalid port " + port + ". Use 1 to 65535, or 0 for a free one.");
      }
      this.port = port;
      return this;
    }

    /**
     * Sets the loopback address to listen on.
     *
     * @param address a loopback address
     * @return this builder
     * @throws IllegalArgumentException if other hosts could reach that address
     */
    public Builder bind(InetAddress address) {
      if (!address.isLoopbackAddress()) {
        throw new IllegalArgumentException(
            ("Address %s can be reached from other hosts, and there is no encryption. Bind a loopback address and"
                    + " put a proxy in front, or say exposeUnencrypted(address) if the network is trusted.")
                .formatted(address));
      }
      this.bind = address;
      return this;
    }

    /**
     * Sets an address to listen on that other hosts can reach, without encryption: for a network
     * where everybody may see what is sent, such as the one inside a pod. The {@code Host} header
     * is then not compared with anything, because the server does not know its names.
     *
     * @param address any address, such as {@code 0.0.0.0}
     * @return this builder
     */
    public Builder exposeUnencrypted(InetAddress address) {
      this.bind = Objects.requireNonNull(address, "address");
      return this;
    }

    /**
     * Adds a name under which a server on the loopback address may be called, beside the loopback's
     * own names, such as the name of a proxy in front.
     *
     * @param host a host name or address, without a port
     * @return this builder
     * @throws IllegalArgumentException if it is none
     */
    public Builder host(String host) {
      this.names = names.and(host);
      return this;
    }

    /**
     * Makes it try again in the background when its address is in use.
     *
     * @param pause between two tries
     * @return this builder
     * @throws IllegalArgumentException if the pause is not positive
     */
    public Builder retry(Duration pause) {
      this.retry = positive("Retry pause", pause);
      return this;
    }

    /**
     * Sets how long an event stream may be silent before it gets a sign of life, by which a lost
     * connection is noticed.
     *
     * @param heartbeat instead of 15 seconds
     * @return this builder
     * @throws IllegalArgumentException if it is not positive
     */
    public Builder heartbeat(Duration heartbeat) {
      this.heartbeat = positive("Heartbeat", heartbeat);
      return this;
    }

    private static Duration positive(String what, Duration value) {
      if (value.isZero() || value.isNegative()) {
        throw new IllegalArgumentException(
            what + " must be positive, but is " + value + ". Use some seconds.");
      }
      return value;
    }

    private HostRule hosts() {
      return bind.isLoopbackAddress() ? names : HostRule.any();
    }

    /**
     * Returns the server, which is off.
     *
     * @return the server
     */
    public JettyServer build() {
      return new JettyServer(this);
    }
  }
}
