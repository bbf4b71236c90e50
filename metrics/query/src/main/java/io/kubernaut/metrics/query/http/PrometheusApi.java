package io.kubernaut.metrics.query.http;

import io.kubernaut.core.http.Route;
import io.kubernaut.core.http.Routes;
import io.kubernaut.core.runtime.MonotonicClock;
import io.kubernaut.metrics.query.PromQl;
import io.kubernaut.metrics.store.SeriesAdministration;
import io.kubernaut.metrics.store.SeriesSink;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The HTTP API of Prometheus 3 over a store, so that Grafana, {@code promtool} or {@code curl} can
 * ask it.
 *
 * <pre>{@code
 * Router.builder().routes("prometheus", PrometheusApi.over(promQl, platform.wallClock())).build();
 * }</pre>
 *
 * <p>Reading needs {@code metrics:read}. Nothing can be written unless {@link Builder#writesTo}
 * says so, and then by those who may {@code metrics:write}; nothing copied or deleted unless {@link
 * Builder#administers} says so, and then by those who may {@code metrics:admin}. Answers are
 * written while they go out, and compressed for clients that take gzip; a query ends when its
 * client leaves. Errors have Prometheus' shape; one that comes from a limit names it in the field
 * {@code limit}.
 *
 * <p>Safe for any thread. Starts none.
 */
public final class PrometheusApi implements Routes {

  private final List<Route> routes;

  private PrometheusApi(Builder from) {
    Selectors selectors = new Selectors(from.promQl, from.monotonic);
    List<Route> all = new ArrayList<>();
    all.addAll(new QueryRoutes(from.promQl, from.clock).routes());
    all.addAll(new SeriesRoutes(from.promQl, selectors).routes());
    all.addAll(new MetadataRoutes(from.promQl, selectors).routes());
    all.addAll(new SyntaxRoutes(from.promQl).routes());
    all.addAll(new RuleRoutes(from.rules).routes());
    all.addAll(new TargetRoutes(from.targets).routes());
    all.addAll(new StatusRoutes(from.promQl.source(), from.facts, from.clock).routes());
    all.addAll(new FederationRoute(from.promQl, selectors, from.clock).routes());
    all.addAll(new RemoteReadRoute(from.promQl, selectors).routes());
    all.addAll(new AdminRoutes(from.administered, selectors).routes());
    from.sink.ifPresent(
        sink -> all.addAll(new RemoteWriteRoute(sink, from.writeLimits, from.clock).routes()));
    routes = List.copyOf(all);
  }

  /**
   * Returns an API that reads only.
   *
   * @param promQl answers the queries
   * @param clock tells the time of a query that gives none
   * @return the routes
   */
  public static PrometheusApi over(PromQl promQl, InstantSource clock) {
    return builder(promQl, clock).build();
  }

  /**
   * Returns a builder.
   *
   * @param promQl answers the queries
   * @param clock tells the time of a query that gives none
   * @return the builder
   */
  public static Builder builder(PromQl promQl, InstantSource clock) {
    return new Builder(promQl, clock);
  }

  @Override
  public List<Route> routes() {
    return routes;
  }

  /** Collects what an API is made of. Used by one thread. */
  public static final class Builder {

    private final PromQl promQl;
    private final InstantSource clock;
    private MonotonicClock monotonic = MonotonicClock.system();
    private Optional<SeriesSink> sink = Optional.empty();
    private Optional<SeriesAdministration> administered = Optional.empty();
    private WriteLimits writeLimits = WriteLimits.DEFAULTS;
    private RuleSource rules = RuleSource.NONE;
    private TargetSource targets = TargetSource.NONE;
    private ServerFacts facts = ServerFacts.NONE;

    private Builder(PromQl promQl, InstantSource clock) {
      this.promQl = Objects.requireNonNull(promQl, "promQl");
      this.clock = Objects.requireNonNull(clock, "clock");
    }

    /**
     * Sets the clock of deadlines.
     *
     * @param clock the platform's clock
     * @return this builder
     */
    public Builder monotonicClock(MonotonicClock clock) {
      this.monotonic = Objects.requireNonNull(clock, "clock");
      return this;
    }

    /**
     * Receives remote write.
     *
     * @param sink where samples go
     * @return this builder
     */
    public Builder writesTo(SeriesSink sink) {
      this.sink = Optional.of(sink);
      return this;
    }

    /**
     * Lets those who may {@code metrics:admin} copy a store and delete from it, by {@code
     * /api/v1/admin/tsdb/…}.
     *
     * @param store which store
     * @return this builder
     */
    public Builder administers(SeriesAdministration store) {
      this.administered = Optional.of(store);
      return this;
    }

    /**
     * Sets how much a remote write may bring.
     *
     * @param limits instead of the usual ones
     * @return this builder
     */
    public Builder writeLimits(WriteLimits limits) {
      this.writeLimits = Objects.requireNonNull(limits, "limits");
      return this;
    }

    /**
     * Shows rules and alerts.
     *
     * @param rules instead of none
     * @return this builder
     */
    public Builder rules(RuleSource rules) {
      this.rules = Objects.requireNonNull(rules, "rules");
      return this;
    }

    /**
     * Shows what is scraped.
     *
     * @param targets instead of nothing
     * @return this builder
     */
    public Builder targets(TargetSource targets) {
      this.targets = Objects.requireNonNull(targets, "targets");
      return this;
    }

    /**
     * Says something of the server on the status pages.
     *
     * @param facts what is said
     * @return this builder
     */
    public Builder facts(ServerFacts facts) {
      this.facts = Objects.requireNonNull(facts, "facts");
      return this;
    }

    /**
     * Returns the API.
     *
     * @return the routes
     */
    public PrometheusApi build() {
      return new PrometheusApi(this);
    }
  }
}
