package io.kubernaut.health.diagnostics;

import io.kubernaut.core.runtime.PlatformEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Evidence of a failure was taken.
 *
 * @param time when it was begun
 * @param source the folder it is in
 * @param reason what called for it
 * @param files what is there
 * @param missing what could not be taken, and why
 */
public record EvidenceTaken(
    Instant time, String source, String reason, List<String> files, List<String> missing)
    implements PlatformEvent {

  /**
   * Copies the lists.
   *
   * @param time when it was begun
   * @param source the folder it is in
   * @param reason what called for it
   * @param files what is there
   * @param missing what could not be taken, and why
   */
  public EvidenceTaken {
    files = List.copyOf(files);
    missing = List.copyOf(missing);
  }

  @Override
  public String type() {
    return "diagnostics.evidence";
  }

  @Override
  public Map<String, String> attributes() {
    return Map.of(
        "reason", reason,
        "files", String.join(",", files),
        "missing", String.join(",", missing));
  }
}
