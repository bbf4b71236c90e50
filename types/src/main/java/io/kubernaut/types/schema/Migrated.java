package io.kubernaut.types.schema;

import java.util.List;

/**
 * A document that was brought to another version.
 *
 * @param from the version it had
 * @param to the version it has
 * @param document the document, tagged with its new version
 * @param losses what its new version cannot say: fields that would be gone or changed if the
 *     document were brought back
 */
public record Migrated(int from, int to, RawJson document, List<Violation> losses) {

  /**
   * Copies the losses.
   *
   * @param from the version it had
   * @param to the version it has
   * @param document the document
   * @param losses what is lost
   */
  public Migrated {
    losses = Frozen.list(losses);
  }
}
