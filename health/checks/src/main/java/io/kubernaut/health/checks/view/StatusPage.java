package io.kubernaut.health.checks.view;

import io.kubernaut.core.http.Permission;
import io.kubernaut.core.http.Request;
import io.kubernaut.core.http.Response;
import io.kubernaut.core.http.Route;
import io.kubernaut.core.http.Routes;
import io.kubernaut.health.checks.Cause;
import io.kubernaut.health.checks.CheckState;
import io.kubernaut.health.checks.GroupState;
import io.kubernaut.health.checks.Health;
import io.kubernaut.health.checks.Report;
import io.kubernaut.health.checks.history.Availability;
import io.kubernaut.health.checks.history.HealthHistory;
import io.kubernaut.health.checks.internal.JsonText;
import io.kubernaut.types.health.HealthStatus;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A status page: the service, its checks, the root cause, and a strip of the last hour each; in
 * JSON also the groups. As a page ({@code /health/status}), a picture ({@code /health/status.svg})
 * and JSON ({@code /health/status.json}); all three need the permission {@code health:read}.
 * Nothing is fetched from anywhere, no script runs, and names are escaped, however hostile. At most
 * 200 checks are drawn, the worst first; JSON has them all.
 *
 * <p>Safe for any thread; never blocks.
 */
public final class StatusPage {

  private static final Permission READ = Permission.of("health:read");
  private static final Duration WINDOW = Duration.ofHours(1);
  private static final int CELLS = 60;
  private static final int MOST_ROWS = 200;
  private static final int ROW = 24;
  private static final int LONGEST_NAME = 40;

  private final Health health;
  private final HealthHistory history;
  private final InstantSource clock;

  private StatusPage(Health health, HealthHistory history, InstantSource clock) {
    this.health = health;
    this.history = history;
    this.clock = clock;
  }

  /**
   * Returns the page of a service.
   *
   * @param health how it is
   * @param history how it was
   * @param clock the present
   * @return the page
   */
  public static StatusPage of(Health health, HealthHistory history, InstantSource clock) {
    return new StatusPage(health, history, clock);
  }

  /**
   * Returns the routes.
   *
   * @return the contribution
   */
  public Routes routes() {
    return Routes.of(
        Route.get("/health/status", READ, this::html).describedAs("Status page"),
        Route.get("/health/status.svg", READ, request -> svgResponse()),
        Route.get("/health/status.json", READ, request -> jsonResponse()));
  }

  private Response html(Request request) {
    String page =
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>"
            + escaped(health.report().service())
            + "</title></head><body>"
            + svg()
            + "</body></html>";
    return Response.html(page).withHeader("Cache-Control", "no-store");
  }

  private Response svgResponse() {
    return Response.bytes("image/svg+xml", svg().getBytes(StandardCharsets.UTF_8))
        .withHeader("Cache-Control", "no-store");
  }

  private Response jsonResponse() {
    return Response.json(json()).withHeader("Cache-Control", "no-store");
  }

  // Picture

  /**
   * Draws the picture.
   *
   * @return an SVG document
   */
  public String svg() {
    Report report = health.report();
    Instant now = clock.instant();
    List<CheckState> worst =
        report.checks().values().stream()
            .sorted((one, other) -> other.status().compareTo(one.status()))
            .limit(MOST_ROWS)
            .toList();
    StringBuilder out = new StringBuilder(4_096);
    int height = ROW * (worst.size() + 3);
    out.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"800\" height=\"%d\" font-family=\"sans-serif\" font-size=\"14\">"
            .formatted(height));
    out.append("<title>").append(escaped(report.toString())).append("</title>");
    row(out, 0, report.service(), report.status(), report.score() + " of 100");
    strip(out, 0, history.service().strip(now.minus(WINDOW), now, CELLS));
    text(out, 8, ROW + 17, cause(report));
    for (int i = 0; i < worst.size(); i++) {
      CheckState state = worst.get(i);
      row(out, i + 2, state.name(), state.status(), follows(state));
      strip(out, i + 2, history.timeline(state.name()).strip(now.minus(WINDOW), now, CELLS));
    }
    return out.append("</svg>").toString();
  }

  private static String cause(Report report) {
    return report.rootCause().map(Cause::toString).orElse("Nothing is in trouble.");
  }

  private static String follows(CheckState state) {
    return state.isImpacted() ? "follows " + state.impactedBy().get(0) : "";
  }

  private static void row(
      StringBuilder out, int row, String name, HealthStatus status, String more) {
    int y = row * ROW;
    out.append(
        "<circle cx=\"14\" cy=\"%d\" r=\"6\" fill=\"%s\"/>".formatted(y + 12, colour(status)));
    text(out, 28, y + 17, cut(name) + "  " + status + (more.isEmpty() ? "" : "  " + cut(more)));
  }

  private static void text(StringBuilder out, int x, int y, String text) {
    out.append("<text x=\"%d\" y=\"%d\">".formatted(x, y)).append(escaped(text)).append("</text>");
  }

  private static void strip(StringBuilder out, int row, List<HealthStatus> strip) {
    for (int i = 0; i < strip.size(); i++) {
      out.append(
          "<rect x=\"%d\" y=\"%d\" width=\"4\" height=\"16\" fill=\"%s\"/>"
              .formatted(490 + 5 * i, row * ROW + 4, colour(strip.get(i))));
    }
  }

  private static String colour(HealthStatus status) {
    return switch (status) {
      case UP -> "#2e7d32";
      case DEGRADED -> "#f9a825";
      case UNKNOWN -> "#9e9e9e";
      case DOWN -> "#c62828";
    };
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_NAME ? text : text.substring(0, LONGEST_NAME - 1) + "…";
  }

  /** For content and attributes of XML and HTML; what neither may contain is replaced. */
  private static String escaped(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints().forEach(c -> out.append(escaped(c)));
    return out.toString();
  }

  private static String escaped(int c) {
    return switch (c) {
      case '&' -> "&amp;";
      case '<' -> "&lt;";
      case '>' -> "&gt;";
      case '"' -> "&quot;";
      case '\'' -> "&#39;";
      default ->
          (c < ' ' && c != '\t') || (c >= 0xd800 && c <= 0xdfff) || (c & 0xfffe) == 0xfffe
              ? "\ufffd"
              : Character.toString(c);
    };
  }

  // JSON

  /**
   * Says the same as JSON, all checks and the groups included.
   *
   * @return a JSON text
   */
  public String json() {
    Report report = health.report();
    Instant now = clock.instant();
    return "{\"service\":%s,\"status\":\"%s\",\"score\":%d,\"cause\":%s,\"availability\":%s,\"groups\":{%s},\"checks\":{%s}}"
        .formatted(
            JsonText.quoted(report.service()),
            report.status(),
            report.score(),
            JsonText.quoted(cause(report)),
            share(history.availability(WINDOW, now)),
            report.groups().values().stream()
                .map(StatusPage::group)
                .collect(Collectors.joining(",")),
            report.checks().values().stream()
                .map(state -> check(state, now))
                .collect(Collectors.joining(",")));
  }

  private static String share(Availability availability) {
    BigDecimal ratio = availability.ratio().setScale(6, RoundingMode.DOWN);
    return ratio.toPlainString();
  }

  private static String group(GroupState group) {
    return "%s:{\"status\":\"%s\",\"score\":%d}"
        .formatted(JsonText.quoted(group.name()), group.status(), group.score());
  }

  private String check(CheckState state, Instant now) {
    String strip =
        history.timeline(state.name()).strip(now.minus(WINDOW), now, CELLS).stream()
            .map(status -> status.name().substring(0, 2))
            .collect(Collectors.joining(" "));
    return "%s:{\"status\":\"%s\",\"score\":%d,\"follows\":%s,\"strip\":\"%s\"}"
        .formatted(
            JsonText.quoted(state.name()),
            state.status(),
            state.score(),
            JsonText.quoted(String.join(", ", state.impactedBy())),
            strip);
  }
}
