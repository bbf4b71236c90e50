package io.kubernaut.health.checks.probes;

import io.kubernaut.core.http.Handler;
import io.kubernaut.core.http.Permission;
import io.kubernaut.core.http.ProblemDocument;
import io.kubernaut.core.http.ProblemException;
import io.kubernaut.core.http.Request;
import io.kubernaut.core.http.Response;
import io.kubernaut.core.http.Route;
import io.kubernaut.core.http.Routes;
import io.kubernaut.health.checks.CheckState;
import io.kubernaut.health.checks.GroupState;
import io.kubernaut.health.checks.Health;
import io.kubernaut.health.checks.Report;
import io.kubernaut.health.checks.internal.JsonText;
import io.kubernaut.types.Decision;
import io.kubernaut.types.health.CheckResult;
import io.kubernaut.types.health.HealthReport;
import io.kubernaut.types.health.HealthStatus;
import io.kubernaut.types.health.ProbeKind;
import io.kubernaut.types.health.ProbeResult;
import io.kubernaut.types.schema.Codecs;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Health over HTTP.
 *
 * <table>
 *   <caption>The routes</caption>
 *   <tr><th>path<th>who may<th>what
 *   <tr><td>{@code /livez}, {@code /healthz}<td>everybody<td>200 unless a check of the process is down
 *   <tr><td>{@code /readyz}<td>everybody<td>200 if requests should come, else 503
 *   <tr><td>{@code /startupz}<td>everybody<td>200 once the service has started, else 503
 *   <tr><td>{@code /readyz/<check>}<td>everybody<td>200 if one check serves, else 503
 *   <tr><td>{@code /health}<td>{@code health:read}<td>the report, {@code application/health+json}
 *   <tr><td>{@code /health/checks/<check>}<td>{@code health:read}<td>one check
 *   <tr><td>{@code /health/groups/<group>}<td>{@code health:read}<td>one group
 *   <tr><td>{@code /health/explain}<td>{@code health:read}<td>why: the roll-up and the root cause
 * </table>
 *
 * <p>Probes say {@code ok} or why not in one line of text that names no check; with {@code
 * ?verbose} they name the checks and their statuses, and nothing else, as JSON: whoever can reach
 * the port can read it. Messages, details and measurements are for those who may read health.
 * {@code ?format=} is {@code health} (the usual one), {@code spring} or {@code microprofile}.
 *
 * <p>Probes read memory, and are answered also when all places for requests are taken.
 */
public final class Probes {

  private static final Permission READ = Permission.of("health:read");

  private final Health health;
  private final String version;
  private final InstantSource clock;

  private Probes(Health health, String version, InstantSource clock) {
    this.health = health;
    this.version = version;
    this.clock = clock;
  }

  /**
   * Returns the routes.
   *
   * @param health how the service is
   * @param version its version, for reports; empty if there is none
   * @param clock the present
   * @return the contribution
   */
  public static Routes of(Health health, String version, InstantSource clock) {
    return new Probes(health, version, clock).routes();
  }

  private Routes routes() {
    List<Route> all = new ArrayList<>();
    all.add(probe("/livez", ProbeKind.LIVENESS, "Whether the process is alive"));
    all.add(probe("/healthz", ProbeKind.LIVENESS, ""));
    all.add(probe("/readyz", ProbeKind.READINESS, "Whether requests should come"));
    all.add(probe("/startupz", ProbeKind.STARTUP, "Whether the service has started"));
    all.add(Route.get("/readyz/{check...}", Permission.PUBLIC, this::one).asEssential());
    all.add(Route.get("/health", READ, this::report).describedAs("How the service is, and why"));
    all.add(Route.get("/health/explain", READ, this::explain));
    all.add(Route.get("/health/checks/{check...}", READ, this::check));
    all.add(Route.get("/health/groups/{group...}", READ, this::group));
    return () -> all;
  }

  // Probes

  private Route probe(String path, ProbeKind kind, String description) {
    Handler handler = request -> answer(request, kind);
    return Route.get(path, Permission.PUBLIC, handler).describedAs(description).asEssential();
  }

  private Response answer(Request request, ProbeKind kind) {
    ProbeResult result = health.probe(kind);
    if (request.query().names().contains("verbose")) {
      return verbose(result);
    }
    return Response.text(result.isPassed() ? "ok\n" : why(result))
        .withStatus(result.status().httpStatus())
        .withHeader("Cache-Control", "no-store");
  }

  private String why(ProbeResult result) {
    return switch (result.kind()) {
      case LIVENESS -> "a check of the process is down\n";
      case STARTUP -> "the service is starting\n";
      case READINESS ->
          switch (health.phase()) {
            case STARTING -> "the service is starting\n";
            case DRAINING -> "the service is about to stop\n";
            case STARTED -> "not ready: " + result.status() + "\n";
          };
    };
  }

  private Response verbose(ProbeResult result) {
    String checks =
        health.report().checks().values().stream()
            .map(Probes::statusOnly)
            .collect(Collectors.joining(",", "{", "}"));
    String json = "{\"status\":\"%s\",\"checks\":%s}".formatted(result.status().word(), checks);
    return Response.bytes(HealthReport.MEDIA_TYPE, Dialect.bytes(json))
        .withStatus(result.status().httpStatus())
        .withHeader("Cache-Control", "no-store");
  }

  private static String statusOnly(CheckState state) {
    return "%s:[{\"status\":\"%s\"}]"
        .formatted(JsonText.quoted(state.name()), state.status().word());
  }

  private Response one(Request request) {
    HealthStatus status = find(request).status();
    return Response.text(status.isServing() ? "ok\n" : status + "\n")
        .withStatus(status.httpStatus())
        .withHeader("Cache-Control", "no-store");
  }

  // Reports

  private Response report(Request request) {
    Report report = health.report();
    return dialect(request).response(report, version, clock.instant());
  }

  private static Dialect dialect(Request request) {
    String format = request.query().single("format").orElse("health");
    return Dialect.named(format)
        .orElseThrow(
            () ->
                new ProblemException(
                    new ProblemDocument(
                        400,
                        "unknown-format",
                        "There is no format of that name. Use health, spring or microprofile.")));
  }

  private Response check(Request request) {
    CheckState state = find(request);
    CheckResult result = state.result(clock.instant());
    return Response.bytes(HealthReport.MEDIA_TYPE, Codecs.json(CheckResult.class).write(result))
        .withStatus(state.status().httpStatus())
        .withHeader("Cache-Control", "no-store");
  }

  private CheckState find(Request request) {
    return health.report().find(request.pathParameter("check")).orElseThrow(Probes::notFound);
  }

  private Response group(Request request) {
    Report report = health.report();
    GroupState group = report.groups().get(request.pathParameter("group"));
    if (group == null) {
      throw notFound();
    }
    String checks =
        group.checks().stream()
            .map(name -> statusOnly(report.check(name)))
            .collect(Collectors.joining(",", "{", "}"));
    String json =
        "{\"status\":\"%s\",\"score\":%d,\"checks\":%s}"
            .formatted(group.status().word(), group.score(), checks);
    return Response.bytes(HealthReport.MEDIA_TYPE, Dialect.bytes(json))
        .withStatus(group.status().httpStatus())
        .withHeader("Cache-Control", "no-store");
  }

  private Response explain(Request request) {
    Report report = health.report();
    Function<Decision, String> json =
        decision -> new String(Codecs.json(Decision.class).write(decision), StandardCharsets.UTF_8);
    return Response.json(
            "{\"status\":%s,\"cause\":%s}"
                .formatted(json.apply(report.explain()), json.apply(report.explainCause())))
        .withHeader("Cache-Control", "no-store");
  }

  private static ProblemException notFound() {
    return new ProblemException(
        new ProblemDocument(404, "unknown-check", "There is no check or group of that name."));
  }
}
