package io.kubernaut.types.schema;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Brings all documents of a store to one version, up or down, one at a time.
 *
 * <pre>{@code
 * MigrationRun run = MigrationRun.of(Schema.of(Alert.class));
 * MigrationReport would = run.dryRun(store);        // writes nothing
 * MigrationReport did = run.run(store);             // leaves documents alone that would lose something
 * MigrationReport down = run.to(1).acceptingLosses().run(store);
 * }</pre>
 *
 * <p>Each document says its version, so a run that was interrupted, even by a crash, is resumed by
 * running it again: documents that have the version are passed by. A document that cannot be
 * migrated is left as it is and reported, and the others go on.
 *
 * <p>Immutable; safe for any thread. Blocks on the store; two runs over one store at a time do work
 * twice and harm nothing.
 */
public final class MigrationRun {

  private final Schema<?> schema;
  private final int version;
  private final boolean isAcceptingLosses;

  private MigrationRun(Schema<?> schema, int version, boolean isAcceptingLosses) {
    this.schema = schema;
    this.version = version;
    this.isAcceptingLosses = isAcceptingLosses;
  }

  /**
   * Returns a run that brings documents to the current version and loses nothing.
   *
   * @param schema the type's schema
   * @return a run
   */
  public static MigrationRun of(Schema<?> schema) {
    return new MigrationRun(schema, schema.version(), false);
  }

  /**
   * Returns a run to another version.
   *
   * @param other a version that has steps from or to it
   * @return a run
   * @throws IllegalArgumentException if the version cannot be reached
   */
  public MigrationRun to(int other) {
    if (other < schema.migrations().oldest() || other > schema.version()) {
      throw new IllegalArgumentException(
          "Version %d of %s cannot be reached: there are steps between %d and %d only."
              .formatted(other, schema.name(), schema.migrations().oldest(), schema.version()));
    }
    return new MigrationRun(schema, other, isAcceptingLosses);
  }

  /**
   * Returns a run that also migrates documents that lose something by it.
   *
   * @return a run
   */
  public MigrationRun acceptingLosses() {
    return new MigrationRun(schema, version, true);
  }

  /**
   * Finds out what a run would do.
   *
   * @param store the documents
   * @return what would be done
   * @throws IOException if the store fails
   */
  public MigrationReport dryRun(DocumentStore store) throws IOException {
    return new Pass(store, true).over();
  }

  /**
   * Migrates the documents.
   *
   * @param store the documents
   * @return what was done
   * @throws IOException if the store fails; run again to go on
   */
  public MigrationReport run(DocumentStore store) throws IOException {
    return new Pass(store, false).over();
  }

  /** One pass over a store. */
  private final class Pass {

    private final DocumentStore store;
    private final boolean isDryRun;
    private final Map<String, List<Violation>> losses = new LinkedHashMap<>();
    private final Map<String, List<Violation>> refused = new LinkedHashMap<>();
    private int migrated;
    private int upToDate;

    Pass(DocumentStore store, boolean isDryRun) {
      this.store = store;
      this.isDryRun = isDryRun;
    }

    MigrationReport over() throws IOException {
      for (String key : store.keys()) {
        byte[] document = store.read(key);
        try {
          document(key, schema.migrations().migrate(document, version));
        } catch (InvalidDocumentException e) {
          refused.put(key, e.violations());
        }
      }
      return new MigrationReport(
          schema.name(), version, isDryRun, migrated, upToDate, losses, refused);
    }

    private void document(String key, Migrated result) throws IOException {
      if (result.from() == version) {
        upToDate++;
        return;
      }
      if (!result.losses().isEmpty()) {
        losses.put(key, result.losses());
        if (!isAcceptingLosses) {
          return;
        }
      }
      byte[] bytes = result.document().json().getBytes(StandardCharsets.UTF_8);
      if (version == schema.version()) {
        Codecs.json(schema.type()).tagged().read(bytes);
      }
      if (!isDryRun) {
        store.replace(key, bytes);
      }
      migrated++;
    }
  }
}
