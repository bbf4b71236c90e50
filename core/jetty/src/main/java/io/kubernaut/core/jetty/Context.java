package io.kubernaut.core.jetty;

import io.kubernaut.core.http.HostRule;
import io.kubernaut.core.http.HttpLimits;
import io.kubernaut.core.http.Router;
import io.kubernaut.core.runtime.MonotonicClock;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * What all requests of one server share.
 *
 * @param router who judges and answers
 * @param hosts the names of the address that is bound
 * @param watch who knows all connections
 * @param clock measures how long things take
 * @param bodies places for requests whose body is being read
 * @param longAnswers places for answers that need a thread or much memory until they are taken
 * @param heartbeat how long an event stream may be silent
 */
record Context(
    Router router,
    HostRule hosts,
    Watch watch,
    MonotonicClock clock,
    Semaphore bodies,
    Semaphore longAnswers,
    Duration heartbeat) {

  Context(Router router, HostRule hosts, Watch watch, MonotonicClock clock, Duration heartbeat) {
    this(
        router,
        hosts,
        watch,
        clock,
        new Semaphore(router.limits().concurrentRequests()),
        // Half, so that clients who take long answers slowly leave threads for everybody else.
        new Semaphore(Math.max(1, router.limits().concurrentRequests() / 2)),
        heartbeat);
  }

  HttpLimits limits() {
    return router.limits();
  }
}
