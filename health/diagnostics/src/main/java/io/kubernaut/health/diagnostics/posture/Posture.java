package io.kubernaut.health.diagnostics.posture;

import io.kubernaut.types.Severity;
import io.kubernaut.types.health.Finding;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Looks at how safely a service is set up.
 *
 * <pre>{@code
 * Posture posture =
 *     Posture.builder(platform.wallClock())
 *         .jvm()
 *         .certificates("console", console::certificates)
 *         .tls("console", console::parameters)
 *         .keyFile(Path.of("/etc/orders/tls.key"))
 *         .settings("configuration", config::asMap)
 *         .audit("audit", audit::firstBreak)
 *         .build();
 * posture.check().score();              // 100 if nothing is wrong
 * }</pre>
 *
 * <p>Checks run one after the other in the caller's thread; they read memory, files' attributes and
 * what suppliers give, no network. Safe for any thread.
 */
public final class Posture {

  private final InstantSource clock;
  private final List<PostureCheck> checks;

  Posture(InstantSource clock, List<PostureCheck> checks) {
    this.clock = clock;
    this.checks = List.copyOf(checks);
  }

  /**
   * Begins without a check.
   *
   * @param clock by which certificates end
   * @return a builder
   */
  public static PostureBuilder builder(InstantSource clock) {
    return new PostureBuilder(clock);
  }

  /**
   * Looks at everything.
   *
   * @return the score and what it is made of
   */
  public PostureReport check() {
    Instant now = clock.instant();
    List<PostureReport.Checked> checked = new ArrayList<>();
    checks.forEach(check -> checked.add(look(check, now)));
    return new PostureReport(now, checked);
  }

  private static PostureReport.Checked look(PostureCheck check, Instant now) {
    List<Finding> findings =
        weaknesses(check, now).stream()
            .map(weakness -> weakness.finding(check.kind(), check.controls(), now))
            .toList();
    return new PostureReport.Checked(check.kind(), check.subject(), check.controls(), findings);
  }

  private static List<Weakness> weaknesses(PostureCheck check, Instant now) {
    try {
      return check.look(now);
    } catch (Exception failed) {
      return List.of(
          new Weakness(
              check.subject(),
              Severity.WARNING,
              0.5,
              "It could not be looked at, so it is not known to be safe",
              Map.of("error", failed.getClass().getName()),
              "See that it can be read."));
    }
  }
}
