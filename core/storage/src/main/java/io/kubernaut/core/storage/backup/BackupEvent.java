package io.kubernaut.core.storage.backup;

import io.kubernaut.core.runtime.PlatformEvent;
import java.time.Instant;
import java.util.Map;

/** What happens to backups, on the platform's event stream. */
public sealed interface BackupEvent extends PlatformEvent {

  /**
   * A backup was taken and checked.
   *
   * @param time when
   * @param source where it is
   * @param report how it went
   */
  record Completed(Instant time, String source, BackupReport report) implements BackupEvent {

    @Override
    public String type() {
      return "backup.completed";
    }

    @Override
    public Map<String, String> attributes() {
      return Map.of(
          "id", report.id(),
          "bytes", Long.toString(report.bytes()),
          "written", Long.toString(report.written()),
          "took", report.took().toString());
    }
  }

  /**
   * A backup could not be taken. The ones before are as they were.
   *
   * @param time when
   * @param source where it should have gone
   * @param problem why
   */
  record Failed(Instant time, String source, String problem) implements BackupEvent {

    @Override
    public String type() {
      return "backup.failed";
    }

    @Override
    public Map<String, String> attributes() {
      return Map.of("problem", problem);
    }
  }
}
