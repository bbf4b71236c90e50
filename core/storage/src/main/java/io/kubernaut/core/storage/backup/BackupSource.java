package io.kubernaut.core.storage.backup;

import io.kubernaut.core.storage.Storage;
import io.kubernaut.core.storage.StorageFile;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** A store that can be backed up while it is used. */
public interface BackupSource {

  /**
   * Returns what it is called; restored, its files are in a folder of this name.
   *
   * @return a name as {@link Storage} takes it
   */
  String name();

  /**
   * Takes a snapshot: everything acknowledged until now, and nothing half done.
   *
   * @return the snapshot, which is closed when it has been copied
   * @throws IOException if the disk refuses
   */
  Snapshot snapshot() throws IOException;

  /**
   * Checks restored files as the store itself would read them.
   *
   * @param restored the folder they are in; it may be written to
   * @return how many records are in it
   * @throws IOException if they are not what a sound store consists of
   */
  long verify(Storage restored) throws IOException;

  /** Files that stay as they are until it is closed, whatever the store goes on to do. */
  interface Snapshot extends AutoCloseable {

    /**
     * Returns the moment whose state it holds.
     *
     * @return a moment of the platform's wall clock
     */
    Instant time();

    /**
     * Returns the files it consists of.
     *
     * @return each with how much of it counts
     */
    List<Content> contents();

    /**
     * Opens one of them.
     *
     * @param name its name
     * @return the file, to be read
     * @throws IOException if the disk refuses
     */
    StorageFile open(String name) throws IOException;

    /** Lets go of the files. */
    @Override
    void close() throws IOException;
  }

  /**
   * A file of a snapshot.
   *
   * @param name its name
   * @param size how many bytes of it count
   */
  record Content(String name, long size) {}
}
