package io.kubernaut.core.http;

import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * A server that serves the routes of one {@link Router}.
 *
 * <p>It is off until {@link #start} is called. It never brings the host down: an address that is in
 * use is an outcome, not an exception. All methods are safe for any thread. What a server must do
 * stands in the contract test {@code HttpServerContract}, which every implementation extends.
 */
public interface HttpServer extends AutoCloseable {

  /**
   * Starts to listen. Does nothing if it listens already, or tries to.
   *
   * @return the outcome
   * @throws IllegalStateException if the server was stopped: a server is started once
   */
  Binding start();

  /**
   * Returns how things are now.
   *
   * @return the binding
   */
  Binding binding();

  /**
   * Returns where the server can be reached.
   *
   * @return the base address, such as {@code http://127.0.0.1:8077}; empty while it does not listen
   */
  default Optional<URI> uri() {
    return binding() instanceof Binding.Listening listening
        ? Optional.of(listening.uri())
        : Optional.empty();
  }

  /**
   * Stops: takes no more connections, tells event streams when to come back, lets requests finish
   * within the budget, and cuts off what is left. When it returns, no thread and no socket of the
   * server is left. Stopping twice is harmless.
   *
   * @param budget how long requests may take to finish; zero cuts them off at once
   * @return true if all requests had finished by themselves
   */
  boolean stop(Duration budget);

  /** Stops with a budget of five seconds. */
  @Override
  default void close() {
    stop(Duration.ofSeconds(5));
  }

  /** Whether a server listens, and why not. */
  sealed interface Binding {

    /**
     * It listens.
     *
     * @param uri the base address, with the port that was found
     */
    record Listening(URI uri) implements Binding {

      /**
       * Checks the parts.
       *
       * @param uri the base address, with the port that was found
       */
      public Listening {
        Objects.requireNonNull(uri, "uri");
      }
    }

    /**
     * It could not have its address.
     *
     * @param wanted the address
     * @param reason what the operating system said
     * @param retrying whether it tries again by itself
     */
    record Unavailable(InetSocketAddress wanted, String reason, boolean retrying)
        implements Binding {

      /**
       * Checks the parts.
       *
       * @param wanted the address
       * @param reason what the operating system said
       * @param retrying whether it tries again by itself
       */
      public Unavailable {
        Objects.requireNonNull(wanted, "wanted");
        Objects.requireNonNull(reason, "reason");
      }
    }

    /** It is off: not started yet, or stopped. */
    record Off() implements Binding {}
  }
}
