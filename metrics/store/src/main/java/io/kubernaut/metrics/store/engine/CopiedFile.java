package io.kubernaut.metrics.store.engine;

import io.kubernaut.core.storage.StorageFile;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A small file as it was at one moment, whatever becomes of it on the disk. Only to be read. */
record CopiedFile(ByteBuffer content) implements StorageFile {

  @Override
  public int read(ByteBuffer target, long position) {
    long left = size() - position;
    if (left <= 0) {
      return -1;
    }
    int count = (int) Math.min(left, target.remaining());
    target.put(content.slice((int) position, count));
    return count;
  }

  @Override
  public long size() {
    return content.limit();
  }

  @Override
  public ByteBuffer map(long position, long length) throws IOException {
    if (position < 0 || length < 0 || length > size() - position) {
      throw new IOException(
          "%d bytes from %d on of a file of %d.".formatted(length, position, size()));
    }
    return content.slice((int) position, (int) length).asReadOnlyBuffer();
  }

  @Override
  public int write(ByteBuffer source, long position) throws IOException {
    throw readOnly();
  }

  @Override
  public void truncate(long size) throws IOException {
    throw readOnly();
  }

  @Override
  public void force() throws IOException {
    throw readOnly();
  }

  private static IOException readOnly() {
    return new IOException("A copy of a file of a backup is only read.");
  }

  @Override
  public void close() {
    // memory
  }
}
