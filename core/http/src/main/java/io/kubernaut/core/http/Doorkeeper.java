package io.kubernaut.core.http;

import io.kubernaut.core.http.AccessPolicy.Access;
import io.kubernaut.core.runtime.MonotonicClock;
import java.net.InetAddress;
import java.net.URI;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Judges the heads of requests: finds the route, or refuses with a {@link ProblemException}.
 *
 * <p>The permission is asked for on the route that was matched and will be called, never on a text,
 * so there is no spelling of a path that routes one way and is authorised another way.
 */
final class Doorkeeper {

  private final RouteTable table;
  private final HttpLimits limits;
  private final AccessPolicy access;
  private final RateLimit rate;
  private final RateLimit essentialRate;
  private final Semaphore places;

  Doorkeeper(RouteTable table, HttpLimits limits, AccessPolicy access, MonotonicClock clock) {
    this.table = table;
    this.limits = limits;
    this.access = access;
    this.rate = new RateLimit(limits.requestsPerSecond(), limits.burst(), clock);
    // Of their own, so that whoever shares an address with a prober cannot use up its probes.
    this.essentialRate = new RateLimit(limits.requestsPerSecond(), limits.burst(), clock);
    this.places = new Semaphore(limits.concurrentRequests());
  }

  /** Settles the exchange, or throws the refusal. */
  void judge(Exchange exchange, RequestHead head, HostRule hosts) {
    Optional<HttpMethod> method = HttpMethod.named(head.method());
    Aim aim = Aim.of(head.target(), table, limits);
    limitRate(head.remote(), aim.isEssential(method.orElse(null)) ? essentialRate : rate);
    hosts.check(head.headers()).ifPresent(Doorkeeper::refuse);
    if (method.isEmpty() && !isRefusedMethod(head.method())) {
      refuse(Problems.unknownMethod());
    }
    if (head.target().equals("*") && head.method().equals("OPTIONS")) {
      exchange.refused(allowing(EnumSet.allOf(HttpMethod.class)));
      return;
    }
    route(exchange, head, method.orElse(null), aim.target(), aim.match());
  }

  private void route(
      Exchange exchange,
      RequestHead head,
      @Nullable HttpMethod method,
      RequestTarget target,
      RouteTable.Match match) {
    exchange.matched(match.pattern());
    HttpMethod asked = Objects.requireNonNullElse(method, HttpMethod.OPTIONS);
    Request request =
        Request.of(asked, target, head.headers(), head.remote(), exchange.cancellation())
            .withHeader(RequestIds.HEADER, exchange.id());
    RouteTable.Entry entry = match.entry(method);
    if (entry == null) {
      requireAnyPermission(request, match);
      exchange.refused(answerWithoutRoute(method, match));
      return;
    }
    Request authorised = authorised(request, entry.route());
    requireSameOrigin(authorised);
    exchange.admitted(
        authorised.withPathParameters(entry.parameters(match.values())), entry.route());
  }

  // Rate

  private void limitRate(@Nullable InetAddress remote, RateLimit allowance) {
    long wait = remote == null ? 0 : allowance.take(remote);
    if (wait > 0) {
      throw new ProblemException(Problems.rateLimited(limits), retryAfter(wait));
    }
  }

  private static Headers retryAfter(long nanos) {
    long seconds = Math.max(1, (nanos + 999_999_999L) / 1_000_000_000L);
    return Headers.of("Retry-After", Long.toString(seconds));
  }

  // Permission

  private Request authorised(Request request, Route route) {
    Access decision = decide(request, route.permission());
    if (decision instanceof Access.Granted granted) {
      return granted.principal().map(request::withPrincipal).orElse(request);
    }
    throw refusal(decision, route.permission());
  }

  /** Tells whether the caller of a request may use another route as well. */
  boolean permits(Request request, Route route) {
    return decide(request, route.permission()) instanceof Access.Granted;
  }

  private Access decide(Request request, Permission permission) {
    return permission.equals(Permission.PUBLIC)
        ? Access.granted()
        : Objects.requireNonNull(access.decide(request, permission), "decision of access policy");
  }

  /** Which methods a path has is told to those only who may use one of them. */
  private void requireAnyPermission(Request request, RouteTable.Match match) {
    ProblemException first = null;
    for (RouteTable.Entry entry : match.routes().values()) {
      Permission permission = entry.route().permission();
      Access decision = decide(request, permission);
      if (decision instanceof Access.Granted) {
        return;
      }
      first = first == null ? refusal(decision, permission) : first;
    }
    throw Objects.requireNonNull(first, "a path has a route");
  }

  private static ProblemException refusal(Access decision, Permission permission) {
    return decision instanceof Access.Unauthenticated unknown
        ? new ProblemException(
            Problems.unauthenticated(), Headers.of("WWW-Authenticate", unknown.challenge()))
        : new ProblemException(Problems.forbidden(permission));
  }

  // Method

  private static boolean isRefusedMethod(String name) {
    return name.equals("TRACE") || name.equals("CONNECT");
  }

  private static Response answerWithoutRoute(@Nullable HttpMethod method, RouteTable.Match match) {
    Set<HttpMethod> allowed = EnumSet.of(HttpMethod.OPTIONS);
    allowed.addAll(match.routes().keySet());
    if (allowed.contains(HttpMethod.GET)) {
      allowed.add(HttpMethod.HEAD);
    }
    return method == HttpMethod.OPTIONS
        ? allowing(allowed)
        : Problems.methodNotAllowed(names(allowed))
            .toResponse()
            .withHeader("Allow", names(allowed));
  }

  private static Response allowing(Set<HttpMethod> allowed) {
    return Response.status(204).withHeader("Allow", names(allowed));
  }

  private static String names(Set<HttpMethod> methods) {
    return methods.stream().map(HttpMethod::name).collect(Collectors.joining(", "));
  }

  // Origin

  /** A browser sends Origin with whatever a page makes it send; no page of another site may act. */
  private static void requireSameOrigin(Request request) {
    Optional<String> origin = request.headers().first("Origin");
    if (request.method().safe() || origin.isEmpty()) {
      return;
    }
    String host = request.headers().first("Host").orElse("");
    if (!authority(origin.get()).equalsIgnoreCase(host)) {
      refuse(Problems.crossOrigin());
    }
  }

  private static String authority(String origin) {
    try {
      return Objects.requireNonNullElse(URI.create(origin).getRawAuthority(), "");
    } catch (IllegalArgumentException malformed) {
      return "";
    }
  }

  // Places

  /** Tells whether there was a place among the concurrent requests. */
  boolean takePlace() {
    return places.tryAcquire();
  }

  void freePlace() {
    places.release();
  }

  int takenPlaces() {
    return limits.concurrentRequests() - places.availablePermits();
  }

  private static void refuse(ProblemDocument problem) {
    throw new ProblemException(problem);
  }
}
