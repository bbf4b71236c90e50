package io.kubernaut.metrics.query.http;

import io.kubernaut.core.http.Response;
import io.kubernaut.core.http.Route;
import io.kubernaut.metrics.query.syntax.Durations;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** What is scraped. */
final class TargetRoutes {

  private final TargetSource source;

  TargetRoutes(TargetSource source) {
    this.source = source;
  }

  List<Route> routes() {
    ApiHandler targets = this::targets;
    ApiHandler pools = this::pools;
    return List.of(
        Route.get("/api/v1/targets", Access.READ, targets.toHandler())
            .describedAs("What is scraped"),
        Route.get("/api/v1/scrape_pools", Access.READ, pools.toHandler()));
  }

  private Response pools(ApiRequest request) {
    List<String> names =
        source.targets().stream().map(TargetSource.Target::pool).distinct().sorted().toList();
    return Answer.small(json -> json.raw("{\"scrapePools\":").texts(names).raw('}'));
  }

  private Response targets(ApiRequest request) {
    boolean active = !request.text("state").orElse("active").equals("dropped");
    String pool = request.text("scrapePool").orElse("");
    List<TargetSource.Target> wanted =
        source.targets().stream()
            .filter(target -> active && (pool.isEmpty() || pool.equals(target.pool())))
            .toList();
    return Answer.streamed(
        request.request(),
        json -> {
          json.raw("{\"activeTargets\":").array(wanted, TargetRoutes::target);
          json.raw(",\"droppedTargets\":[],\"droppedTargetCounts\":{}}");
        },
        List.of(),
        List.of());
  }

  private static void target(JsonText json, TargetSource.Target target) throws IOException {
    json.raw("{\"discoveredLabels\":").labels(target.discovered());
    json.raw(",\"labels\":").labels(target.labels());
    json.raw(",\"scrapePool\":").text(target.pool());
    json.raw(",\"scrapeUrl\":").text(target.url()).raw(",\"globalUrl\":").text(target.url());
    json.raw(",\"lastError\":").text(target.lastError());
    json.raw(",\"lastScrape\":").text(target.lastScrape().toString());
    json.raw(",\"lastScrapeDuration\":").number(target.took().toNanos() / 1e9);
    json.raw(",\"health\":").text(target.health().name().toLowerCase(Locale.ROOT));
    json.raw(",\"scrapeInterval\":").text(Durations.format(target.interval().toMillis()));
    json.raw(",\"scrapeTimeout\":").text(Durations.format(target.timeout().toMillis()));
    json.raw('}');
  }
}
