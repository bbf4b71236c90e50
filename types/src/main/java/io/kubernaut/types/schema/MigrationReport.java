package io.kubernaut.types.schema;

import java.util.List;
import java.util.Map;

/**
 * What a {@link MigrationRun} did, or would do.
 *
 * @param schema the type's name
 * @param version the version that the documents were to be brought to
 * @param isDryRun whether nothing was written
 * @param migrated how many documents were brought to the version
 * @param upToDate how many had it already, of an earlier run perhaps
 * @param losses what would be lost, by document; those documents were left as they are unless
 *     losses were accepted
 * @param refused documents that could not be brought to the version and were left as they are, and
 *     why
 */
public record MigrationReport(
    String schema,
    int version,
    boolean isDryRun,
    int migrated,
    int upToDate,
    Map<String, List<Violation>> losses,
    Map<String, List<Violation>> refused) {

  /**
   * Copies the collections.
   *
   * @param schema the type's name
   * @param version the version
   * @param isDryRun whether nothing was written
   * @param migrated how many documents were brought to the version
   * @param upToDate how many had it already
   * @param losses what would be lost
   * @param refused what was refused
   */
  public MigrationReport {
    losses = Frozen.map(losses);
    refused = Frozen.map(refused);
  }

  /**
   * Tells whether every document has the version and nothing was lost.
   *
   * @return true if nothing was lost or refused
   */
  public boolean isClean() {
    return losses.isEmpty() && refused.isEmpty();
  }

  /** Returns a line of numbers, and a line for each thing lost or refused. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(
        "%s to version %d%s: %d migrated, %d up to date, %d with losses, %d refused"
            .formatted(
                schema,
                version,
                isDryRun ? " (dry run)" : "",
                migrated,
                upToDate,
                losses.size(),
                refused.size()));
    losses.forEach((key, found) -> lines(text, "loss in ", key, found));
    refused.forEach((key, found) -> lines(text, "refused ", key, found));
    return text.toString();
  }

  private static void lines(
      StringBuilder text, String word, String key, List<Violation> violations) {
    violations.forEach(v -> text.append("\n  ").append(word).append(key).append(": ").append(v));
  }
}
