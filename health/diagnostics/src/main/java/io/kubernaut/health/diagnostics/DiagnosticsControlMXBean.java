package io.kubernaut.health.diagnostics;

/** Diagnostics in JMX where clients may act, not only read. */
public interface DiagnosticsControlMXBean extends DiagnosticsMXBean {

  /**
   * Builds a diagnostic bundle, see {@link Diagnostics#bundle()}.
   *
   * @return the zip archive
   */
  byte[] bundle();
}
