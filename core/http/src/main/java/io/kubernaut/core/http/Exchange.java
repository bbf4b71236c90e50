package io.kubernaut.core.http;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way through a {@link Router}: its head is judged, its body and its answer are
 * still to come. A server
 *
 * <ol>
 *   <li>reads a body of at most {@link #bodyLimit()} bytes,
 *   <li>calls {@link #respond}, or {@link #bodyTooLarge} or {@link #bodyTooSlow} if there was none,
 *   <li>sends that response as it is, and
 *   <li>calls {@link #close} with what it sent, whatever happened.
 * </ol>
 *
 * <p>{@link #cancel}, {@link #expired} and {@link #close} may come from another thread while the
 * handler still runs; then its place among the concurrent requests is kept until it has ended.
 */
public final class Exchange {

  private final Router router;
  private final String method;
  private final String id;
  private final long started;
  private final Cancellation cancellation = new Cancellation();

  private String route = HttpObserver.UNMATCHED;
  private @Nullable Response refusal;
  private @Nullable Request request;
  private @Nullable Route target;

  // Guarded by this: the place among the concurrent requests.
  private boolean placed;
  private boolean running;
  private boolean closed;

  Exchange(Router router, String method, String id, long started) {
    this.router = router;
    this.method = method;
    this.id = id;
    this.started = started;
  }

  // What the router finds out, in this order, before anybody else sees the exchange.

  Cancellation cancellation() {
    return cancellation;
  }

  void matched(String pattern) {
    route = pattern;
  }

  void refused(Response refusal) {
    this.refusal = refusal;
  }

  void admitted(Request request, Route target) {
    this.request = request;
    this.target = target;
  }

  /**
   * Returns the name of the request, which its answer carries as {@code X-Request-Id}.
   *
   * @return letters, digits and {@code . _ -}, at most 64
   */
  public String id() {
    return id;
  }

  /**
   * Returns the route this request goes to.
   *
   * @return the route's pattern, or {@link HttpObserver#UNMATCHED}
   */
  public String route() {
    return route;
  }

  /**
   * Tells whether it goes to a route that is answered whatever else goes on, such as a probe: a
   * server keeps some connections for those.
   *
   * @return true if it was admitted to an {@linkplain Route#essential() essential} route
   */
  public boolean essential() {
    return target != null && target.essential();
  }

  /**
   * Returns how long a body the server should read.
   *
   * @return the most bytes; 0 if the answer does not depend on a body, so that it need not be read
   */
  public int bodyLimit() {
    return request == null || request.method().safe() ? 0 : router.limits().bodyBytes();
  }

  /**
   * Returns the answer, made by the handler on this thread. Never throws: what the handler throws
   * becomes a problem document.
   *
   * @param body the body of the request, or no bytes
   * @return the answer, complete with all headers; without a body if it answers {@code HEAD}
   */
  public Response respond(byte[] body) {
    if (request == null || target == null) {
      return finished(Objects.requireNonNull(refusal, "an exchange is admitted or refused"));
    }
    if (!enter(target.essential())) {
      return overloaded();
    }
    router.received(route, method, body.length);
    boolean streamed = false;
    try {
      Response response = target.handler().handle(request.withBody(body));
      streamed = response.body() instanceof Body.Streamed;
      return finished(response);
    } catch (ProblemException problem) {
      return finished(problem.toResponse());
    } catch (Throwable unexpected) {
      // Errors too: a stack overflow in a handler must not take the server's thread with it.
      return failed(unexpected);
    } finally {
      leave(streamed);
    }
  }

  /**
   * Returns the answer to a request whose streamed body could not be written, as long as nothing of
   * it was sent.
   *
   * @param cause what the writer threw
   * @return the answer: the problem that was thrown, or else status 500
   */
  public Response failed(Throwable cause) {
    return finished(
        cause instanceof ProblemException problem
            ? problem.toResponse()
            : router.failed(this, cause));
  }

  /**
   * Returns the answer to a body that is longer than {@link #bodyLimit()}.
   *
   * @return the answer, status 413
   */
  public Response bodyTooLarge() {
    return finished(Problems.bodyTooLarge(bodyLimit()).toResponse());
  }

  /**
   * Returns the answer to a body that came too slowly or not at all.
   *
   * @return the answer, status 408
   */
  public Response bodyTooSlow() {
    return finished(Problems.bodyTooSlow().toResponse());
  }

  /**
   * Cancels the request because its time is up.
   *
   * @return the answer, status 503
   */
  public Response expired() {
    cancel();
    return finished(later(Problems.expired(router.limits())));
  }

  /**
   * Returns the answer to a request for an event stream for which there is no place.
   *
   * @return the answer, status 503
   */
  public Response tooManyStreams() {
    return finished(later(Problems.tooManyStreams(router.limits())));
  }

  /**
   * Returns the answer to a request for which there is no place: for its handler, for its body, or
   * for a long answer beside those that slow clients are still taking.
   *
   * @return the answer, status 503
   */
  public Response overloaded() {
    return finished(later(Problems.overloaded(router.limits())));
  }

  /**
   * Returns the answer to a request that came when the server had begun to stop.
   *
   * @return the answer, status 503
   */
  public Response stopping() {
    return finished(later(Problems.stopping()));
  }

  private static Response later(ProblemDocument problem) {
    return problem.toResponse().withHeader("Retry-After", "1");
  }

  private Response finished(Response response) {
    return router.finished(response, id, method.equals("HEAD"));
  }

  /** Tells the handler that nobody waits for its answer any more. May be called at any time. */
  public void cancel() {
    cancellation.cancel();
  }

  /**
   * Ends the exchange: reports it, and frees its place unless the handler still runs. Only the
   * first call counts.
   *
   * @param sent the response that was sent, or that would have been if the client had not gone
   * @param bytes how many bytes of its body were sent
   */
  public void close(Response sent, long bytes) {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      if (!running) {
        freePlace();
      }
    }
    router.completed(route, method, sent.status(), started, bytes);
  }

  private synchronized boolean enter(boolean essential) {
    placed = router.takePlace();
    running = placed || essential;
    return running;
  }

  /** The handler has ended. A streamed body is work as well, so it keeps the place to its end. */
  private synchronized void leave(boolean streamed) {
    running = false;
    if (closed || !streamed) {
      freePlace();
    }
  }

  private void freePlace() {
    if (placed) {
      placed = false;
      router.freePlace();
    }
  }

  @Override
  public String toString() {
    return method + " " + route;
  }
}
