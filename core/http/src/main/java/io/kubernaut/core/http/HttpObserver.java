package io.kubernaut.core.http;

/**
 * Hears of every exchange, refused ones included: what HTTP metrics are made of.
 *
 * <p>Called by several threads at once, on the request's path: it must not block. What it throws is
 * logged the first time and otherwise ignored.
 */
@FunctionalInterface
public interface HttpObserver {

  /** The route of requests that matched none. */
  String UNMATCHED = "unmatched";

  /** The method of requests with a method that is not known here. */
  String OTHER_METHOD = "OTHER";

  /** Takes note of an exchange that begins. {@link #completed} follows, once. */
  default void opened() {}

  /**
   * Takes note of a request that goes to its handler.
   *
   * @param route the pattern of the route
   * @param method the name of the method
   * @param bytes how long the request's body is
   */
  default void received(String route, String method, long bytes) {}

  /**
   * Takes note of a finished exchange. Route and method have few values, so they may be labels.
   *
   * @param route the pattern of the route, or {@link #UNMATCHED}
   * @param method the name of the method, or {@link #OTHER_METHOD}
   * @param status the HTTP status that was answered
   * @param nanos from the request's head to the end of the answer; for an event stream, to its
   *     beginning
   * @param bytes how long the answer's body was, before chunking
   */
  void completed(String route, String method, int status, long nanos, long bytes);

  /**
   * Returns the observer that does nothing.
   *
   * @return the observer
   */
  static HttpObserver none() {
    return (route, method, status, nanos, bytes) -> {};
  }
}
