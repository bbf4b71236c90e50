package io.kubernaut.health.diagnostics;

import io.kubernaut.core.http.ProblemDocument;
import io.kubernaut.core.http.ProblemException;
import io.kubernaut.core.http.Request;
import io.kubernaut.core.http.Response;
import io.kubernaut.core.http.Route;
import io.kubernaut.core.http.Routes;
import io.kubernaut.health.diagnostics.posture.PostureReport;
import io.kubernaut.health.diagnostics.profile.BottleneckReport;
import io.kubernaut.health.diagnostics.profile.Profile;
import io.kubernaut.health.diagnostics.redaction.Redaction;
import io.kubernaut.types.Decision;
import io.kubernaut.types.schema.Codecs;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** Diagnostics over HTTP. All of it needs the permission; none of it is kept by caches. */
final class DiagnosticsRoutes {

  private static final int DEPTH = 64;
  private static final Duration MOST_LATE = Duration.ofSeconds(10);
  private static final Pattern SECONDS = Pattern.compile("[1-9]|1\\d|20");

  private final Diagnostics diagnostics;

  private DiagnosticsRoutes(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  static Routes of(Diagnostics diagnostics) {
    DiagnosticsRoutes routes = new DiagnosticsRoutes(diagnostics);
    return Routes.of(
        Route.get("/diagnostics/bundle", Diagnostics.PERMISSION, request -> routes.bundle())
            .describedAs("A diagnostic bundle, without secrets, as a zip archive"),
        Route.get("/diagnostics/threads", Diagnostics.PERMISSION, request -> routes.threads())
            .describedAs("All threads, with deadlocks named"),
        Route.get("/diagnostics/posture", Diagnostics.PERMISSION, request -> routes.posture())
            .describedAs("How safely this is set up, from 0 to 100"),
        Route.get("/diagnostics/bottlenecks", Diagnostics.PERMISSION, routes::bottlenecks)
            .describedAs("What holds the service up, watched for ?seconds=2"),
        Route.get("/diagnostics/profile", Diagnostics.PERMISSION, routes::profile)
            .describedAs("Where time and memory go, recorded for ?seconds=10"));
  }

  private Response bundle() {
    Bundle bundle = diagnostics.bundle();
    return uncached(Response.bytes(Bundle.MEDIA_TYPE, bundle.zip()))
        .withHeader("Content-Disposition", "attachment; filename=\"" + bundle.fileName() + "\"");
  }

  private Response threads() {
    return uncached(Response.text(diagnostics.redaction().text(ThreadDump.take(DEPTH).text())));
  }

  private Response posture() {
    String text =
        diagnostics
            .posture()
            .map(PostureReport::text)
            .orElseThrow(
                () ->
                    problem(
                        501,
                        "no-posture",
                        "Nothing is looked at: give what to look at with DiagnosticsBuilder.posture(..)."));
    return uncached(Response.text(diagnostics.redaction().text(text)));
  }

  private Response bottlenecks(Request request) {
    Duration window = window(request, 2);
    BottleneckReport report = await(diagnostics.bottlenecks(window), window.plus(MOST_LATE));
    return uncached(
        Response.bytes("application/json", Codecs.json(Decision.class).write(clean(report))));
  }

  /** Names of threads are in the evidence. */
  private Decision clean(BottleneckReport report) {
    Decision full = report.explain();
    Redaction redaction = diagnostics.redaction();
    Map<String, String> evidence = new LinkedHashMap<>();
    full.evidence().forEach((name, value) -> evidence.put(name, redaction.text(value)));
    return new Decision(
        full.kind(),
        full.subject(),
        full.chosen(),
        full.alternatives(),
        full.reason(),
        evidence,
        full.time());
  }

  private Response profile(Request request) {
    Duration window = window(request, 10);
    Profile profile = await(diagnostics.profile(window), window.plus(MOST_LATE));
    return uncached(Response.text(diagnostics.redaction().text(profile.text())));
  }

  private static Duration window(Request request, int usual) {
    String seconds = request.query().first("seconds").orElse(String.valueOf(usual));
    if (!SECONDS.matcher(seconds).matches()) {
      throw problem(
          400, "invalid-seconds", "The parameter \"seconds\" must be a whole number from 1 to 20.");
    }
    return Duration.ofSeconds(Long.parseLong(seconds));
  }

  static <T> T await(CompletableFuture<T> future, Duration longest) {
    try {
      return future.get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      throw problem(503, "late", "There is no answer after %s. Ask again.".formatted(longest));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw problem(503, "interrupted", "This server is about to stop. Ask again later.");
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof UnsupportedOperationException missing) {
        throw problem(501, "no-flight-recorder", String.valueOf(missing.getMessage()));
      }
      throw new CompletionException(failed.getCause());
    }
  }

  private static ProblemException problem(int status, String code, String detail) {
    return new ProblemException(new ProblemDocument(status, code, detail));
  }

  private static Response uncached(Response response) {
    return response.withHeader("Cache-Control", "no-store");
  }
}
