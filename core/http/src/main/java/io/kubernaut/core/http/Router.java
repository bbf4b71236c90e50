package io.kubernaut.core.http;

import io.kubernaut.core.runtime.MonotonicClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The one door for HTTP: it collects the routes of all modules and decides what happens to a
 * request before its handler sees it. The server below it only moves bytes.
 *
 * <pre>{@code
 * Router router = Router.builder()
 *     .routes("metrics", metrics.routes())
 *     .routes("console", console.routes())
 *     .access(policy)
 *     .build();
 * }</pre>
 *
 * <p>In this order a request may be refused: rate of its address (429), host name (400, 421),
 * method (501), target (400, 414), path (404), permission (401, 403), method of the path (405),
 * origin of the page (403), concurrent requests (503). {@code HEAD} and {@code OPTIONS} are
 * answered for every path. Every response, refusals included, carries the security headers and an
 * {@code X-Request-Id}: the one the client gave if it is plain, else a new one.
 *
 * <p>Immutable but for its counts; safe for any thread; takes no lock on a request's path.
 */
public final class Router {

  private final List<Route> routes;
  private final HttpLimits limits;
  private final MonotonicClock clock;
  private final Doorkeeper doorkeeper;
  private final Reports reports;
  private final RequestIds ids;

  private Router(Builder builder) {
    RouteTable table = new RouteTable();
    builder.contributions.forEach(contribution -> contribution.addTo(table));
    this.limits = builder.limits;
    this.clock = builder.clock;
    this.doorkeeper = new Doorkeeper(table, limits, builder.access, clock);
    builder.title.ifPresent(title -> addIndex(table, title));
    table.requireNoConflict();
    this.routes = table.routes();
    this.reports = new Reports(builder.observer);
    this.ids = new RequestIds(clock.nanos());
  }

  private void addIndex(RouteTable table, String title) {
    IndexPage page = new IndexPage(title, table.routes(), doorkeeper::permits);
    table.add("index", Route.get("/", IndexPage.PERMISSION, page::handle));
  }

  /**
   * Returns a builder without a route.
   *
   * @return the builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns all routes.
   *
   * @return the routes in the order in which they were contributed
   */
  public List<Route> routes() {
    return routes;
  }

  /**
   * Returns the limits.
   *
   * @return the limits, which the server holds as far as they concern connections
   */
  public HttpLimits limits() {
    return limits;
  }

  /**
   * Returns how many requests are being handled now.
   *
   * @return the number of taken places
   */
  public int concurrentRequests() {
    return doorkeeper.takenPlaces();
  }

  /**
   * Judges the head of a request. Never throws.
   *
   * @param head request line and headers
   * @param hosts the names of the address it came to
   * @return the exchange, which must be closed
   */
  public Exchange open(RequestHead head, HostRule hosts) {
    String method =
        HttpMethod.named(head.method()).map(HttpMethod::name).orElse(HttpObserver.OTHER_METHOD);
    Exchange exchange = new Exchange(this, method, ids.of(head.headers()), clock.nanos());
    reports.opened();
    try {
      doorkeeper.judge(exchange, head, hosts);
    } catch (ProblemException refusal) {
      exchange.refused(refusal.toResponse());
    } catch (Throwable unexpected) {
      // An access policy that fails has not granted anything.
      exchange.refused(failed(exchange, unexpected));
    }
    return exchange;
  }

  /**
   * Returns the answer to a message that breaks the grammar, for which there is no exchange.
   *
   * @param status the status that the server's parser found
   * @return a problem document with all headers; of status 500 if the given one is no error
   */
  public Response unreadable(int status) {
    int error = status >= 400 && status <= 599 ? status : 500;
    reports.opened();
    reports.completed(HttpObserver.UNMATCHED, HttpObserver.OTHER_METHOD, error, 0, 0);
    return finished(Problems.unreadable(error).toResponse(), ids.of(Headers.none()), false);
  }

  // What an exchange needs on its way

  boolean takePlace() {
    return doorkeeper.takePlace();
  }

  void freePlace() {
    doorkeeper.freePlace();
  }

  Response failed(Exchange exchange, Throwable cause) {
    return Problems.internal(reports.failed(exchange, cause)).toResponse();
  }

  void received(String route, String method, long bytes) {
    reports.received(route, method, bytes);
  }

  void completed(String route, String method, int status, long started, long bytes) {
    reports.completed(route, method, status, clock.nanos() - started, bytes);
  }

  /** Completes the headers, and leaves out the body where there must be none. */
  Response finished(Response response, String id, boolean head) {
    boolean bodiless = response.status() == 204 || response.status() == 304;
    Headers.Builder headers = Headers.builder();
    response.headers().forEach((name, value) -> addUnlessOurs(headers, name, value));
    SecurityHeaders.complete(response.headers(), headers);
    headers.add(RequestIds.HEADER, id);
    if (!bodiless && response.body() instanceof Body.Bytes bytes) {
      headers.add("Content-Length", Integer.toString(bytes.content().length));
    }
    Response complete = response.withHeaders(headers.build());
    return head || bodiless ? complete.withBody(Body.EMPTY) : complete;
  }

  /** The length is the router's to say, as a handler that is wrong about it would smuggle. */
  private static void addUnlessOurs(Headers.Builder headers, String name, String value) {
    if (!name.equalsIgnoreCase("Content-Length")
        && !name.equalsIgnoreCase("Transfer-Encoding")
        && !name.equalsIgnoreCase(RequestIds.HEADER)) {
      headers.add(name, value);
    }
  }

  /** Collects what a router is made of. Used by one thread. */
  public static final class Builder {

    private final List<Contribution> contributions = new ArrayList<>();
    private Optional<String> title = Optional.empty();
    private HttpLimits limits = HttpLimits.defaults();
    private AccessPolicy access = AccessPolicy.allowAll();
    private HttpObserver observer = HttpObserver.none();
    private MonotonicClock clock = MonotonicClock.system();

    private Builder() {}

    private record Contribution(String module, List<Route> routes) {
      void addTo(RouteTable table) {
        routes.forEach(route -> table.add(module, route));
      }
    }

    /**
     * Adds the routes of a module.
     *
     * @param module what it is called in a message about a conflict
     * @param routes its routes
     * @return this builder
     */
    public Builder routes(String module, Routes routes) {
      contributions.add(new Contribution(module, List.copyOf(routes.routes())));
      return this;
    }

    /**
     * Adds an index at {@code /}: all described routes that the caller may use.
     *
     * @param title what the index is called, such as the name of the service
     * @return this builder
     */
    public Builder index(String title) {
      this.title = Optional.of(title);
      return this;
    }

    /**
     * Sets the limits.
     *
     * @param limits instead of the default ones
     * @return this builder
     */
    public Builder limits(HttpLimits limits) {
      this.limits = Objects.requireNonNull(limits, "limits");
      return this;
    }

    /**
     * Sets who may do what.
     *
     * @param access instead of letting everybody in
     * @return this builder
     */
    public Builder access(AccessPolicy access) {
      this.access = Objects.requireNonNull(access, "access policy");
      return this;
    }

    /**
     * Sets who hears of exchanges.
     *
     * @param observer instead of nobody
     * @return this builder
     */
    public Builder observer(HttpObserver observer) {
      this.observer = Objects.requireNonNull(observer, "observer");
      return this;
    }

    /**
     * Sets the clock.
     *
     * @param clock instead of the JVM's
     * @return this builder
     */
    public Builder clock(MonotonicClock clock) {
      this.clock = Objects.requireNonNull(clock, "clock");
      return this;
    }

    /**
     * Returns the router.
     *
     * @return the router
     * @throws IllegalArgumentException if routes match the same paths; names all of them and the
     *     modules they come from
     */
    public Router build() {
      return new Router(this);
    }
  }
}
