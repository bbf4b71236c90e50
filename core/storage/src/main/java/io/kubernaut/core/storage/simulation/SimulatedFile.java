package io.kubernaut.core.storage.simulation;

import io.kubernaut.core.storage.StorageFile;
import io.kubernaut.core.storage.StorageFullException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;

/** A file of a simulated disk, open. */
final class SimulatedFile implements StorageFile {

  private final SimulatedDisk disk;
  private final String name;
  private final FileNode node;
  private final boolean writable;
  private boolean closed;

  SimulatedFile(SimulatedDisk disk, String name, FileNode node, boolean writable) {
    this.disk = disk;
    this.name = name;
    this.node = node;
    this.writable = writable;
  }

  private void check() throws ClosedChannelException {
    if (closed) {
      throw new ClosedChannelException();
    }
  }

  private void checkWritable() throws IOException {
    check();
    if (!writable) {
      throw new IOException("File " + name + " was opened to be read");
    }
  }

  @Override
  public int read(ByteBuffer target, long position) throws IOException {
    synchronized (disk) {
      check();
      return node.read(target, position);
    }
  }

  @Override
  public int write(ByteBuffer source, long position) throws IOException {
    synchronized (disk) {
      checkWritable();
      long growth = Math.max(0, position + source.remaining() - node.size());
      long free = disk.free();
      byte[] data = new byte[(int) (source.remaining() - Math.max(0, growth - free))];
      if (data.length == 0 && source.hasRemaining()) {
        throw new StorageFullException(name, new IOException("No space left on device"));
      }
      source.get(data);
      node.write(data, Math.toIntExact(position));
      return data.length;
    }
  }

  @Override
  public long size() throws IOException {
    synchronized (disk) {
      check();
      return node.size();
    }
  }

  @Override
  public void truncate(long size) throws IOException {
    synchronized (disk) {
      checkWritable();
      node.truncate((int) Math.min(Integer.MAX_VALUE, size));
    }
  }

  @Override
  public void force() throws IOException {
    synchronized (disk) {
      check();
      node.force();
    }
  }

  /** What a failed force does. */
  void forget() {
    synchronized (disk) {
      node.forget();
    }
  }

  @Override
  public ByteBuffer map(long position, long length) throws IOException {
    synchronized (disk) {
      check();
      if (length > node.size() - position) {
        throw new EOFException("File " + name + " ends at " + node.size());
      }
      ByteBuffer copy = ByteBuffer.allocate(Math.toIntExact(length));
      node.read(copy, position);
      return copy.flip().asReadOnlyBuffer();
    }
  }

  @Override
  public void close() {
    synchronized (disk) {
      closed = true;
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
