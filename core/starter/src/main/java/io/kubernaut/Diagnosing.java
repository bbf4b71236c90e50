package io.kubernaut;

import io.kubernaut.core.http.HttpServer;
import io.kubernaut.core.runtime.Component;
import io.kubernaut.core.runtime.Platform;
import io.kubernaut.health.checks.Health;
import io.kubernaut.health.checks.HealthCheck;
import io.kubernaut.health.checks.Report;
import io.kubernaut.health.diagnostics.BundlePart;
import io.kubernaut.health.diagnostics.Diagnostics;
import io.kubernaut.health.diagnostics.DiagnosticsBuilder;
import io.kubernaut.health.diagnostics.posture.Posture;
import io.kubernaut.health.diagnostics.posture.PostureHealth;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Diagnostics of everything that is wired here. Without a folder it has no thread until it is asked
 * for something.
 *
 * @param diagnostics what is asked
 */
record Diagnosing(Diagnostics diagnostics) implements Component {

  static Diagnosing on(
      Platform platform,
      Metering metering,
      Health health,
      List<HttpServer> servers,
      boolean operable,
      Consumer<DiagnosticsBuilder> more) {
    DiagnosticsBuilder builder =
        Diagnostics.builder(platform)
            .metrics(metering.registry())
            .part(BundlePart.text("health.txt", () -> text(health.report())));
    if (operable) {
      builder.operableByJmx();
    }
    more.accept(builder);
    if (!builder.hasPosture()) {
      builder.posture(posture(platform, servers));
    }
    return new Diagnosing(builder.open());
  }

  private static String text(Report report) {
    List<String> lines = new ArrayList<>();
    lines.add(report.toString());
    report.causes().forEach(cause -> lines.add("cause: " + cause));
    report.checks().values().forEach(check -> lines.add(check.toString()));
    return String.join("\n", lines) + "\n";
  }

  /** What the starter itself knows: how it was started, and where it listens at that moment. */
  private static Posture posture(Platform platform, List<HttpServer> servers) {
    return Posture.builder(platform.wallClock())
        .jvm()
        .settings("environment", System::getenv)
        .endpoints("http", () -> servers.stream().flatMap(server -> server.uri().stream()).toList())
        .build();
  }

  /** The posture as a check. */
  HealthCheck check() {
    return PostureHealth.check(() -> diagnostics.posture().orElseThrow());
  }

  @Override
  public String name() {
    return "diagnostics";
  }

  @Override
  public boolean essential() {
    return false;
  }

  @Override
  public void start(Platform platform) {}

  @Override
  public void stop(Duration budget) {
    diagnostics.close();
  }
}
