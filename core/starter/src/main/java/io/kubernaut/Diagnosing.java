package io.kubernaut;

import io.kubernaut.core.runtime.Component;
import io.kubernaut.core.runtime.Platform;
import io.kubernaut.health.checks.Health;
import io.kubernaut.health.checks.Report;
import io.kubernaut.health.diagnostics.BundlePart;
import io.kubernaut.health.diagnostics.Diagnostics;
import io.kubernaut.health.diagnostics.DiagnosticsBuilder;
import io.kubernaut.health.diagnostics.posture.Posture;
import java.net.InetAddress;
import java.net.URI;
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
      Settings.Http http,
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
      builder.posture(posture(platform, http));
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

  /** What the starter itself knows: how it was started, and where it listens. */
  private static Posture posture(Platform platform, Settings.Http http) {
    List<URI> listens =
        http.wanted()
            ? http.address().map(address -> List.of(plain(address, http.port()))).orElse(List.of())
            : List.of();
    return Posture.builder(platform.wallClock())
        .jvm()
        .settings("environment", System::getenv)
        .endpoints("http", () -> listens)
        .build();
  }

  private static URI plain(InetAddress address, int port) {
    String host = address.getHostAddress();
    return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port);
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
