package io.kubernaut.core.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/**
 * A folder of files, owned by one process: what the house reads and writes files through.
 *
 * <pre>{@code
 * try (Storage storage = Storage.open(Path.of("/var/lib/orders"))) {
 *   try (StorageFile file = storage.create("blocks/0001.chunk")) {
 *     file.writeFully(chunk, 0);
 *     file.force();                     // the content survives power loss …
 *   }
 *   storage.force("blocks");            // … and so does the name
 * }
 * }</pre>
 *
 * <p>Names are relative to the root, with {@code /} between folder and file; each part is 1 to 128
 * letters, digits, dots, dashes and underscores, and begins with a letter or digit. The root itself
 * is the empty name.
 *
 * <p><b>What survives.</b> A file's content survives power loss after {@link StorageFile#force()}
 * has returned; a name that was created, renamed, linked or deleted has changed for good after
 * {@link #force(String)} of its folder has returned. Before that any part of it may be lost, in any
 * order; but a rename is never seen half done. What was written survives the end of the process,
 * {@code kill -9} included.
 *
 * <p>Safe for any thread. Calls block on the disk; an interrupt does not cut them short, and is
 * still set when they return. A full disk is a {@link StorageFullException}, whatever else the disk
 * refuses another {@link IOException}.
 */
public interface Storage extends AutoCloseable {

  /**
   * Opens a directory for this process alone, creating it if need be.
   *
   * @param directory where the files are
   * @return the storage; close it to let others have the directory
   * @throws StorageInUseException if another process, or another part of this one, has it open
   * @throws IOException if the directory cannot be created, written or locked
   */
  static Storage open(Path directory) throws IOException {
    return DiskStorage.open(directory);
  }

  /**
   * Checks a name of a file or folder, for those who implement a storage.
   *
   * @param name the name
   * @return the same name
   * @throws IllegalArgumentException if a file cannot be called so
   */
  static String checkedName(String name) {
    return StorageNames.checked(name);
  }

  /**
   * Creates a file. The folder must exist.
   *
   * @param name its name
   * @return the empty file, to be written and read
   * @throws java.nio.file.FileAlreadyExistsException if the name is taken
   * @throws IOException if the disk refuses
   */
  StorageFile create(String name) throws IOException;

  /**
   * Opens a file that exists, to be written and read.
   *
   * @param name its name
   * @return the file
   * @throws java.nio.file.NoSuchFileException if there is none
   * @throws IOException if the disk refuses
   */
  StorageFile open(String name) throws IOException;

  /**
   * Opens a file that exists, to be read. It can be read until it is closed, even if its name is
   * deleted meanwhile.
   *
   * @param name its name
   * @return the file, which refuses to be written
   * @throws java.nio.file.NoSuchFileException if there is none
   * @throws IOException if the disk refuses
   */
  StorageFile read(String name) throws IOException;

  /**
   * Tells whether there is a file or folder of this name.
   *
   * @param name the name
   * @return true if there is
   * @throws IOException if the disk refuses
   */
  boolean exists(String name) throws IOException;

  /**
   * Lists what is in a folder.
   *
   * @param folder its name; empty for the root
   * @return files and folders, sorted by name; nothing for a folder that does not exist
   * @throws IOException if the disk refuses
   */
  List<StorageEntry> list(String folder) throws IOException;

  /**
   * Creates a folder and the folders it is in, durably. One that exists is left as it is.
   *
   * @param name its name
   * @throws IOException if the disk refuses
   */
  void createFolder(String name) throws IOException;

  /**
   * Renames a file or a folder, in one step. A file takes the place of a file that had the name.
   *
   * @param from what it is called
   * @param to what it will be called
   * @throws IOException if there is nothing to rename, a folder is in the way, or the disk refuses
   */
  void rename(String from, String to) throws IOException;

  /**
   * Gives a file a second name, without copying it where the disk can do that. Only for files that
   * no longer change.
   *
   * @param from what it is called
   * @param to the second name
   * @throws java.nio.file.FileAlreadyExistsException if the second name is taken
   * @throws IOException if the disk refuses
   */
  void link(String from, String to) throws IOException;

  /**
   * Deletes a file or an empty folder. What is not there is left at that.
   *
   * @param name its name
   * @throws IOException if a folder is not empty or the disk refuses
   */
  void delete(String name) throws IOException;

  /**
   * Makes the names in a folder durable: what was created, renamed, linked or deleted in it.
   *
   * @param folder its name; empty for the root
   * @throws IOException if the disk refuses; nothing may be believed about the names then
   */
  void force(String folder) throws IOException;

  /**
   * Returns how much may still be written.
   *
   * @return bytes, as the disk estimates
   * @throws IOException if the disk refuses
   */
  long usableSpace() throws IOException;

  /** Ends the use of the directory and lets others have it. Closing twice is harmless. */
  @Override
  void close() throws IOException;

  /**
   * Returns one folder of this storage as a storage of its own, creating it. Closing it does
   * nothing; it is usable while this one is open.
   *
   * @param name the folder
   * @return a view of it
   * @throws IOException if the disk refuses
   */
  default Storage folder(String name) throws IOException {
    createFolder(name);
    return new FolderView(this, name);
  }

  /**
   * Reads a whole file.
   *
   * @param name its name
   * @return its bytes, from the first to the last
   * @throws java.nio.file.NoSuchFileException if there is none
   * @throws IOException if it is larger than 2 GiB or the disk refuses
   */
  default ByteBuffer readAll(String name) throws IOException {
    try (StorageFile file = read(name)) {
      ByteBuffer content = ByteBuffer.allocate(Math.toIntExact(file.size()));
      file.readFully(content, 0);
      return content.flip();
    } catch (ArithmeticException tooLarge) {
      throw new IOException("File " + name + " is too large to be read at once", tooLarge);
    }
  }

  /**
   * Replaces a small file, or creates it, in one durable step: whatever happens, the name holds the
   * old content or the new. Leaves {@code <name>.tmp} behind if it fails on the way, and overwrites
   * it the next time.
   *
   * @param name its name
   * @param content what it holds from now on
   * @throws IOException if the disk refuses
   */
  default void replace(String name, ByteBuffer content) throws IOException {
    String aside = name + ".tmp";
    delete(aside);
    try (StorageFile file = create(aside)) {
      file.writeFully(content, 0);
      file.force();
    }
    rename(aside, name);
    force(StorageNames.folderOf(name));
  }

  /**
   * Deletes a folder with everything in it, and makes that durable.
   *
   * @param folder its name
   * @throws IOException if the disk refuses; some of it may be deleted then
   */
  default void deleteFolder(String folder) throws IOException {
    for (StorageEntry entry : list(folder)) {
      String inside = folder + "/" + entry.name();
      if (entry.isFolder()) {
        deleteFolder(inside);
      } else {
        delete(inside);
      }
    }
    delete(folder);
    force(StorageNames.folderOf(folder));
  }
}
