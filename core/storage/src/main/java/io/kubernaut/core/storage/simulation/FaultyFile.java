package io.kubernaut.core.storage.simulation;

import io.kubernaut.core.storage.StorageFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A file that fails when it is told to. */
final class FaultyFile implements StorageFile {

  private final String name;
  private final StorageFile file;
  private final FaultPlan plan;
  private volatile boolean distrusted;

  FaultyFile(String name, StorageFile file, FaultPlan plan) {
    this.name = name;
    this.file = file;
    this.plan = plan;
  }

  @Override
  public int read(ByteBuffer target, long position) throws IOException {
    Fault due = plan.next("file.read", name);
    if (due != null) {
      FaultPlan.raise(due, "file.read", name, false);
    }
    int limit = target.limit();
    target.limit(Math.min(limit, cut(target)));
    int begin = target.position();
    int count = file.read(target, position);
    target.limit(limit);
    if (due == Fault.BIT_FLIP && count > 0) {
      target.put(begin, (byte) (target.get(begin) ^ 1));
    }
    return count;
  }

  private int cut(ByteBuffer buffer) {
    return buffer.position() + Math.min(buffer.remaining(), plan.mostBytes());
  }

  @Override
  public int write(ByteBuffer source, long position) throws IOException {
    refuseIfDistrusted();
    Fault due = plan.next("file.write", name);
    if (due == Fault.BIT_FLIP) {
      return writeFlipped(source, position);
    }
    if (due != null) {
      file.write(source.slice(source.position(), source.remaining() / 2), position);
      FaultPlan.raise(due, "file.write", name, true);
    }
    int limit = source.limit();
    source.limit(cut(source));
    try {
      return file.write(source, position);
    } finally {
      source.limit(limit);
    }
  }

  private int writeFlipped(ByteBuffer source, long position) throws IOException {
    ByteBuffer flipped = ByteBuffer.allocate(source.remaining());
    flipped.put(source.duplicate()).flip();
    int middle = flipped.remaining() / 2;
    flipped.put(middle, (byte) (flipped.get(middle) ^ 1));
    int count = file.write(flipped, position);
    source.position(source.position() + count);
    return count;
  }

  @Override
  public long size() throws IOException {
    plan.begin("file.size", name, false);
    return file.size();
  }

  @Override
  public void truncate(long size) throws IOException {
    refuseIfDistrusted();
    plan.begin("file.truncate", name, false);
    file.truncate(size);
  }

  @Override
  public void force() throws IOException {
    refuseIfDistrusted();
    @Nullable Fault due = plan.next("file.force", name);
    if (due == Fault.IO_ERROR || due == Fault.DISK_FULL) {
      distrusted = true;
      if (file instanceof SimulatedFile simulated) {
        simulated.forget();
      }
      FaultPlan.raise(due, "file.force", name, true);
    }
    file.force();
  }

  private void refuseIfDistrusted() throws IOException {
    if (distrusted) {
      throw new IOException("File " + name + " could not be forced before. Write another.");
    }
  }

  @Override
  public ByteBuffer map(long position, long length) throws IOException {
    plan.begin("file.map", name, false);
    return file.map(position, length);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
