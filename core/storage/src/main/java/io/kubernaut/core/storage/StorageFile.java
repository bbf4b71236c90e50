package io.kubernaut.core.storage;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * An open file. Reads and writes name their position, so any number of threads may use it.
 *
 * <p>What a failed {@link #force()} leaves on the disk nobody knows: the system may have dropped
 * what was to be written and say nothing the next time. So after it the file refuses to be written
 * and forced; what matters has to be written to another file.
 */
public interface StorageFile extends AutoCloseable {

  /**
   * Reads some bytes.
   *
   * @param target where to; filled from its position on
   * @param position where from
   * @return how many were read, at least one if the target has room; -1 at the end of the file
   * @throws IOException if the disk refuses or the file is closed
   */
  int read(ByteBuffer target, long position) throws IOException;

  /**
   * Writes some bytes.
   *
   * @param source what to write, from its position on
   * @param position where to; past the end leaves a gap of zeros
   * @return how many were written: as many as the disk takes at once
   * @throws StorageFullException if the disk is full; some bytes may have been written
   * @throws IOException if the disk refuses or the file is closed; some bytes may have been written
   */
  int write(ByteBuffer source, long position) throws IOException;

  /**
   * Returns the size.
   *
   * @return bytes
   * @throws IOException if the disk refuses or the file is closed
   */
  long size() throws IOException;

  /**
   * Cuts the file off.
   *
   * @param size how many bytes remain; no change if it has fewer
   * @throws IOException if the disk refuses or the file is closed
   */
  void truncate(long size) throws IOException;

  /**
   * Makes everything written so far durable.
   *
   * @throws IOException if the disk refuses; the file is not to be trusted any more then
   */
  void force() throws IOException;

  /**
   * Returns a part of the file as memory, to be read. Only for files that no longer change: reading
   * a part that was cut off, or that the disk cannot read, is an {@link InternalError}.
   *
   * @param position where it begins
   * @param length how many bytes, at most 2 GiB
   * @return a read-only buffer, which stays valid after the file is closed
   * @throws IOException if the file is shorter or the disk refuses
   */
  ByteBuffer map(long position, long length) throws IOException;

  /** Closes the file. Does not force it. Closing twice is harmless. */
  @Override
  void close() throws IOException;

  /**
   * Fills a buffer.
   *
   * @param target filled from its position to its limit
   * @param position where from
   * @throws EOFException if the file ends before
   * @throws IOException if the disk refuses or the file is closed
   */
  default void readFully(ByteBuffer target, long position) throws IOException {
    long from = position;
    while (target.hasRemaining()) {
      int count = read(target, from);
      if (count < 0) {
        throw new EOFException(
            "File ends at %d, but %d more bytes were to be read from %d"
                .formatted(size(), target.remaining(), from));
      }
      from += count;
    }
  }

  /**
   * Writes a whole buffer.
   *
   * @param source written from its position to its limit
   * @param position where to
   * @throws StorageFullException if the disk is full; some bytes may have been written
   * @throws IOException if the disk refuses or the file is closed; some bytes may have been written
   */
  default void writeFully(ByteBuffer source, long position) throws IOException {
    long to = position;
    while (source.hasRemaining()) {
      to += write(source, to);
    }
  }
}
