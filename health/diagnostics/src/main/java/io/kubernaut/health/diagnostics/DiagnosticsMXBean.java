package io.kubernaut.health.diagnostics;

import java.util.List;

/**
 * Diagnostics as JMX shows them: {@code io.kubernaut:type=Diagnostics,platform=<name>}. Read-only.
 */
public interface DiagnosticsMXBean {

  /**
   * Looks for deadlocks.
   *
   * @return a sentence for each ring of threads; none if there is none
   */
  List<String> getDeadlocks();

  /**
   * Returns what the last bundle lacked.
   *
   * @return its warnings; none before the first bundle
   */
  List<String> getLastBundleWarnings();

  /**
   * Returns how large the last bundle was.
   *
   * @return bytes before they were compressed, 0 before the first bundle
   */
  long getLastBundleBytes();

  /**
   * Looks at how safely the service is set up.
   *
   * @return from 0 to 100, or -1 if nothing is looked at
   */
  int getPostureScore();
}
