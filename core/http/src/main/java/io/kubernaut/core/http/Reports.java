package io.kubernaut.core.http;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the outside what happened: failures to the log, exchanges to the observer.
 *
 * <p>A failure gets a number, which the client sees too. Its stack trace is logged the first time a
 * route fails in this way; after that a line is enough.
 */
final class Reports {

  private static final Logger LOG = LoggerFactory.getLogger(Router.class);

  private static final int MOST_KINDS = 256;

  private final HttpObserver observer;
  private final AtomicBoolean observerFailed = new AtomicBoolean();
  private final AtomicLong failures = new AtomicLong();
  private final Set<Map.Entry<String, Class<?>>> seen = ConcurrentHashMap.newKeySet();

  Reports(HttpObserver observer) {
    this.observer = observer;
  }

  /** Logs a failure and returns its number. */
  long failed(Exchange exchange, Throwable cause) {
    String route = exchange.route();
    long number = failures.incrementAndGet();
    if (seen.size() < MOST_KINDS && seen.add(Map.entry(route, cause.getClass()))) {
      LOG.error(
          "Error {}: the handler of {} failed, request {}", number, route, exchange.id(), cause);
    } else {
      LOG.error(
          "Error {}: the handler of {} failed again, request {}: {}",
          number,
          route,
          exchange.id(),
          cause.toString());
    }
    return number;
  }

  void opened() {
    tell(HttpObserver::opened);
  }

  void received(String route, String method, long bytes) {
    tell(listening -> listening.received(route, method, bytes));
  }

  void completed(String route, String method, int status, long nanos, long bytes) {
    tell(listening -> listening.completed(route, method, status, nanos, bytes));
  }

  private void tell(Consumer<HttpObserver> news) {
    try {
      news.accept(observer);
    } catch (RuntimeException | LinkageError | StackOverflowError failure) {
      if (observerFailed.compareAndSet(false, true)) {
        LOG.warn("The HTTP observer {} failed; further failures are not logged", observer, failure);
      }
    }
  }
}
