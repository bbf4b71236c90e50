package io.kubernaut.health.diagnostics;

import io.kubernaut.health.diagnostics.posture.PostureReport;
import java.util.List;

/** What JMX shows. */
class DiagnosticsBean implements DiagnosticsMXBean {

  final Diagnostics diagnostics;

  DiagnosticsBean(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  static DiagnosticsBean of(Diagnostics diagnostics, DiagnosticsBuilder settings) {
    return settings.operable ? new Operable(diagnostics) : new DiagnosticsBean(diagnostics);
  }

  @Override
  public List<String> getDeadlocks() {
    return diagnostics.deadlocks().stream()
        .map(cycle -> diagnostics.redaction().text(cycle.toString()))
        .toList();
  }

  @Override
  public List<String> getLastBundleWarnings() {
    return diagnostics.lastBundle().map(BundleManifest::warnings).orElse(List.of());
  }

  @Override
  public long getLastBundleBytes() {
    return diagnostics.lastBundle().map(BundleManifest::bytes).orElse(0L);
  }

  @Override
  public int getPostureScore() {
    return diagnostics.posture().map(PostureReport::score).orElse(-1);
  }

  /** With what clients may do. */
  static final class Operable extends DiagnosticsBean implements DiagnosticsControlMXBean {

    Operable(Diagnostics diagnostics) {
      super(diagnostics);
    }

    @Override
    public byte[] bundle() {
      return diagnostics.bundle().zip();
    }
  }
}
