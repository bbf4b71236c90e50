package io.kubernaut.types.schema;

import java.io.IOException;

/**
 * Where documents are kept that a {@link MigrationRun} brings to another version: files of a
 * folder, rows of a table.
 */
public interface DocumentStore {

  /**
   * Returns the keys of all documents, in the same order each time.
   *
   * @return the keys
   * @throws IOException if the store fails
   */
  Iterable<String> keys() throws IOException;

  /**
   * Reads a document.
   *
   * @param key its key
   * @return its bytes, JSON with the tag of its version
   * @throws IOException if the store fails
   */
  byte[] read(String key) throws IOException;

  /**
   * Replaces a document, wholly or not at all: a reader, or a run after a crash, sees the old or
   * the new bytes.
   *
   * @param key its key
   * @param document its bytes
   * @throws IOException if the store fails
   */
  void replace(String key, byte[] document) throws IOException;
}
