package io.kubernaut.health.diagnostics.posture;

import java.util.Optional;

/** Tells whether an audit log is as it was written. */
@FunctionalInterface
public interface AuditIntegrity {

  /**
   * Verifies the chain. May read it from disk.
   *
   * @return the first place where it is broken, in a sentence; empty if it is whole
   * @throws Exception if it cannot be read
   */
  Optional<String> firstBreak() throws Exception;
}
