package io.kubernaut.metrics.store.engine;

import io.kubernaut.core.storage.Storage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Where sealed blocks are kept for good: a path, or any object store that can put, get, list and
 * delete.
 *
 * <p>Names are letters, digits, dots and dashes, in up to three parts with {@code /} between them.
 * What was put is whole or not there. Safe for any thread; calls block.
 */
public interface ArchiveTarget {

  /**
   * Stores an object, or replaces it.
   *
   * @param name its name
   * @param content its bytes
   * @throws IOException if it could not be stored for good
   */
  void put(String name, ByteBuffer content) throws IOException;

  /**
   * Returns an object.
   *
   * @param name its name
   * @return its bytes
   * @throws java.io.FileNotFoundException if there is none
   * @throws IOException if it cannot be read
   */
  ByteBuffer get(String name) throws IOException;

  /**
   * Lists objects.
   *
   * @return their names, sorted
   * @throws IOException if they cannot be listed
   */
  List<String> list() throws IOException;

  /**
   * Deletes an object. What is not there is left at that.
   *
   * @param name its name
   * @throws IOException if it could not be deleted
   */
  void delete(String name) throws IOException;

  /**
   * Returns an archive in a folder of files.
   *
   * @param storage the folder, for the archive alone
   * @return the archive
   */
  static ArchiveTarget in(Storage storage) {
    return new FolderArchive(storage);
  }
}
