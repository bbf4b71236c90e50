package io.kubernaut;

import io.kubernaut.core.http.HttpServer;
import io.kubernaut.core.jetty.JettyServer;
import io.kubernaut.core.runtime.Component;
import io.kubernaut.core.runtime.Lifeline;
import io.kubernaut.core.runtime.Platform;
import io.kubernaut.core.runtime.RestartPolicy;
import java.net.BindException;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP server as a component: off until it is asked for, and tried again and again while its
 * port is in use, each time with a server made anew, because a server is started once. Meanwhile it
 * is lost, and the platform says so. Safe for any thread.
 */
final class SupervisedServer implements HttpServer {

  /** It never gives up: whoever holds the port will let go of it one day. */
  private static final RestartPolicy UNTIL_THE_PORT_IS_FREE =
      RestartPolicy.standard()
          .delays(Duration.ofSeconds(1), Duration.ofMinutes(1))
          .limit(1_000, Duration.ofMinutes(10));

  private final String name;
  private final Supplier<JettyServer> maker;
  private final Part part = new Part();

  // All guarded by this.
  private boolean wanted;
  private boolean over;
  private @Nullable JettyServer server;
  private @Nullable Lifeline lifeline;

  SupervisedServer(String name, Supplier<JettyServer> maker, boolean wanted) {
    this.name = name;
    this.maker = maker;
    this.wanted = wanted;
  }

  Component component() {
    return part;
  }

  @Override
  public synchronized Binding start() {
    if (over) {
      throw new IllegalStateException("HTTP was stopped: start another Kubernaut.");
    }
    if (!wanted) {
      wanted = true;
      Lifeline life = lifeline;
      if (life != null && open() instanceof Binding.Unavailable taken) {
        life.failed(new BindException(taken.reason()));
      }
    }
    return binding();
  }

  private Binding open() {
    JettyServer made = maker.get();
    server = made;
    return made.start();
  }

  @Override
  public synchronized Binding binding() {
    Binding now = server == null ? new Binding.Off() : server.binding();
    return now instanceof Binding.Unavailable taken
        ? new Binding.Unavailable(taken.wanted(), taken.reason(), !over)
        : now;
  }

  @Override
  public boolean stop(Duration budget) {
    JettyServer last = end();
    return last == null || last.stop(budget);
  }

  private synchronized @Nullable JettyServer end() {
    over = true;
    return server;
  }

  private synchronized void begin(Lifeline life) throws BindException {
    lifeline = life;
    if (wanted && !over && open() instanceof Binding.Unavailable taken) {
      throw new BindException(taken.reason());
    }
  }

  private synchronized @Nullable JettyServer release() {
    lifeline = null;
    return server;
  }

  /** Its life in the platform. */
  private final class Part implements Component {

    @Override
    public String name() {
      return name;
    }

    @Override
    public boolean essential() {
      return false;
    }

    @Override
    public RestartPolicy restart() {
      return UNTIL_THE_PORT_IS_FREE;
    }

    @Override
    public void start(Platform platform) throws BindException {
      begin(platform.lifeline(this));
    }

    @Override
    public void stop(Duration budget) {
      JettyServer last = release();
      if (last != null) {
        last.stop(budget);
      }
    }
  }
}
